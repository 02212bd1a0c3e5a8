import { type HandoffCard, handoffCard, roleOf } from '../../cards/handoff/card.ts';
import { type HandoffSummary, missingWords, nameOf } from '../../cards/handoff/lines.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { View } from '../../cards/view/view.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { standing, summarizeHandoff } from '../../crm/handoff/people.ts';
import { advance, type HandoffOutcome, type HandoffRefusal } from '../../crm/handoff/rules.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import type { Context, Reply } from '../command.ts';
import { eventReply, isOnEvent } from './event-reply.ts';
import { stepMessages } from './messages.ts';
import { audit } from './offer.ts';
import { type PersonStep, stepEntry } from './step-entry.ts';

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
  const said = await summarizeHandoff(handoff, { customer, people }, context);
  const words = {
    said: aside?.(said) ?? null,
    mind: acceptedMissing(said, step, context),
    mayOwn: await mayOwn(said, context),
  };
  return {
    changes: [
      { kind: 'handoff', handoff },
      ...stepEntry(said, step, context),
      audit(said, step.kind, context),
      ...stepMessages(before, said, step, { people, context }),
      ...((await besides?.(said)) ?? []),
      refreshSentMessages(
        { kind: 'handoff', id: handoff.id },
        handoff.version,
        context.via ?? null,
      ),
    ],
    result: {
      kind: 'answer',
      view: (await isOnEvent(context))
        ? eventReply(said, step, { words, context })
        : handoffReply(said, context, words),
    },
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

/** True for the holder of an accepted handoff, unless the customer is theirs already. */
export async function mayOwn(
  { handoff }: HandoffSummary,
  { store, person }: Context,
): Promise<boolean> {
  if (handoff.state !== 'accepted' || handoff.holder !== person.id) return false;
  return (await store.customers.owner(handoff.customerId)) !== person.id;
}

/** The handoff with its names, as it is now. */
export async function read(
  id: string,
  people: readonly Person[],
  { store, reader, readerOf }: Context,
): Promise<HandoffSummary> {
  const { handoff: strings, problem } = stringsFor(reader);
  const handoff = await store.handoffs.get(id);
  if (!handoff) throw new Problem('handoff-gone', { ...strings.problem.gone, reopens: false });
  const customer = await store.customers.name(handoff.customerId);
  if (customer === null) throw new Problem('unknown-customer', problem.unknownCustomer);
  return summarizeHandoff(handoff, { customer, people }, { store, readerOf });
}

/** The answer to a step says these besides how the handoff stands. */
export type ReplyWords = Pick<HandoffCard, 'said' | 'restates' | 'mind' | 'mayOwn'>;

export function handoffReply(
  said: HandoffSummary,
  { person, reader }: Context,
  words: ReplyWords = {},
): View {
  const stands = standing(said.handoff, said.department, person);
  return handoffCard({
    ...said,
    role: roleOf(said, stands),
    oversees: stands.oversees,
    ...words,
    reader,
  });
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
  const restates = refusal.why !== 'same-checklist';
  return { kind: 'answer', view: handoffReply(said, context, { said: sentence, restates }) };
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
