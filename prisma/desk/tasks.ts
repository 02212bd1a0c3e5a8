import type { Desk } from '../../crm/desk.ts';
import type { Database } from '../database.ts';
import { parameters } from '../entries.ts';
import { one, read } from './table.ts';
import { TASK } from './tables.ts';

export const tasksOn = (database: Database): Pick<Desk, 'task' | 'tasks' | 'dueTasks'> => ({
  task: (id) => one(database, TASK, id),
  tasks({ holder, createdBy, customer, open, limit }) {
    const { values, add } = parameters();
    const where = [
      ...(holder ? [`holder_id = ${add(holder)}`] : []),
      ...(createdBy ? [`created_by = ${add(createdBy)}`] : []),
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
  dueTasks: (before, limit) =>
    read(database, TASK, {
      rest: `WHERE state = 'open' AND coalesce(snoozed_until, due_at) <= $1 ORDER BY reminders, due_at, id LIMIT $2`,
      values: [before, limit],
      name: 'due',
    }),
});
