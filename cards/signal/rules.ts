import type { SignalRule, Threshold } from '../../crm/signal/rule.ts';
import type { RuleSetting } from '../../crm/signal/signal.ts';
import type { Signals } from '../../crm/store/signals.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, type Reader, when } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { restBlock } from '../view/rest.ts';
import { type Form, text, type View } from '../view/view.ts';
import {
  signalDryRun,
  signalRule,
  signalRules,
  signalSet,
  signalSetting,
  signalSwitch,
} from './actions.ts';

export interface RuleCard {
  rule: SignalRule;
  setting: RuleSetting;
  /** Null where it told nobody yet. */
  precision: Awaited<ReturnType<Signals['precision']>>[number] | null;
  reader: Reader;
}

/** Every rule in a line: whether it tells people, its threshold, and how often it was of use. */
export function rulesCard({
  rules,
  reader,
}: {
  rules: readonly Omit<RuleCard, 'reader'>[];
  reader: Reader;
}): View {
  const { rules: strings } = stringsFor(reader).signal;
  const on = rules.filter(({ setting }) => setting.isOn).length;
  return {
    title: strings.title(count(on, reader), count(rules.length, reader)),
    blocks: [
      text(strings.text, 'quiet'),
      {
        kind: 'choices',
        choices: rules.map(({ rule, setting, precision }) => ({
          title: strings.state(rule.name, setting.isOn),
          detail: joinByDots([
            thresholdWords(rule.threshold, setting.threshold, reader),
            precisionWords(precision, reader),
          ]),
          button: button(strings.buttons.open, press(signalRule, { rule: rule.id })),
        })),
      },
    ],
  };
}

export function ruleCard({ rule, setting, precision, reader }: RuleCard): View {
  const { rules: strings } = stringsFor(reader).signal;
  const { id, threshold } = rule;
  return {
    title: strings.state(rule.name, setting.isOn),
    blocks: [
      text(rule.meaning(setting.threshold)),
      text(setting.isOn ? strings.on : strings.off),
      text(
        strings.threshold(
          thresholdWords(threshold, setting.threshold, reader),
          count(threshold.usual, reader),
        ),
      ),
      ...(rule.holds ? [text(strings.holds)] : []),
      text(precisionWords(precision, reader)),
      {
        kind: 'buttons',
        buttons: [
          button(strings.buttons.dryRun, press(signalDryRun, { rule: id }), { tone: 'primary' }),
          button(strings.buttons.threshold, press(signalSetting, { rule: id }), { opens: 'form' }),
          ...(setting.isOn
            ? [button(strings.buttons.off, press(signalSwitch, { rule: id, on: false }))]
            : []),
          button(strings.buttons.all, press(signalRules, {})),
        ],
      },
    ],
  };
}

export interface DryRunCard extends Pick<RuleCard, 'rule' | 'setting' | 'reader'> {
  /** Newest first. */
  occurrences: readonly { customer: string; at: Date }[];
  /** How many of them were shown before. */
  skip: number;
  receivers: readonly { name: string; count: number }[];
  /** As many customers were looked at, where there are more. */
  looked: number | null;
}

const [SHOWN, PAGE, NAMED] = [5, 20, 10];

/** A rule's last month as it would have been, and the button that switches it on. */
export function dryRunCard({
  rule,
  setting,
  occurrences,
  skip,
  receivers,
  looked,
  reader,
}: DryRunCard): View {
  const { rules: strings } = stringsFor(reader).signal;
  const n = occurrences.length;
  const next = skip + (skip === 0 ? SHOWN : PAGE);
  const people = receivers
    .slice(0, NAMED)
    .map(({ name, count: sent }) => `${name} ${count(sent, reader)}`);
  const rest = receivers.length - NAMED;
  const messages = receivers.reduce((sum, one) => sum + one.count, 0);
  return {
    title: strings.dryRun.title(rule.name, n, count(n, reader)),
    blocks: [
      text(rule.meaning(setting.threshold), 'quiet'),
      text(
        n === 0
          ? strings.dryRun.nobody
          : strings.dryRun.to(messages, count(messages, reader), [
              listCommas(people),
              ...(rest > 0 ? [stringsFor(reader).andMore(rest)] : []),
            ]),
      ),
      ...occurrences
        .slice(skip, next)
        .map(({ customer, at }) => text(joinByDots([customer, when(at, reader)]))),
      ...restBlock(n - next, press(signalDryRun, { rule: rule.id, skip: next }), reader),
      ...(looked === null ? [] : [text(strings.dryRun.part(count(looked, reader)), 'quiet')]),
      text(strings.dryRun.asNow, 'quiet'),
      {
        kind: 'buttons',
        buttons: [
          setting.isOn
            ? button(strings.buttons.off, press(signalSwitch, { rule: rule.id, on: false }))
            : button(strings.buttons.on, press(signalSwitch, { rule: rule.id, on: true }), {
                tone: 'primary',
              }),
          button(strings.buttons.threshold, press(signalSetting, { rule: rule.id }), {
            opens: 'form',
          }),
          button(strings.buttons.rule, press(signalRule, { rule: rule.id })),
        ],
      },
    ],
  };
}

export function thresholdForm({
  rule,
  setting,
  reader,
}: Pick<RuleCard, 'rule' | 'setting' | 'reader'>): Form {
  const { rules: strings } = stringsFor(reader).signal;
  const { unit, least, most } = rule.threshold;
  return {
    title: rule.name,
    intro: [rule.meaning(setting.threshold)],
    fields: [
      {
        kind: 'text',
        id: 'threshold',
        label: strings.form.label(strings.units[unit]),
        hint: strings.form.hint(count(least, reader), count(most, reader)),
        value: String(setting.threshold),
        max: LONGEST.clock,
        optional: false,
      },
    ],
    submit: { label: strings.form.submit, ...press(signalSet, { rule: rule.id }) },
  };
}

const thresholdWords = ({ unit }: Threshold, value: number, reader: Reader): string =>
  stringsFor(reader).signal.rules.unit[unit](value, count(value, reader));

/** `told 12 times, useful 8 of 11 answers (73 %)`. */
function precisionWords(precision: RuleCard['precision'], reader: Reader): string {
  const { rules: strings } = stringsFor(reader).signal;
  if (!precision || precision.told + precision.answered === 0) return strings.neverTold;
  const { told, answered, useful } = precision;
  const times = strings.told(told, count(told, reader));
  if (answered === 0) return `${times}, ${strings.unanswered}`;
  const percent = count(Math.round((useful / answered) * 100), reader);
  return `${times}, ${strings.useful(answered, [count(useful, reader), count(answered, reader)], percent)}`;
}
