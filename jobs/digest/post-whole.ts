import { plainerViews } from '../../cards/view/plainer.ts';
import type { View } from '../../cards/view/view.ts';
import { Upstream } from '../../crm/problem.ts';

/** Shows a view as whole as the platform takes it: where it refuses one, the next plainer one, at last the text alone. */
export async function postWhole<Result>(
  view: View,
  show: (view: View) => Promise<Result>,
): Promise<Result> {
  let refusal: unknown;
  for (const next of [view, ...plainerViews(view)]) {
    try {
      return await show(next);
    } catch (cause) {
      if (!(cause instanceof Upstream) || cause.fault !== 'rejected') throw cause;
      refusal = cause;
    }
  }
  throw refusal;
}
