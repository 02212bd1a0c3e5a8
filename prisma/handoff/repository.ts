import { Handoff } from '../../crm/handoff/handoff.ts';
import type { HandoffQuery, Handoffs } from '../../crm/store/handoffs.ts';
import type { Database } from '../database/database.ts';
import { Instant } from '../database/values.ts';
import { BASE, one, read, type Table } from '../database/versioned.ts';

export const HANDOFF: Table<Handoff> = {
  name: 'handoff',
  columns: {
    ...BASE,
    from: 'giver_id',
    to: 'target',
    holder: 'holder_id',
    rotation: 'rotation',
    reason: 'reason',
    promises: 'promises',
    checklist: 'checklist',
    entries: 'entries',
    dueAt: 'due_at',
    state: 'state',
    talk: 'talk',
    decidedAt: 'decided_at',
    decision: 'decision',
    reminders: 'reminders',
    level: 'level',
  },
  json: ['to', 'promises', 'checklist', 'entries', 'talk'],
  derived: ({ to }) => ({ target_department: to.kind === 'department' ? to.department : null }),
  record: Handoff.extend({
    checklist: Handoff.shape.checklist.element.extend({ at: Instant.optional() }).array(),
    talk: Handoff.shape.talk.element.extend({ at: Instant }).array(),
  }),
};

const OPEN = `state IN ('offered', 'accepted')`;

export const handoffsOn = (database: Database): Handoffs => ({
  get: (id) => one(database, HANDOFF, id),
  list(query) {
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
  overdue: (before, limit) =>
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
