import { type HandoffSummary, nameOf, receiverName } from '../../cards/handoff/lines.ts';
import { lateWords } from '../../cards/handoff/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { departmentName } from '../../cards/view/names.ts';
import { type EscalationLevel, nextLevel } from '../../crm/handoff/escalation.ts';
import { calendarOf, peopleAtLevel } from '../../crm/handoff/people.ts';
import type { Roster } from '../../crm/handoff/routing.ts';
import { advance } from '../../crm/handoff/rules.ts';
import { hasChannel, putToAll } from '../../crm/notification/department-channel.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import type { JobContext } from '../job.ts';
import { clockDid } from '../scheduled.ts';
import { recordStep } from './crm-record.ts';
import { newsTo, toGiver } from './messages.ts';

/** The next level of the escalation, once its time has come. */
export async function escalate(
  { said, roster }: { said: HandoffSummary; roster: Roster },
  context: JobContext,
): Promise<Change[] | null> {
  const { store } = context;
  const now = context.now();
  const calendar = await calendarOf(said.handoff, roster, {
    store,
    now,
    zone: context.reader().zone,
  });
  const escalation = nextLevel(said.handoff, now, calendar);
  const outcome =
    escalation &&
    advance(
      said.handoff,
      { kind: 'remind', level: escalation.level },
      { department: said.department, now },
    );
  if (!escalation || !outcome || outcome.kind === 'refused') return null;
  const next = { ...said, handoff: outcome.handoff };
  const { id, version, customerId } = outcome.handoff;
  const told = await peopleAtLevel(escalation.who, outcome.handoff, {
    roster,
    department: said.department,
    store,
  });
  return [
    { kind: 'handoff', handoff: outcome.handoff },
    ...(await reminders(next, told, escalation, context)),
    ...(escalation.who === 'receiver'
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
        who: escalation.who,
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
    ...recordStep(
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
