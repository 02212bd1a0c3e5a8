import { CustomerPromise } from '../../crm/promise/promise.ts';
import type { Promises } from '../../crm/store/promises.ts';
import type { Database } from '../database/database.ts';
import { BASE, one, read, type Table } from '../database/versioned.ts';
import { parameters } from '../timeline/entries.ts';

export const PROMISE: Table<CustomerPromise> = {
  name: 'promise',
  columns: {
    ...BASE,
    what: 'what',
    to: 'promised_to',
    dueOn: 'due_on',
    by: 'promised_by',
    department: 'department',
    createdBy: 'created_by',
    visibility: 'visibility',
    state: 'state',
    closedAt: 'closed_at',
    closedBy: 'closed_by',
    reason: 'reason',
    brokenOn: 'broken_on',
    level: 'level',
    remindAt: 'remind_at',
    origin: 'origin',
    history: 'history',
  },
  json: ['origin', 'history'],
  record: CustomerPromise,
};

export const promisesOn = (database: Database): Promises => ({
  get: (id) => one(database, PROMISE, id),
  of: (customer, limit) =>
    read(database, PROMISE, {
      rest: `WHERE customer_id = $1 ORDER BY state <> 'open', CASE WHEN state = 'open' THEN due_on END NULLS LAST, closed_at DESC, created_at, id LIMIT $2`,
      values: [customer, limit],
      name: 'of-customer',
    }),
  open({ by, department, customer, limit }) {
    const { values, add } = parameters();
    const where = [
      `state = 'open'`,
      ...(by ? [`promised_by = ${add(by)}`] : []),
      ...(department ? [`department = ${add(department)}`] : []),
      ...(customer ? [`customer_id = ${add(customer)}`] : []),
    ];
    return read(database, PROMISE, {
      rest: `WHERE ${where.join(' AND ')} ORDER BY due_on NULLS LAST, created_at, id LIMIT ${add(limit)}`,
      values,
    });
  },
  due: (before, limit) =>
    read(database, PROMISE, {
      rest: `WHERE state = 'open' AND remind_at <= $1 ORDER BY remind_at, id LIMIT $2`,
      values: [before, limit],
      name: 'due',
    }),
});
