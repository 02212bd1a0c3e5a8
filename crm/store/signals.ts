import type { CustomerId } from '../customer/customer.ts';
import type { PersonId } from '../person/person.ts';
import type { SignalHistory } from '../signal/facts.ts';
import type { RuleId, RuleSetting, Signal } from '../signal/signal.ts';

/** Signals, how an organisation uses the rules, and the facts that the rules read. Signals are added by `Store.commit`. */
export interface Signals {
  get(id: string): Promise<Signal | null>;
  /** The history of each of these customers up to now; one that is unknown is left out. */
  histories(customers: readonly CustomerId[], now: Date): Promise<SignalHistory[]>;
  /** Those that stand at any of these customers. */
  standing(customers: readonly CustomerId[]): Promise<Signal[]>;
  /** The next customers by their id, for looking at all of them in turn. */
  page(after: CustomerId | null, limit: number): Promise<CustomerId[]>;
  /** Standing signals of these rules with their customers, newest first: at customers that this person owns, or also follows; at everybody's where no person is given. */
  list(query: {
    person: PersonId | null;
    followed: boolean;
    rules: readonly RuleId[];
    limit: number;
  }): Promise<{ signal: Signal; name: string }[]>;
  /** Owners of customers at which a signal of these rules stands. */
  ownersHeld(rules: readonly RuleId[]): Promise<PersonId[]>;
  /** How an organisation uses the rules that it changed. */
  settings(): Promise<RuleSetting[]>;
  setRule(setting: RuleSetting): Promise<void>;
  /** For each rule that was ever answered: how many people answered, and how many of them called it useful. */
  precision(): Promise<{ rule: RuleId; told: number; answered: number; useful: number }[]>;
}
