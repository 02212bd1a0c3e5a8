import type { Tasks } from '../../crm/store/tasks.ts';
import { Task } from '../../crm/task/task.ts';
import type { Database } from '../database/database.ts';
import { BASE, one, read, type Table } from '../database/versioned.ts';
import { StoredOrigin } from '../note/origin.ts';
import { parameters } from '../timeline/entries.ts';

export const TASK: Table<Task> = {
  name: 'task',
  columns: {
    ...BASE,
    what: 'what',
    holder: 'holder_id',
    createdBy: 'created_by',
    dueAt: 'due_at',
    snoozedUntil: 'snoozed_until',
    state: 'state',
    doneAt: 'done_at',
    reminders: 'reminders',
    origin: 'origin',
  },
  json: ['origin'],
  record: Task.extend({ origin: StoredOrigin.nullable() }),
};

export const tasksOn = (database: Database): Tasks => ({
  get: (id) => one(database, TASK, id),
  list({ holder, createdBy, department, customer, open, limit }) {
    const { values, add } = parameters();
    const where = [
      ...(holder ? [`holder_id = ${add(holder)}`] : []),
      ...(createdBy ? [`created_by = ${add(createdBy)}`] : []),
      ...(department
        ? [`holder_id IN (SELECT p.id FROM person p WHERE p.department_id = ${add(department)})`]
        : []),
      ...(customer ? [`customer_id = ${add(customer)}`] : []),
      open ? `state = 'open'` : `state <> 'open'`,
    ];
    const order = open
      ? 'due_at NULLS LAST, created_at, id'
      : 'coalesce(done_at, created_at) DESC, id';
    return read(database, TASK, {
      rest: `WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ${add(limit)}`,
      values,
    });
  },
  due: (before, limit) =>
    read(database, TASK, {
      rest: `WHERE state = 'open' AND coalesce(snoozed_until, due_at) <= $1 ORDER BY reminders, due_at, id LIMIT $2`,
      values: [before, limit],
      name: 'due',
    }),
});
