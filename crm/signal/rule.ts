import type { EventKind } from '../event/event.ts';
import type { Field } from '../policy/policy.ts';
import type { Day } from '../time/day.ts';
import { isTouch } from '../timeline/touch.ts';
import type { FactPromise, SignalFacts, Talk } from './facts.ts';
import type { Cause, Detail, RuleId } from './signal.ts';

/** A number that an organisation sets for a rule, with the values that make sense. */
export interface Threshold {
  unit: 'days' | 'percent' | 'tickets' | 'customers';
  usual: number;
  least: number;
  most: number;
}

/** A rule's answer: something is so at a customer now. */
export interface Finding {
  /** Names the beginning: the same as long as it lasts. */
  key: string;
  detail: Detail;
  /** The most telling first. */
  causes: readonly Cause[];
}

/** A line of the customer's card that is read with the card, up to the moment. */
export type LiveWarning =
  | 'broken-promise'
  | 'urgent-tickets'
  | 'late-handoff'
  | 'late-invoice'
  | 'unanswered'
  | 'silent'
  | 'look-alike';

/** Puts values into a reader's words. */
export interface SignalWords {
  /** `1 ticket`, `3 tickets`. */
  many(n: number, one: string, other: string): string;
  /** `12 Nov`. */
  day(value: Day): string;
  /** `in 22 days`. */
  fromToday(value: Day): string;
  /** `Thu 16:40`. */
  when(at: string): string;
  /** `31 days`, up to now. */
  since(at: string): string;
  number(n: number): string;
  department(id: string): string;
}

/** A signal in words: after the customer's name, what is known besides, and the next step. */
export interface SignalText {
  /** `usage fell by 52 % in 14 days`. */
  title: string;
  more: string | null;
  /** `call Dana and ask what changed`: after "Try:", and the words of a task. */
  next: string;
}

/** A rule that notices something about a customer. Its file says everything about it. */
export interface SignalRule {
  id: RuleId;
  name: string;
  /** One sentence that says when it fires. */
  meaning: (threshold: number) => string;
  threshold: Threshold;
  /** After these it is looked at again; what comes by the passing of time is found each day. */
  kinds: readonly EventKind[];
  /** An upsell waits as long as it lasts. */
  holds: boolean;
  /** Only those who see this field hear of it. */
  field: Field;
  /** While a signal of this rule lasts, and was told, this one is not told: it would say the same twice. */
  within?: RuleId;
  /** Followers hear of the same event as news of the customer, so of this rule they hear no second time. */
  isNews?: boolean;
  /** The card's own line that says the same. `always`: where that line is gone the signal is over, and nobody noticed yet. `unless`: it says something else. */
  onCard?: { line: LiveWarning; always: boolean; unless?: (detail: Detail) => boolean };
  find: (facts: SignalFacts, threshold: number) => Finding | null;
  tell: (detail: Detail, words: SignalWords) => SignalText;
}

export const defineSignal = (rule: SignalRule): SignalRule => rule;

/** Events by which an entry comes, changes or goes. */
export const ENTRIES = ['entry-added', 'entry-corrected', 'entry-removed'] as const;
/** Events of a promise. */
export const PROMISES = [
  'promise-made',
  'promise-kept',
  'promise-broken',
  'promise-moved',
  'promise-withdrawn',
  'promise-reopened',
] as const;
/** Events of a ticket. */
export const TICKETS = [
  'ticket-opened',
  'ticket-escalated',
  'ticket-solved',
  'ticket-reopened',
  'ticket-changed',
] as const;
/** Events after which another stage may hold. */
export const STAGES_CHANGED = [
  'stage-changed',
  'customer-churned',
  'customer-reactivated',
] as const;

export const talkCause = ({ source, externalId, at, ...talk }: Talk): Cause => ({
  kind: 'entry',
  source,
  id: externalId,
  at,
  name: null,
  entry: {
    kind: talk.kind,
    department: talk.department,
    personId: talk.personId,
    person: talk.person,
    contact: talk.contact,
    visibility: talk.visibility,
  },
});

export const promiseCause = ({ id, what, createdAt }: FactPromise): Cause => ({
  kind: 'promise',
  source: 'rapport',
  id,
  at: createdAt,
  name: what,
});

/** The newest touch of a colleague whom we know, among talks that come newest first. */
export const lastTouchIn = <One extends Pick<Talk, 'kind' | 'direction' | 'person'>>(
  talks: readonly One[],
): One | undefined => talks.find((talk) => talk.person !== null && isTouch(talk));

/** A customer of ours: neither one that may become one, nor one that left. */
export const isOurs = ({ customer: { stage } }: Pick<SignalFacts, 'customer'>): boolean =>
  stage === 'onboarding' || stage === 'live' || stage === 'at-risk';

/** Somebody there to ask, by the talks that everybody may know of. */
export const contactIn = ({ talks }: Pick<SignalFacts, 'talks'>): string | null =>
  talks.find(({ contact, visibility }) => contact !== null && visibility === 'everyone')?.contact ??
  null;

/** `a day`, `3 days`: in the meaning of a rule. */
export const daysInWords = (days: number): string => (days === 1 ? 'a day' : `${days} days`);

export const textOf = (value: Detail[string] | undefined): string =>
  value === null || value === undefined ? '' : String(value);
export const numberOf = (value: Detail[string] | undefined): number => Number(value ?? 0);
