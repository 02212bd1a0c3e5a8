import { handoffCard, roleOf } from '../../cards/handoff/card.ts';
import {
  type HandoffSummary,
  missingWords,
  nameOf,
  receiverName,
} from '../../cards/handoff/lines.ts';
import { stringsFor } from '../../cards/strings.ts';
import { duration } from '../../cards/view/format.ts';
import { recordHandoff } from '../../crm/handoff/crm-record.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { standing, withNames } from '../../crm/handoff/people.ts';
import {
  type Actor,
  advance,
  type HandoffOutcome,
  type HandoffRefusal,
  type HandoffStep,
  timeTaken,
} from '../../crm/handoff/rules.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import { Problem, unreachable } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import type { Context, Reply } from '../command.ts';
import { news } from './messages.ts';
import { audit } from './offer.ts';

/** A step that a person takes; who gets it next, where that changes, is prepared by the caller. */
export type PersonStep =
  | Exclude<HandoffStep, { kind: 'remind' | 'reassign' }>
  | (Extract<HandoffStep, { kind: 'reassign' }> & { by: Actor });

export interface Prepared {
  step: PersonStep;
  /** Further changes of an allowed step: packets for new receivers, a rotation's turn. */
  besides?: (said: HandoffSummary) => Promise<Change[]>;
  /** Tells the person first where the step did not go as they asked. */
  aside?: (said: HandoffSummary) => string | null;
}

/** Takes the step, on whatever the handoff has become by now, and shows how it stands. */
export async function take(
  id: string,
  prepare: (handoff: Handoff) => Promise<Prepared> | Prepared,
  context: Context,
): Promise<Reply> {
  const { store, now, reader } = context;
  const people = await store.people.all();
  return decide(store, {
    read: () => read(id, people, context),
    decide: async (before) =>
      decideStep(before, await prepare(before.handoff), { people, context }),
    now,
    busy: () => new Problem('busy', stringsFor(reader).handoff.problem.busy),
  });
}

async function decideStep(
  before: HandoffSummary,
  { step, besides, aside }: Prepared,
  { people, context }: { people: readonly Person[]; context: Context },
): Promise<Decision<Reply>> {
  const { department, customer } = before;
  const outcome = advance(before.handoff, step, { department, now: context.now });
  if (outcome.kind === 'refused')
    return { changes: [], result: await refused(before, outcome, context) };
  const { handoff } = outcome;
  const said = withNames(handoff, customer, people);
  const words = { said: aside?.(said) ?? null, mind: acceptedMissing(said, step, context) };
  return {
    changes: [
      { kind: 'handoff', handoff },
      ...recorded(said, step, context),
      audit(said, step.kind, context),
      ...told(before, said, step, { people, context }),
      ...((await besides?.(said)) ?? []),
      refreshSentMessages(
        { kind: 'handoff', id: handoff.id },
        handoff.version,
        context.via ?? null,
      ),
    ],
    result: { kind: 'answer', view: handoffReply(said, context, words) },
  };
}

/** Warns whoever accepts an incomplete handoff, so that nobody finds out in front of the customer. */
function acceptedMissing(
  said: HandoffSummary,
  { kind }: PersonStep,
  { reader }: Context,
): string | null {
  const missing = kind === 'accept' || kind === 'take' ? missingWords(said.handoff, reader) : '';
  return missing
    ? stringsFor(reader).handoff.acceptedMissing(missing, nameOf(said.handoff.from, said))
    : null;
}

/** The handoff with its names, as it is now. */
export async function read(
  id: string,
  people: readonly Person[],
  { store, reader }: Context,
): Promise<HandoffSummary> {
  const { handoff: strings, problem } = stringsFor(reader);
  const handoff = await store.handoffs.get(id);
  if (!handoff) throw new Problem('handoff-gone', { ...strings.problem.gone, reopens: false });
  const customer = await store.customers.name(handoff.customerId);
  if (customer === null) throw new Problem('unknown-customer', problem.unknownCustomer);
  return withNames(handoff, customer, people);
}

export function handoffReply(
  said: HandoffSummary,
  { person, reader }: Context,
  words: { said?: string | null; mind?: string | null } = {},
) {
  const stands = standing(said.handoff, said.department, person);
  return handoffCard({
    ...said,
    role: roleOf(said, stands),
    oversees: stands.oversees,
    ...words,
    reader,
  });
}

function recorded(
  said: HandoffSummary,
  step: PersonStep,
  { person, reader, now }: Context,
): Change[] {
  return recordHandoff(said.handoff, {
    step: step.kind,
    title: entryTitle(said, step, { person, reader }),
    by: person,
    now,
  });
}

function entryTitle(
  said: HandoffSummary,
  step: PersonStep,
  { person, reader }: Pick<Context, 'person' | 'reader'>,
): string {
  const { entry: strings } = stringsFor(reader).handoff;
  const who = nameOf(person.id, said);
  switch (step.kind) {
    case 'accept':
    case 'take':
      return strings.accept(who, missingWords(said.handoff, reader));
    case 'tick':
      return strings.tick(who, missingWords(said.handoff, reader));
    case 'decline':
      return strings.decline(who, step.reason);
    case 'ask':
      return strings.ask(who, step.words);
    case 'answer':
      return strings.answer(who, step.words);
    case 'reassign':
      return strings.reassign(who, receiverName(said, reader));
    case 'withdraw':
      return strings.withdraw(who);
    case 'done':
      return strings.done(who);
    default:
      return unreachable(step);
  }
}

/** Tells the giver, the former holder and the colleague who asked; never the person who took the step. */
function told(
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
        words: newsWords(said, step, { by: context.person, reader, now: context.now }),
        why,
        pressing: step.kind === 'ask' || step.kind === 'answer',
      });
    });
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

/** How it stands, and why nothing changed; what is not theirs is only refused. */
async function refused(
  said: HandoffSummary,
  refusal: Extract<HandoffOutcome, { kind: 'refused' }>,
  context: Context,
): Promise<Reply> {
  const { handoff } = said;
  await context.audit({
    action: 'refused',
    customer: handoff.customerId,
    detail: { why: refusal.why, handoff: handoff.id },
  });
  const sentence = sentenceOf(refusal, said, context);
  if (typeof sentence !== 'string')
    throw new Problem(refusal.why, { ...sentence, reopens: isMendable(refusal) });
  return { kind: 'answer', view: handoffReply(said, context, { said: sentence }) };
}

/** Other words or another receiver would do; the rest no form can mend. */
const isMendable = ({ why }: HandoffRefusal): boolean =>
  why === 'no-words' || why === 'same-receiver';

function sentenceOf(
  refusal: HandoffRefusal,
  said: HandoffSummary,
  { reader }: Context,
): string | { say: string; try: string } {
  const { refused: strings, state } = stringsFor(reader).handoff;
  if (refusal.why === 'claimed') return strings.claimed(nameOf(refusal.by, said), said.customer);
  if (refusal.why === 'ended') return strings.ended(said.customer, state[refusal.state]);
  return refusal.why === 'already-yours' || refusal.why === 'same-checklist'
    ? strings[refusal.why](said.customer)
    : strings[refusal.why];
}
