import type { Desk } from '../../crm/desk.ts';
import type { Database } from '../database.ts';
import { one, read } from './table.ts';
import { MENTION } from './tables.ts';

export const mentionsOn = (
  database: Database,
): Pick<Desk, 'mention' | 'mentions' | 'mentionsIn'> => ({
  mention: (id) => one(database, MENTION, id),
  mentions: ({ to, answered, limit }) =>
    read(database, MENTION, {
      rest: `WHERE receiver_id = $1 AND (answered_at IS NOT NULL) = $2 ORDER BY created_at DESC, id LIMIT $3`,
      values: [to, answered, limit],
      name: 'to',
    }),
  mentionsIn: ({ id, customerId }) =>
    read(database, MENTION, {
      rest: 'WHERE customer_id = $1 AND note_id = $2 ORDER BY created_at, id LIMIT 500',
      values: [customerId, id],
      name: 'in',
    }),
});
