import { targetName } from '../../cards/note/target-name.ts';
import { promiseCard } from '../../cards/promise/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { findTarget } from '../../crm/note/write-back.ts';
import { isForCrm } from '../../crm/promise/crm-task.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import { summarizePromise } from '../../crm/promise/summary.ts';
import type { Context, Reply } from '../command.ts';
import { promiseCrmState } from './steps.ts';

/** The promise as it is now, after what was said of it; the look is audited. */
export async function showPromise(
  promise: CustomerPromise,
  said: string | null,
  context: Context,
): Promise<Reply> {
  const { store, reader } = context;
  const { customerId, id } = promise;
  const [summary, state, target] = await Promise.all([
    summarizePromise(promise, context, store),
    promiseCrmState(promise, store),
    findTarget({ customerId, subject: { kind: 'task', id }, source: null }, context),
  ]);
  const connected = target.kind !== 'unconnected' && isForCrm(promise);
  await context.audit({
    action: 'look-up',
    customer: customerId,
    detail: { shown: 'promise', promise: id },
  });
  return {
    kind: 'answer',
    view: promiseCard({
      ...summary,
      said,
      crm: connected ? { name: targetName(target, stringsFor(reader)), state } : null,
      reader,
    }),
  };
}
