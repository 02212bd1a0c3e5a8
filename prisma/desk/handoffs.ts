import type { Desk, HandoffQuery } from '../../crm/desk.ts';
import type { Database } from '../database.ts';
import { one, read } from './table.ts';
import { HANDOFF } from './tables.ts';

const OPEN = `state IN ('offered', 'accepted')`;

export const handoffsOn = (
  database: Database,
): Pick<Desk, 'handoff' | 'handoffs' | 'overdueHandoffs'> => ({
  handoff: (id) => one(database, HANDOFF, id),
  handoffs(query) {
    const { where, values, name } = whose(query);
    const rest = query.open
      ? `WHERE ${where} AND ${OPEN} ORDER BY due_at, id LIMIT $1`
      : `WHERE ${where} AND NOT ${OPEN} ORDER BY coalesce(decided_at, due_at) DESC, id LIMIT $1`;
    return read(database, HANDOFF, {
      rest,
      values: [query.limit, ...values],
      name: `${name}-${query.open ? 'open' : 'closed'}`,
    });
  },
  overdueHandoffs: (before, limit) =>
    read(database, HANDOFF, {
      rest: `WHERE ${OPEN} AND due_at < $1 ORDER BY reminders, due_at, id LIMIT $2`,
      values: [before, limit],
      name: 'overdue',
    }),
});

function whose(query: HandoffQuery): { where: string; values: readonly unknown[]; name: string } {
  if ('received' in query) {
    return {
      where: `(holder_id = $2 OR (holder_id IS NULL AND (target_department = $3 OR target->>'person' = $2)))`,
      values: [query.received, query.department],
      name: 'received',
    };
  }
  if ('given' in query) return { where: 'giver_id = $2', values: [query.given], name: 'given' };
  if ('customer' in query)
    return { where: 'customer_id = $2', values: [query.customer], name: 'of-customer' };
  return {
    where:
      '(target_department = $2 OR holder_id IN (SELECT p.id FROM person p WHERE p.department_id = $2))',
    values: [query.department],
    name: 'of-department',
  };
}
