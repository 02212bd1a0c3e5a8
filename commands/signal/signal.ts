import { signalCard } from '../../cards/signal/card.ts';
import { signalText } from '../../cards/signal/words.ts';
import { stringsFor } from '../../cards/strings.ts';
import { capital } from '../../cards/view/format.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import { seesEntry } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { SignalHistory } from '../../crm/signal/facts.ts';
import { lastTouchIn, type SignalRule } from '../../crm/signal/rule.ts';
import { ruleOf, signalsBeside } from '../../crm/signal/rules.ts';
import type { Signal } from '../../crm/signal/signal.ts';
import { seesSignal } from '../../crm/signal/watch.ts';
import { decide } from '../../crm/store/decide.ts';
import type { Context, Reply } from '../command.ts';
import { dueFor } from '../task/begin.ts';
import { addTask } from '../task/receipt.ts';

interface FoundSignal {
  signal: Signal;
  rule: SignalRule;
  history: SignalHistory;
}

/** The signal as far as this person may see it. Throws where they may not, or it is no more. */
async function theSignal(id: string, context: Context): Promise<FoundSignal> {
  const { store, access, now } = context;
  const signal = await store.signals.get(id);
  const rule = signal && ruleOf(signal.rule);
  if (!signal || !rule || !seesSignal(access, rule, signal)) throw gone(context);
  const [history] = await store.signals.histories([signal.customerId], now);
  if (!history) throw gone(context);
  return { signal, rule, history };
}

const gone = ({ reader }: Context): Problem =>
  new Problem('signal-gone', { ...stringsFor(reader).signal.gone, reopens: false });

export async function showSignal(
  id: string,
  said: string | null,
  context: Context,
): Promise<Reply> {
  const { store, access, person, reader, audit } = context;
  const { signal, rule, history } = await theSignal(id, context);
  const standing = await store.signals.standing([signal.customerId]);
  const answer = signal.answers.find((one) => one.person === person.id);
  await audit({
    action: 'look-up',
    customer: signal.customerId,
    detail: { shown: 'signal', rule: rule.id },
  });
  return {
    kind: 'answer',
    view: signalCard({
      signal: { ...signal, rule },
      customer: history.customer,
      lastTouch: lastTouchIn(history.talks.filter((talk) => seesEntry(access, talk))) ?? null,
      others: signalsBeside(rule, standing, access),
      answer: answer?.useful ?? null,
      said,
      reader,
    }),
  };
}

/** Keeps whether it was of use; the last word of each person counts. */
export async function answerSignal(
  { signal: id, useful }: { signal: string; useful: boolean },
  context: Context,
): Promise<Reply> {
  const { store, person, now, reader } = context;
  await decide(store, {
    read: () => theSignal(id, context),
    decide: async ({ signal, rule }) => ({
      changes: [
        {
          kind: 'signal',
          signal: {
            ...signal,
            version: signal.version + 1,
            answers: [
              ...signal.answers.filter((one) => one.person !== person.id),
              { person: person.id, useful },
            ],
          },
        },
        auditLine(
          { action: 'signal', customer: signal.customerId, detail: { rule: rule.id, useful } },
          context,
        ),
      ],
      result: null,
    }),
    now,
    busy: () =>
      new Problem('signal-busy', { ...stringsFor(reader).task.problem.busy, reopens: false }),
  });
  return showSignal(id, null, context);
}

/** Its next step becomes a task of whoever presses; pressed again, the same one is shown. */
export async function taskOfSignal(id: string, context: Context): Promise<Reply> {
  const { person, reader } = context;
  const { signal, rule } = await theSignal(id, context);
  const { title, next } = signalText({ rule, detail: signal.detail }, reader);
  return addTask(
    {
      id: `${signal.id.slice(0, 36)}-${person.id}`.slice(0, 64),
      customer: signal.customerId,
      what: capital(`${next} (${title})`, reader),
      holder: person,
      dueAt: await dueFor('tomorrow', person, context),
      origin: null,
    },
    context,
  );
}
