import { z } from 'zod';
import {
  holdOverride,
  holdOverriding,
  signalAnswer,
  signalDryRun,
  signalRule,
  signalRules,
  signalSet,
  signalSetting,
  signalShow,
  signalSwitch,
  signalsList,
  signalTask,
} from '../../cards/signal/actions.ts';
import { RULES } from '../../crm/signal/rules.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { typedText } from '../parse/length.ts';
import { dryRun } from './dry-run.ts';
import { formOfOverride, override } from './hold.ts';
import { listSignals, mySignals } from './list.ts';
import {
  formOfThreshold,
  setThreshold,
  showRule,
  showRules,
  switchRule,
  unknownRule,
} from './rules.ts';
import { answerSignal, showSignal, taskOfSignal } from './signal.ts';

/** Typed so, it shows something and changes nothing, so a read-only channel takes it. */
const LOOKS: ReadonlySet<string> = new Set(['', 'all', 'hold', 'holds', 'settings', 'rules']);

export const signals = defineCommand({
  name: 'signals',
  usage: 'signals [all, hold, settings, or a rule and on, off or a number]',
  summary: 'What needs care at your customers, and at which of them an offer has to wait',
  examples: ['signals', 'signals hold', 'signals settings'],
  phrases: [
    {
      words: [
        'my|our|the|any signals|warnings|alerts|risks',
        'what needs care|attention',
        'who needs care|attention|help [today]',
        'which|what customers need care|attention|help',
        'should i worry',
        'who should i worry about',
        'anything to worry about',
        'any red flags',
      ],
      typed: '',
    },
    { words: ["all|everybody's signals|warnings|alerts|risks"], typed: 'all' },
    {
      words: [
        'whom|who should i|we not sell|pitch|call [to] [now]',
        'which offers [have to] wait|hold',
        'hold list',
        'the hold list',
      ],
      typed: 'hold',
    },
  ],
  aliases: ['signal'],
  writesTyped: (input) => !LOOKS.has(inputText(input).toLowerCase().trim()),
  args: CommandInput,
  run: async (input, context) => run(inputText(input).toLowerCase().trim(), context),
  actions: [
    on(signalShow, ({ signal }, context) => showSignal(signal, null, context)),
    on(signalAnswer, answerSignal, { writes: true }),
    on(signalTask, ({ signal }, context) => taskOfSignal(signal, context), { writes: true }),
    on(signalsList, listSignals),
    on(signalRules, (_, context) => showRules(context)),
    on(signalRule, ({ rule }, context) => showRule(rule, context)),
    on(signalSwitch, switchRule, { writes: true }),
    on(signalDryRun, ({ rule, skip }, context) => dryRun(rule, context, skip)),
    on(
      signalSetting,
      async ({ rule }, context) => ({ kind: 'form', form: await formOfThreshold(rule, context) }),
      { writes: true },
    ),
    submitOrAgain(
      {
        action: signalSet,
        values: z.object({ threshold: typedText(LONGEST.clock).min(1) }),
        writes: true,
      },
      ({ data, values }, context) => setThreshold(data.rule, values.threshold, context),
      ({ data }, context) => formOfThreshold(data.rule, context),
    ),
    on(
      holdOverriding,
      async ({ customer }, context) => ({
        kind: 'form',
        form: await formOfOverride(customer, context),
      }),
      { writes: true },
    ),
    submitOrAgain(
      {
        action: holdOverride,
        values: z.object({ reason: typedText(LONGEST.headline).min(1) }),
        writes: true,
      },
      ({ data, values }, context) => override({ ...data, reason: values.reason }, context),
      ({ data }, context) => formOfOverride(data.customer, context),
    ),
  ],
});

async function run(words: string, context: Context): Promise<Reply> {
  if (words === '') return mySignals(context);
  if (words === 'all') return listSignals({ of: 'everyone', skip: 0 }, context);
  if (words === 'hold' || words === 'holds') return listSignals({ of: 'hold', skip: 0 }, context);
  if (words === 'settings' || words === 'rules') return showRules(context);
  const found = RULES.flatMap((one) =>
    [one.id, one.name.toLowerCase()]
      .filter((name) => words === name || words.startsWith(`${name} `))
      .map((name) => ({ rule: one, rest: words.slice(name.length).trim() })),
  )[0];
  if (!found) throw unknownRule(words, context);
  const { rule, rest } = found;
  if (rest === '') return showRule(rule.id, context);
  // Nobody switches a rule on who has not seen what it would have sent.
  if (rest === 'on' || rest === 'dry run') return dryRun(rule.id, context);
  if (rest === 'off') return switchRule({ rule: rule.id, on: false }, context);
  return setThreshold(rule.id, rest, context);
}
