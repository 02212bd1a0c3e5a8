import { roleOf } from '../../cards/handoff/card.ts';
import {
  aroundWords,
  type HandoffSummary,
  missingWords,
  nameOf,
  receiverName,
} from '../../cards/handoff/lines.ts';
import { newsMessage, packetMessage } from '../../cards/handoff/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import { duration, type Reader } from '../../cards/view/format.ts';
import { mattersTo, receiversOf, standing } from '../../crm/handoff/people.ts';
import type { Detour, Roster } from '../../crm/handoff/routing.ts';
import { timeTaken } from '../../crm/handoff/rules.ts';
import { hasChannel, putToAll } from '../../crm/notification/department-channel.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';
import type { PersonStep } from './step-entry.ts';

/** Once in the channel of the department that it is offered to, else one message for everybody there, each written for their own eyes. */
export async function packets(
  said: HandoffSummary,
  {
    roster,
    around = [],
    context,
  }: {
    roster: Roster;
    around?: readonly Detour[];
    context: Pick<Context, 'store' | 'now' | 'readerOf'>;
  },
): Promise<Change[]> {
  const { store, now, readerOf } = context;
  const { handoff, department } = said;
  if (handoff.holder === null && (await hasChannel(department, store)))
    return [
      putToAll(
        { kind: 'handoff', id: handoff.id, version: handoff.version, late: false },
        { around },
      ),
    ];
  const messages = receiversOf(handoff, roster).map(async (person) => {
    const reader = readerOf(person);
    const matters = await mattersTo(accessOf(person), handoff.customerId, store, now);
    return packetMessage(said, {
      person,
      reader,
      oversees: standing(handoff, department, person).oversees,
      matters,
      around: aroundWords(around, said, reader) || null,
    });
  });
  return (await Promise.all(messages)).map((message) => ({ kind: 'message', message }));
}

/** The message to another participant of a handoff. */
export function news(
  said: HandoffSummary,
  person: Person,
  {
    reader,
    news: line,
    words,
    why,
    pressing = false,
  }: { reader: Reader; news: string; words: string | null; why: string; pressing?: boolean },
): Change {
  const stands = standing(said.handoff, said.department, person);
  return {
    kind: 'message',
    message: newsMessage(said, {
      person,
      reader,
      role: roleOf(said, stands),
      oversees: stands.oversees,
      news: line,
      words,
      why,
      pressing,
    }),
  };
}

/** Tells the giver, the former holder and the colleague who asked; never the person who took the step. */
export function stepMessages(
  before: HandoffSummary,
  said: HandoffSummary,
  step: PersonStep,
  { people, context }: { people: readonly Person[]; context: Context },
): Change[] {
  const concerned = new Set<PersonId>([said.handoff.from]);
  if (before.handoff.holder) concerned.add(before.handoff.holder);
  const asked = before.handoff.talk.at(-1);
  if (step.kind === 'answer' && asked) concerned.add(asked.by);
  concerned.delete(context.person.id);
  // Its new receivers get all of it.
  if (step.kind === 'reassign' && said.handoff.holder) concerned.delete(said.handoff.holder);
  return people
    .filter(({ id, active }) => active && concerned.has(id))
    .map((person) => {
      const reader = context.readerOf(person);
      const { whyYou } = stringsFor(reader).handoff;
      const why = person.id === said.handoff.from ? whyYou.giver : whyYou.holder;
      return news(said, person, {
        reader,
        news: newsWords(said, step, { by: context.person, reader, now: context.now }),
        words: wordsSaid(step),
        why,
        pressing: step.kind === 'ask' || step.kind === 'answer',
      });
    });
}

/** The words that the colleague wrote with the step. */
function wordsSaid(step: PersonStep): string | null {
  if (step.kind === 'decline') return step.reason;
  return step.kind === 'ask' || step.kind === 'answer' ? step.words : null;
}

function newsWords(
  said: HandoffSummary,
  step: PersonStep,
  { by, reader, now }: { by: Person; reader: Context['reader']; now: Date },
): string {
  const { receipt } = stringsFor(reader).handoff;
  const who = nameOf(by.id, said);
  switch (step.kind) {
    case 'accept':
    case 'take':
      return withMissing(
        receipt.accepted(who, said.customer, duration(timeTaken(said.handoff, now), reader)),
        said,
        reader,
      );
    case 'tick':
      return receipt.ticked(who, said.customer, missingWords(said.handoff, reader));
    case 'decline':
      return receipt.declined(who, said.customer);
    case 'ask':
      return receipt.asks(who, said.customer);
    case 'answer':
      return receipt.answers(who, said.customer);
    case 'reassign':
      return receipt.passedOn(who, said.customer, receiverName(said, reader));
    case 'withdraw':
      return receipt.withdrawn(who, said.customer);
    case 'done':
      return receipt.done(who, said.customer);
    default:
      return unreachable(step);
  }
}

function withMissing(
  accepted: string,
  { handoff }: HandoffSummary,
  reader: Context['reader'],
): string {
  const missing = missingWords(handoff, reader);
  return missing ? stringsFor(reader).handoff.receipt.stillMissing(accepted, missing) : accepted;
}
