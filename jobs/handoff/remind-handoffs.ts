import {
  aroundWords,
  type HandoffSummary,
  nameOf,
  receiverName,
} from '../../cards/handoff/lines.ts';
import { lateWords } from '../../cards/handoff/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { departmentName } from '../../cards/view/names.ts';
import { recordHandoff } from '../../crm/handoff/crm-record.ts';
import { type EscalationLevel, nextLevel } from '../../crm/handoff/escalation.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import {
  calendarOf,
  peopleAtLevel,
  receiversOf,
  rosterFor,
  withNames,
} from '../../crm/handoff/people.ts';
import { isThere, type Roster, route, turnTaken, type Wanted } from '../../crm/handoff/routing.ts';
import { advance } from '../../crm/handoff/rules.ts';
import { hasChannel, putToAll } from '../../crm/notification/department-channel.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import { addWorkingTime, WORKING_DAY } from '../../crm/time/working-time.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';
import { clockDid, eachOf } from '../scheduled.ts';
import { newsTo, packetTo } from './messages.ts';

const AT_ONCE = 1000;

/** Looks after handoffs that are due: around whoever is away, a reminder to the receiver, then the escalation. */
export const remindHandoffs = defineJob({
  kind: clockJob('remind-handoffs'),
  cron: '*/5 * * * *',
  async run(_, context) {
    const [due, people] = await Promise.all([
      context.store.handoffs.overdue(context.now(), AT_ONCE),
      context.store.people.all(),
    ]);
    await eachOf(
      due.filter((handoff) => !isSettled(handoff, people)),
      (handoff) => lookAfter(handoff, people, context),
    );
  },
});

/** Accepted by somebody who is still here and has been reminded: theirs, and nothing more to say. */
const isSettled = ({ state, reminders, holder }: Handoff, people: readonly Person[]): boolean =>
  state === 'accepted' && reminders > 0 && !isGone(holder, people);

const isGone = (id: PersonId | null, people: readonly Person[]): boolean =>
  id !== null && !people.some((person) => person.id === id && person.active);

interface Late {
  said: HandoffSummary;
  roster: Roster;
  wanted: Wanted;
}

/** Where somebody acts on it in the same moment the commit is stale, and the next look sees what became of it. */
async function lookAfter(
  handoff: Handoff,
  people: readonly Person[],
  context: JobContext,
): Promise<void> {
  const { store } = context;
  const now = context.now();
  const customer = await store.customers.name(handoff.customerId);
  const wanted = customer === null ? null : await wantedOf(handoff, people, context);
  if (customer === null || !wanted) return;
  const roster = await rosterFor(wanted, store, now);
  const late = { said: withNames(handoff, customer, people), roster, wanted };
  const changes = (await detour(late, context)) ?? (await climb(late, context));
  if (changes) await store.commit(changes, now);
}

async function wantedOf(
  { to, holder, rotation: name }: Handoff,
  people: readonly Person[],
  { store }: JobContext,
): Promise<Wanted | null> {
  const rotation = name ? await store.rotations.get(name) : null;
  const person = people.find(
    ({ id }) => id === (holder ?? (to.kind === 'person' ? to.person : null)),
  );
  if (rotation && person) return { kind: 'rotation', rotation };
  if (person) return { kind: 'person', person };
  return to.kind === 'department' ? { kind: 'department', department: to.department } : null;
}

/** Offered to somebody who is away by now, or with somebody who is gone for good: somebody else is asked, and the giver hears of it. Null where they are there. */
async function detour(
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
  const next = withNames(outcome.handoff, said.customer, roster.people);
  const { id, version } = outcome.handoff;
  return [
    { kind: 'handoff', handoff: outcome.handoff },
    ...turnTaken(wanted, found),
    ...record(
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

/** Goes to the next escalation level, once its time has come. */
async function climb({ said, roster }: Late, context: JobContext): Promise<Change[] | null> {
  const { store } = context;
  const now = context.now();
  const calendar = await calendarOf(said.handoff, roster, {
    store,
    now,
    zone: context.reader().zone,
  });
  const rung = nextLevel(said.handoff, now, calendar);
  const outcome =
    rung &&
    advance(
      said.handoff,
      { kind: 'remind', rung: rung.rung },
      { department: said.department, now },
    );
  if (!rung || !outcome || outcome.kind === 'refused') return null;
  const next = { ...said, handoff: outcome.handoff };
  const { id, version, customerId } = outcome.handoff;
  const told = await peopleAtLevel(rung.who, outcome.handoff, {
    roster,
    department: said.department,
    store,
  });
  return [
    { kind: 'handoff', handoff: outcome.handoff },
    ...(await reminders(next, told, rung, context)),
    ...(rung.who === 'receiver'
      ? holderIsLate(next, roster, context)
      : escalated(next, { told, roster, context })),
    // With nobody at this level it is given up here, which somebody may look for.
    clockDid(
      'handoff',
      customerId,
      {
        handoff: id,
        step: told.length > 0 ? 'reminded' : 'nobody-to-remind',
        version,
        who: rung.who,
        told: told.length,
      },
      now,
    ),
  ];
}

async function reminders(
  said: HandoffSummary,
  told: readonly Person[],
  { who }: EscalationLevel,
  context: JobContext,
): Promise<Change[]> {
  const { id, version, holder } = said.handoff;
  if (who === 'receiver' && holder === null && (await hasChannel(said.department, context.store)))
    return [putToAll({ kind: 'handoff', id, version, late: true })];
  const why = (reader: Reader): string => {
    const strings = stringsFor(reader);
    return {
      receiver: strings.handoff.whyYou.late,
      manager: strings.handoff.whyYou.manager(departmentName(said.department, strings)),
      leader: strings.handoff.whyYou.leader,
    }[who];
  };
  return told.map((person) => ({
    kind: 'message',
    message: newsTo(person, said, {
      words: (reader) => lateWords(said, reader, person.id),
      why,
      context,
    }),
  }));
}

/** The giver promised the customer something: they hear, once and quietly, that it is late with its holder. */
function holderIsLate(said: HandoffSummary, roster: Roster, context: JobContext): Change[] {
  return said.handoff.state === 'accepted'
    ? toGiver(said, roster, {
        context,
        words: (reader) => lateWords(said, reader, said.handoff.from),
        pressing: false,
      })
    : [];
}

function escalated(
  said: HandoffSummary,
  { told, roster, context }: { told: readonly Person[]; roster: Roster; context: JobContext },
): Change[] {
  const names = told.map(({ id }) => nameOf(id, said));
  if (names.length === 0) return [];
  const all = stringsFor(context.reader());
  return [
    ...record(
      said,
      'remind',
      all.handoff.entry.remind(receiverName(said, context.reader()), all.timeline.and(names)),
      context,
    ),
    ...toGiver(said, roster, {
      context,
      words: (reader) =>
        `${lateWords(said, reader)}. ${stringsFor(reader).handoff.receipt.told(stringsFor(reader).timeline.and(names))}`,
    }),
  ];
}

const toGiver = (
  said: HandoffSummary,
  { people }: Roster,
  {
    context,
    words,
    pressing = true,
  }: { context: JobContext; words: (reader: Reader) => string; pressing?: boolean },
): Change[] =>
  people
    .filter(({ id, active }) => active && id === said.handoff.from)
    .map((giver) => ({
      kind: 'message',
      message: newsTo(giver, said, {
        words,
        why: (reader) => stringsFor(reader).handoff.whyYou.giver,
        pressing,
        context,
      }),
    }));

/** Nobody's doing: the clock's. It stands with the receiving department. */
const record = (said: HandoffSummary, step: string, title: string, context: JobContext): Change[] =>
  recordHandoff(said.handoff, {
    step,
    title,
    by: { id: null, department: said.department },
    now: context.now(),
  });
