import type { Desk } from '../../crm/desk.ts';
import type { Database } from '../database.ts';
import { one, read } from './table.ts';
import { WIN } from './tables.ts';

export const winsOn = (database: Database): Pick<Desk, 'win' | 'wins'> => ({
  win: (id) => one(database, WIN, id),
  wins: ({ since, until, customer, limit }) =>
    read(database, WIN, {
      rest: `WHERE created_at >= $1 AND created_at < $2${customer ? ' AND customer_id = $4' : ''} ORDER BY created_at DESC, id LIMIT $3`,
      values: [since, until, limit, ...(customer ? [customer] : [])],
      name: customer ? 'of-customer' : 'all',
    }),
});
