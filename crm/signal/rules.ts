import type { Access } from '../policy/policy.ts';
import * as registry from './index.ts';
import type { SignalRule } from './rule.ts';
import type { RuleId, Signal } from './signal.ts';
import { seesSignal } from './watch.ts';

export const RULES: readonly SignalRule[] = Object.values(registry);

/** Null for a rule that only another version of the bot knows. */
export const ruleOf = (id: RuleId): SignalRule | null => RULES.find((one) => one.id === id) ?? null;

export type RuledSignal = Omit<Signal, 'rule'> & { rule: SignalRule };

/** Those that this reader may know of, each with its rule. */
export const visibleSignals = (signals: readonly Signal[], access: Access): RuledSignal[] =>
  signals.flatMap((signal) => {
    const rule = ruleOf(signal.rule);
    return rule && seesSignal(access, rule, signal) ? [{ ...signal, rule }] : [];
  });

/** Others at the same customer, of which the card of this rule's signal says that they stand too. */
export const signalsBeside = (
  rule: SignalRule,
  standing: readonly Signal[],
  access: Access,
): RuledSignal[] =>
  visibleSignals(standing, access).filter(
    ({ rule: other }) =>
      other.id !== rule.id && other.within !== rule.id && rule.within !== other.id,
  );

/** Without those that another signal of the same customer says already. */
export const withoutCovered = <One extends { signal: Pick<RuledSignal, 'customerId' | 'rule'> }>(
  all: readonly One[],
): One[] =>
  all.filter(
    ({ signal: { customerId, rule } }) =>
      !all.some(
        ({ signal: other }) => other.rule.id === rule.within && other.customerId === customerId,
      ),
  );
