import { goalConflictCard } from '../../cards/goal/card.ts';
import { conflictWords } from '../../cards/goal/lines.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Goal } from '../../crm/goal/goal.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';
import { goalsIn } from './read.ts';

/** For the owners of the other goals; whoever sets this one reads it on the card. */
export async function conflictMessages(
  goal: Goal,
  open: readonly Goal[],
  context: Context,
): Promise<Change[]> {
  const { store, person, readerOf } = context;
  const name = (await store.customers.name(goal.customerId)) ?? '';
  const others = open.filter(({ id }) => id !== goal.id);
  const messages = others.map(async (other): Promise<Change[]> => {
    const to = await store.people.get(other.setBy);
    if (!to?.active || to.id === person.id) return [];
    const reader = readerOf(to);
    const { conflicts } = await goalsIn([other, goal], { store, access: accessOf(to) });
    const [conflict] = conflicts;
    if (!conflict) return [];
    const customer = { id: goal.customerId, name };
    const strings = stringsFor(reader).goal.conflict;
    return [
      {
        kind: 'message',
        message: {
          key: `goal:${goal.id}:${goal.version}:${other.id}:${to.id}`,
          subject: { kind: 'customer', id: goal.customerId, role: 'news', version: null },
          to: { kind: 'person', person: to.id },
          kind: 'signal',
          customerId: goal.customerId,
          line: strings.line(name, conflictWords(conflict, reader)),
          why: strings.why,
          view: goalConflictCard(customer, conflict, reader),
          pressing: false,
        },
      },
    ];
  });
  return (await Promise.all(messages)).flat();
}
