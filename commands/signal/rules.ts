import { ruleCard, rulesCard, thresholdForm } from '../../cards/signal/rules.ts';
import { stringsFor } from '../../cards/strings.ts';
import { shortText } from '../../cards/view/lines.ts';
import type { Form } from '../../cards/view/view.ts';
import { Problem } from '../../crm/problem.ts';
import type { SignalRule } from '../../crm/signal/rule.ts';
import { RULES, ruleOf } from '../../crm/signal/rules.ts';
import type { RuleId, RuleSetting } from '../../crm/signal/signal.ts';
import { settingOf } from '../../crm/signal/watch.ts';
import { administratorsOnly } from '../administrators-only.ts';
import type { Context, Reply } from '../command.ts';

/** As much of a text as is quoted in an answer. */
const QUOTED = 100;

export const unknownRule = (typed: string, { reader }: Context): Problem =>
  new Problem('unknown-rule', stringsFor(reader).signal.rules.unknown(shortText(typed, QUOTED)));

/** A rule for somebody who may set it. Throws for anybody else, and for one that is no rule. */
export async function theRule(id: RuleId, context: Context): Promise<SignalRule> {
  await administratorsOnly(context, 'signals');
  const rule = ruleOf(id);
  if (!rule) throw unknownRule(id, context);
  return rule;
}

/** Every rule: whether it tells people, its threshold, and how often it was of use. */
export async function showRules(context: Context): Promise<Reply> {
  await administratorsOnly(context, 'signals');
  const { settings, precision } = await used(context);
  return {
    kind: 'answer',
    view: rulesCard({
      rules: RULES.map((rule) => ({
        rule,
        setting: settingOf(rule, settings),
        precision: precision.find((one) => one.rule === rule.id) ?? null,
      })),
      reader: context.reader,
    }),
  };
}

export async function showRule(id: RuleId, context: Context): Promise<Reply> {
  const rule = await theRule(id, context);
  const { settings, precision } = await used(context);
  return {
    kind: 'answer',
    view: ruleCard({
      rule,
      setting: settingOf(rule, settings),
      precision: precision.find((one) => one.rule === id) ?? null,
      reader: context.reader,
    }),
  };
}

const used = async ({ store }: Context) => {
  const [settings, precision] = await Promise.all([
    store.signals.settings(),
    store.signals.precision(),
  ]);
  return { settings, precision };
};

export async function switchRule(
  { rule: id, on: isOn }: { rule: RuleId; on: boolean },
  context: Context,
): Promise<Reply> {
  await changeRule(id, { isOn }, context);
  return showRule(id, context);
}

export async function formOfThreshold(id: RuleId, context: Context): Promise<Form> {
  const rule = await theRule(id, context);
  const setting = settingOf(rule, await context.store.signals.settings());
  return thresholdForm({ rule, setting, reader: context.reader });
}

/** Throws where it is no number, or one that makes no sense for this rule. */
export async function setThreshold(id: RuleId, typed: string, context: Context): Promise<Reply> {
  const rule = await theRule(id, context);
  const { unit, least, most } = rule.threshold;
  const strings = stringsFor(context.reader).signal.rules;
  const [, digits, word = ''] = /^(\d{1,4})\s*(%|\p{L}*)$/u.exec(typed.trim().toLowerCase()) ?? [];
  const threshold = Number(digits);
  const isOfUnit = word === '' || strings.unitWords[unit].includes(word);
  if (!(isOfUnit && threshold >= least && threshold <= most))
    throw new Problem(
      'unread-threshold',
      strings.outside(shortText(typed, QUOTED), { unit: strings.units[unit], least, most }),
    );
  await changeRule(id, { threshold }, context);
  return showRule(id, context);
}

async function changeRule(
  id: RuleId,
  change: Partial<Pick<RuleSetting, 'isOn' | 'threshold'>>,
  context: Context,
): Promise<void> {
  const { store, audit } = context;
  const rule = await theRule(id, context);
  await store.signals.setRule({ ...settingOf(rule, await store.signals.settings()), ...change });
  const { isOn, threshold } = change;
  await audit({
    action: 'signal',
    customer: null,
    detail: {
      rule: id,
      ...(isOn !== undefined && { on: isOn }),
      ...(threshold !== undefined && { threshold }),
    },
  });
}
