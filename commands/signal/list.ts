import type { z } from 'zod';
import type { signalsList } from '../../cards/signal/actions.ts';
import { signalsCard } from '../../cards/signal/list.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import { RULES, visibleSignals, withoutCovered } from '../../crm/signal/rules.ts';
import type { Context, Reply } from '../command.ts';

const PAGE = 8;
/** More than anybody looks after. */
const COUNTED = 1000;

type Of = z.infer<typeof signalsList.data>['of'];

/** The signals at one's own customers; where none stands there, those at everybody's, with the words that say so. */
export async function mySignals(context: Context): Promise<Reply> {
  const mine = await visible('mine', context);
  const others = mine.length > 0 ? [] : await visible('everyone', context);
  if (others.length === 0) return listSignals({ of: 'mine', skip: 0 }, context);
  return listSignals({ of: 'everyone', skip: 0, noneOfYours: true }, context);
}

async function visible(of: Of, { store, person, access }: Context) {
  const rules = RULES.filter(({ holds }) => of !== 'hold' || holds).map(({ id }) => id);
  const found = await store.signals.list({
    person: of === 'everyone' ? null : person.id,
    followed: of === 'mine',
    rules,
    limit: COUNTED,
  });
  return withoutCovered(
    found.flatMap(({ signal, name }) =>
      visibleSignals([signal], access).map((one) => ({ signal: one, name })),
    ),
  );
}

/** A page of the signals at one's own customers and those that one follows; `hold`: only where an offer waits, at one's own. */
export async function listSignals(
  { of, skip, noneOfYours = false }: z.infer<typeof signalsList.data> & { noneOfYours?: boolean },
  context: Context,
): Promise<Reply> {
  const { person, reader } = context;
  const shown = await visible(of, context);
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'signals', signals: shown.length },
  });
  return {
    kind: 'answer',
    view: signalsCard({
      of,
      noneOfYours,
      signals: shown.slice(skip, skip + PAGE),
      total: shown.length,
      next: skip + PAGE,
      isAdministrator: isAdministrator(person),
      reader,
    }),
  };
}
