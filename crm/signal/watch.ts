import type { Person, PersonId } from '../person/person.ts';
import { type Access, sees, seesEntry } from '../policy/policy.ts';
import { factsAt, type SignalHistory } from './facts.ts';
import type { Finding, SignalRule } from './rule.ts';
import type { RuleId, RuleSetting, Signal } from './signal.ts';

/** The stored setting of a rule; one that nobody changed tells nobody and has the usual threshold. */
export function settingOf(
  { id, threshold }: Pick<SignalRule, 'id' | 'threshold'>,
  stored: readonly RuleSetting[],
): RuleSetting {
  return (
    stored.find(({ rule }) => rule === id) ?? { rule: id, isOn: false, threshold: threshold.usual }
  );
}

export interface Watching {
  rules: readonly SignalRule[];
  settings: readonly RuleSetting[];
  at: Date;
  /** Facts of before this instant are history: they are told to nobody. */
  newsSince: Date;
  /** The organisation's. */
  zone: string;
}

/** Signals that begin, last and end at a customer, against those that stood. */
export interface SignalChanges {
  raised: readonly { rule: SignalRule; finding: Finding; isTold: boolean }[];
  lasting: readonly { signal: Signal; finding: Finding }[];
  ended: readonly Signal[];
}

/** Compares what the rules find now with the signals that stand. A signal lasts as long as its rule finds anything. */
export function compareSignals(
  history: SignalHistory,
  standing: readonly Signal[],
  { rules, settings, at, newsSince, zone }: Watching,
): SignalChanges {
  const now = factsAt(history, at, zone);
  const before = factsAt(history, newsSince, zone);
  const found = rules.flatMap((rule) => {
    const use = settingOf(rule, settings);
    const finding = rule.find(now, use.threshold);
    return finding ? [{ rule, use, finding }] : [];
  });
  const signalOf = (id: RuleId) => standing.find(({ rule }) => rule === id);
  const ofRule = (id: RuleId) => found.find(({ rule }) => rule.id === id);
  const isCovered = ({ within }: SignalRule): boolean =>
    within !== undefined && ofRule(within)?.use.isOn === true;
  const raised = found
    .filter(({ rule }) => !signalOf(rule.id))
    .map(({ rule, use, finding }) => {
      const isHistory = rule.find(before, use.threshold)?.key === finding.key;
      return { rule, finding, isTold: use.isOn && !isHistory && !isCovered(rule) };
    });
  return {
    raised,
    lasting: found.flatMap(({ rule, finding }) => {
      const signal = signalOf(rule.id);
      return signal ? [{ signal, finding }] : [];
    }),
    ended: standing.filter(({ rule }) => !ofRule(rule)),
  };
}

/** Whether this reader may know of it: the field of the rule, and every entry that fired it. */
export const seesSignal = (
  access: Access,
  { field }: Pick<SignalRule, 'field'>,
  { causes }: Pick<Finding, 'causes'>,
): boolean =>
  sees(access, 'identity') &&
  sees(access, field) &&
  causes.every(({ entry }) => !entry || seesEntry(access, entry));

/** The owner first, then the followers; followers hear of news already, where the rule says so. */
export function signalReceivers(
  { isNews = false }: Pick<SignalRule, 'isNews'>,
  { ownerId, followers }: { ownerId: PersonId | null; followers: readonly PersonId[] },
  people: ReadonlyMap<PersonId, Person>,
): Person[] {
  const ids = isNews
    ? [ownerId].filter((id) => id !== null && !followers.includes(id))
    : [ownerId, ...followers];
  return [...new Set(ids)]
    .flatMap((id) => (id ? (people.get(id) ?? []) : []))
    .filter(({ active }) => active);
}
