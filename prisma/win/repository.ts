import type { Wins } from '../../crm/store/wins.ts';
import { Win } from '../../crm/win/win.ts';
import type { Database } from '../database/database.ts';
import { BASE, one, read, type Table } from '../database/versioned.ts';

export const WIN: Table<Win> = {
  name: 'win',
  columns: {
    ...BASE,
    author: 'author_id',
    kind: 'kind',
    what: 'what',
    difference: 'difference',
    money: 'money',
    picture: 'picture',
    credits: 'credits',
    state: 'state',
    kudos: 'kudos',
    about: 'about',
  },
  json: ['money', 'credits', 'kudos'],
  record: Win,
};

export const winsOn = (database: Database): Wins => ({
  get: (id) => one(database, WIN, id),
  list: ({ since, until, customer, limit }) =>
    read(database, WIN, {
      rest: `WHERE created_at >= $1 AND created_at < $2${customer ? ' AND customer_id = $4' : ''} ORDER BY created_at DESC, id LIMIT $3`,
      values: [since, until, limit, ...(customer ? [customer] : [])],
      name: customer ? 'of-customer' : 'all',
    }),
});
