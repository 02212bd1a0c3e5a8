import type { DepartmentId, Person, PersonId } from '../person/person.ts';
import { unreachable } from '../problem.ts';
import type { Handoff, Target } from './handoff.ts';

/** The person who takes a step: the department decides what is theirs, the role what they oversee. */
export type Actor = Pick<Person, 'id' | 'department' | 'role'>;

export interface Receiver {
  to: Target;
  holder: PersonId | null;
  /** The department that has the work: the one asked, or the person's own. */
  department: DepartmentId;
  rotation: string | null;
}

export type HandoffStep =
  | { kind: 'accept'; by: Actor }
  | { kind: 'decline'; by: Actor; reason: string }
  | { kind: 'ask'; by: Actor; words: string }
  | { kind: 'answer'; by: Actor; words: string }
  /** A need of the receiver is met by now, or is not after all. */
  | { kind: 'tick'; by: Actor; items: readonly { item: string; done: boolean }[] }
  /** Somebody else: pressed by a person, or decided by the clock (`by` null) since the one asked is away or gone. */
  | { kind: 'reassign'; by: Actor | null; receiver: Receiver; dueAt: Date }
  /** Somebody who oversees the department takes it themselves. */
  | { kind: 'take'; by: Actor }
  | { kind: 'withdraw'; by: Actor }
  | { kind: 'done'; by: Actor }
  /** It is due and not done: its holder is reminded, or the people of the next level are told. */
  | { kind: 'remind'; level: number };

export type HandoffRefusal =
  | { why: 'not-yours' }
  /** Somebody was faster, or it has been accepted already. */
  | { why: 'claimed'; by: PersonId }
  | { why: 'already-yours' }
  /** Offered to a whole department: each may leave it to the others, a manager may decline it for all. */
  | { why: 'department-decides' }
  | { why: 'not-accepted' }
  | { why: 'nothing-asked' }
  | { why: 'no-words' }
  | { why: 'same-receiver' }
  | { why: 'same-checklist' }
  | { why: 'ended'; state: 'declined' | 'withdrawn' | 'done' }
  | { why: 'reminded' };

export type HandoffOutcome =
  | { kind: 'changed'; handoff: Handoff }
  | ({ kind: 'refused' } & HandoffRefusal);

export const isOpen = ({ state }: Pick<Handoff, 'state'>): boolean =>
  state === 'offered' || state === 'accepted';

/** True for a receiver, who may answer. Anybody in a department may answer its offers, but not the giver. */
export function isReceiver(
  { to, holder, from }: Pick<Handoff, 'to' | 'holder' | 'from'>,
  by: Actor,
): boolean {
  if (holder !== null) return holder === by.id;
  return to.kind === 'department' && to.department === by.department && by.id !== from;
}

/** Managers answer for their own department, leaders and administrators for all. */
export const oversees = (by: Actor, department: DepartmentId): boolean =>
  by.role === 'leader' ||
  by.role === 'administrator' ||
  (by.role === 'manager' && by.department === department);

/**
 * Gives the handoff after a step, or why there is none. `department` is the receiving one, whose manager may
 * decide too. Each step raises the version by one, and a closed handoff takes no step.
 */
export function advance(
  handoff: Handoff,
  step: HandoffStep,
  { department, now }: { department: DepartmentId; now: Date },
): HandoffOutcome {
  if (handoff.state === 'declined' || handoff.state === 'withdrawn' || handoff.state === 'done')
    return { kind: 'refused', why: 'ended', state: handoff.state };
  switch (step.kind) {
    case 'accept':
      return accept(handoff, step.by, now);
    case 'decline':
      return decline(handoff, step, department, now);
    case 'ask':
      return ask(handoff, step, now);
    case 'answer':
      return answer(handoff, step, now);
    case 'tick':
      return tick(handoff, step, now);
    case 'reassign':
      return reassign(handoff, step, department);
    case 'take':
      if (!oversees(step.by, department) || step.by.id === handoff.from)
        return refused({ why: 'not-yours' });
      if (handoff.state === 'accepted' && handoff.holder === step.by.id)
        return refused({ why: 'already-yours' });
      return changed(handoff, {
        to: { kind: 'person', person: step.by.id },
        holder: step.by.id,
        state: 'accepted',
        decidedAt: now,
      });
    case 'withdraw':
      if (step.by.id !== handoff.from) return refused({ why: 'not-yours' });
      return handoff.state === 'accepted'
        ? refused(claimed(handoff))
        : changed(handoff, { state: 'withdrawn', decidedAt: now });
    case 'done':
      if (step.by.id !== handoff.holder) return refused({ why: 'not-yours' });
      return handoff.state === 'accepted'
        ? changed(handoff, { state: 'done' })
        : refused({ why: 'not-accepted' });
    case 'remind':
      if (handoff.reminders > 0 && step.level <= handoff.level) return refused({ why: 'reminded' });
      return changed(handoff, { reminders: handoff.reminders + 1, level: step.level });
    default:
      return unreachable(step);
  }
}

function accept(handoff: Handoff, by: Actor, now: Date): HandoffOutcome {
  if (handoff.state === 'accepted')
    return refused(handoff.holder === by.id ? { why: 'already-yours' } : claimed(handoff));
  return isReceiver(handoff, by)
    ? changed(handoff, { state: 'accepted', holder: by.id, decidedAt: now })
    : refused({ why: 'not-yours' });
}

function decline(
  handoff: Handoff,
  { by, reason }: Extract<HandoffStep, { kind: 'decline' }>,
  department: DepartmentId,
  now: Date,
): HandoffOutcome {
  if (handoff.state === 'accepted')
    return refused(handoff.holder === by.id ? { why: 'already-yours' } : claimed(handoff));
  const forAll = oversees(by, department);
  if (!isReceiver(handoff, by) && !forAll) return refused({ why: 'not-yours' });
  if (handoff.holder === null && !forAll) return refused({ why: 'department-decides' });
  return reason.trim()
    ? changed(handoff, { state: 'declined', decidedAt: now, decision: reason.trim() })
    : refused({ why: 'no-words' });
}

function ask(
  handoff: Handoff,
  { by, words }: Extract<HandoffStep, { kind: 'ask' }>,
  now: Date,
): HandoffOutcome {
  if (!isReceiver(handoff, by))
    return refused(handoff.state === 'accepted' ? claimed(handoff) : { why: 'not-yours' });
  return words.trim()
    ? changed(handoff, { talk: [...handoff.talk, { at: now, by: by.id, words: words.trim() }] })
    : refused({ why: 'no-words' });
}

function answer(
  handoff: Handoff,
  { by, words }: Extract<HandoffStep, { kind: 'answer' }>,
  now: Date,
): HandoffOutcome {
  if (by.id !== handoff.from) return refused({ why: 'not-yours' });
  if (openQuestion(handoff) === null) return refused({ why: 'nothing-asked' });
  return words.trim()
    ? changed(handoff, { talk: [...handoff.talk, { at: now, by: by.id, words: words.trim() }] })
    : refused({ why: 'no-words' });
}

/** Ticks for the giver or the holder, who know best. Items that are not on the checklist are ignored. */
function tick(
  handoff: Handoff,
  { by, items }: Extract<HandoffStep, { kind: 'tick' }>,
  now: Date,
): HandoffOutcome {
  if (by.id !== handoff.from && by.id !== handoff.holder) return refused({ why: 'not-yours' });
  const said = new Map(items.map(({ item, done }) => [item, done]));
  const checklist = handoff.checklist.map((one) => {
    const done = said.get(one.item) ?? one.done;
    return done === one.done ? one : { item: one.item, done, by: by.id, at: now };
  });
  return checklist.some((one, i) => one !== handoff.checklist[i])
    ? changed(handoff, { checklist })
    : refused({ why: 'same-checklist' });
}

/** To whom else, is for the receiver, the giver, or who oversees the department to say; it is offered anew. */
function reassign(
  handoff: Handoff,
  { by, receiver, dueAt }: Extract<HandoffStep, { kind: 'reassign' }>,
  department: DepartmentId,
): HandoffOutcome {
  const may =
    by === null || by.id === handoff.from || isReceiver(handoff, by) || oversees(by, department);
  if (!may) return refused(handoff.state === 'accepted' ? claimed(handoff) : { why: 'not-yours' });
  if (isSame(handoff, receiver)) return refused({ why: 'same-receiver' });
  return changed(handoff, {
    to: receiver.to,
    holder: receiver.holder,
    rotation: receiver.rotation,
    dueAt,
    state: 'offered',
    decidedAt: null,
    decision: null,
    reminders: 0,
    level: 0,
  });
}

function isSame({ to, holder }: Handoff, receiver: Receiver): boolean {
  if (holder !== receiver.holder) return false;
  return (
    holder !== null ||
    (to.kind === 'department' &&
      receiver.to.kind === 'department' &&
      to.department === receiver.to.department)
  );
}

/** The last thing said, where it was not said by the giver: it waits for an answer. */
export function openQuestion({
  talk,
  from,
}: Pick<Handoff, 'talk' | 'from'>): Handoff['talk'][number] | null {
  const last = talk.at(-1);
  return last && last.by !== from ? last : null;
}

/** How long it took to be accepted or declined; how long it has waited, where it was not yet. In milliseconds. */
export const timeTaken = (
  { createdAt, decidedAt }: Pick<Handoff, 'createdAt' | 'decidedAt'>,
  now: Date,
): number => Math.max(0, (decidedAt ?? now).getTime() - createdAt.getTime());

const claimed = ({ holder, from }: Handoff): HandoffRefusal => ({
  why: 'claimed',
  by: holder ?? from,
});
const changed = (handoff: Handoff, change: Partial<Handoff>): HandoffOutcome => ({
  kind: 'changed',
  handoff: { ...handoff, ...change, version: handoff.version + 1 },
});
const refused = (refusal: HandoffRefusal): HandoffOutcome => ({ kind: 'refused', ...refusal });
