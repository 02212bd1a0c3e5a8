import type { z } from 'zod';
import type { signalsList } from '../../cards/signal/actions.ts';
import { signalsCard } from '../../cards/signal/list.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import { RULES, visibleSignals, withoutCovered } from '../../crm/signal/rules.ts';
import type { Context, Reply } from '../command.ts';

const PAGE = 8;
/** More than anybody looks after. */
const COUNTED = 1000;

/** A page of the signals at one's own customers and those that one follows; `hold`: only where an offer waits, at one's own. */
export async function listSignals(
  { of, skip }: z.infer<typeof signalsList.data>,
  context: Context,
): Promise<Reply> {
  const { store, person, access, reader } = context;
  const rules = RULES.filter(({ holds }) => of === 'mine' || holds).map(({ id }) => id);
  const found = await store.signals.list({
    person: person.id,
    followed: of === 'mine',
    rules,
    limit: COUNTED,
  });
  const shown = withoutCovered(
    found.flatMap(({ signal, name }) =>
      visibleSignals([signal], access).map((one) => ({ signal: one, name })),
    ),
  );
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'signals', signals: shown.length },
  });
  return {
    kind: 'answer',
    view: signalsCard({
      of,
      signals: shown.slice(skip, skip + PAGE),
      total: shown.length,
      next: skip + PAGE,
      isAdministrator: isAdministrator(person),
      reader,
    }),
  };
}
