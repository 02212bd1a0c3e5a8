import { aroundWords, type HandoffSummary, receiverName } from '../../cards/handoff/lines.ts';
import { stringsFor } from '../../cards/strings.ts';
import { calendarOf, receiversOf, summarizeHandoff } from '../../crm/handoff/people.ts';
import { isThere, type Roster, route, turnTaken, type Wanted } from '../../crm/handoff/routing.ts';
import { advance } from '../../crm/handoff/rules.ts';
import { hasChannel, putToAll } from '../../crm/notification/department-channel.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import { addWorkingTime, WORKING_DAY } from '../../crm/time/working-time.ts';
import type { JobContext } from '../job.ts';
import { clockDid } from '../scheduled.ts';
import { recordStep } from './crm-record.ts';
import { packetTo, toGiver } from './messages.ts';

/** A handoff that is due, those who may have it, and to whom it was to go. */
export interface Late {
  said: HandoffSummary;
  roster: Roster;
  wanted: Wanted;
}

export const isGone = (id: PersonId | null, people: readonly Person[]): boolean =>
  id !== null && !people.some((person) => person.id === id && person.active);

/** Offered to somebody who is away by now, or with somebody who is gone for good: somebody else is asked, and the giver hears of it. Null where they are there. */
export async function detour(
  { said, roster, wanted }: Late,
  context: JobContext,
): Promise<Change[] | null> {
  const { handoff } = said;
  const away = handoff.holder;
  if (
    away === null ||
    isThere(away, roster) ||
    (handoff.state === 'accepted' && !isGone(away, roster.people))
  )
    return null;
  const found = route(wanted, roster, handoff.from);
  if (!found) return null;
  const { store } = context;
  const now = context.now();
  const around = found.around.some(({ person }) => person === away)
    ? found.around
    : [{ person: away, until: roster.absences.get(away)?.until ?? null }, ...found.around];
  const calendar = await calendarOf({ ...found.receiver, from: handoff.from }, roster, {
    store,
    now,
    zone: context.reader().zone,
  });
  const outcome = advance(
    handoff,
    {
      kind: 'reassign',
      by: null,
      receiver: found.receiver,
      dueAt: addWorkingTime(now, WORKING_DAY, calendar),
    },
    { department: said.department, now },
  );
  if (outcome.kind === 'refused') return null;
  const next = await summarizeHandoff(
    outcome.handoff,
    { customer: said.customer, people: roster.people },
    context,
  );
  const { id, version } = outcome.handoff;
  return [
    { kind: 'handoff', handoff: outcome.handoff },
    ...turnTaken(wanted, found),
    ...recordStep(
      next,
      'reassign',
      stringsFor(context.reader()).handoff.entry.reassign(
        null,
        receiverName(next, context.reader()),
      ),
      context,
    ),
    clockDid(
      'handoff',
      handoff.customerId,
      { handoff: id, step: 'rerouted', version, detours: around.length },
      now,
    ),
    ...(await offered(next, { roster, around, context })),
    ...toGiver(next, roster, {
      context,
      words: (reader) =>
        stringsFor(reader).handoff.receipt.rerouted(
          next.customer,
          aroundWords(around, next, reader),
          receiverName(next, reader),
        ),
    }),
    refreshSentMessages({ kind: 'handoff', id }, version, null),
  ];
}

async function offered(
  said: HandoffSummary,
  {
    roster,
    around,
    context,
  }: Pick<Late, 'roster'> & {
    around: Parameters<typeof packetTo>[2]['around'];
    context: JobContext;
  },
): Promise<Change[]> {
  const { id, version, holder } = said.handoff;
  if (holder === null && (await hasChannel(said.department, context.store)))
    return [putToAll({ kind: 'handoff', id, version, late: false }, { around })];
  return Promise.all(
    receiversOf(said.handoff, roster).map(
      async (person): Promise<Change> => ({
        kind: 'message',
        message: await packetTo(person, said, { around, context }),
      }),
    ),
  );
}
