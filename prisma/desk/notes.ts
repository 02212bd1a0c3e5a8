import type { Desk } from '../../crm/desk.ts';
import type { Database } from '../database.ts';
import { one, read } from './table.ts';
import { NOTE } from './tables.ts';

export const notesOn = (database: Database): Pick<Desk, 'note' | 'notes'> => ({
  note: (id) => one(database, NOTE, id),
  notes: (customer, limit) =>
    read(database, NOTE, {
      rest: 'WHERE customer_id = $1 AND deleted_at IS NULL ORDER BY pinned DESC, created_at DESC, id LIMIT $2',
      values: [customer, limit],
      name: 'of-customer',
    }),
});
