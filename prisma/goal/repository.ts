import { Goal } from '../../crm/goal/goal.ts';
import type { Goals } from '../../crm/store/goals.ts';
import type { Database } from '../database/database.ts';
import { BASE, one, read, type Table } from '../database/versioned.ts';

export const GOAL: Table<Goal> = {
  name: 'goal',
  columns: {
    ...BASE,
    department: 'department',
    what: 'what',
    dueOn: 'due_on',
    setBy: 'set_by',
    setAt: 'set_at',
    state: 'state',
    closedAt: 'closed_at',
    closedBy: 'closed_by',
    history: 'history',
  },
  json: ['history'],
  record: Goal,
};

/** More departments than any organisation has. */
const MOST = 50;

export const goalsOn = (database: Database): Goals => ({
  get: (id) => one(database, GOAL, id),
  of: (customer, limit) =>
    read(database, GOAL, {
      rest: `WHERE customer_id = $1 ORDER BY state <> 'open', set_at DESC, id LIMIT $2`,
      values: [customer, limit],
      name: 'of-customer',
    }),
  open: (customer) =>
    read(database, GOAL, {
      rest: `WHERE customer_id = $1 AND state = 'open' ORDER BY created_at, id LIMIT $2`,
      values: [customer, MOST],
      name: 'open',
    }),
});
