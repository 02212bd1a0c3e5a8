import { OWNED_RECORDS } from '../records/naming-tables.ts';

/** A table whose rows belong to a customer, as it is moved with one. */
export interface JoinedTable {
  table: string;
  /** Names a row among those of its table, or among those of its customer. */
  key: readonly string[];
  /** It has a `version`, so that a change which was decided before the move is refused. */
  versioned?: true;
  /** When a row `f` cannot stand beside the row `i` of the other customer: it waits aside until it goes back. */
  aside?: string;
  /** It goes back from aside only where the row that took its place is still there. */
  whileTaken?: true;
}

const record = (table: string): JoinedTable => ({ table, key: ['source', 'external_id'] });
const work = (table: string, aside?: string): JoinedTable => ({
  table,
  key: ['id'],
  versioned: true,
  ...(aside !== undefined && { aside }),
});

/** Everything that goes with a customer. Looks and the audit log stay as they were written. */
export const JOINED_TABLES: readonly JoinedTable[] = [
  record('reference'),
  { table: 'domain', key: ['domain'], aside: 'i.domain = f.domain' },
  {
    table: 'contact',
    key: ['source', 'external_id'],
    aside: 'i.source = f.source AND i.external_id = f.external_id',
  },
  ...OWNED_RECORDS.map(record),
  work('note'),
  work('handoff'),
  work('task'),
  work('promise'),
  work('question'),
  work('goal', `i.department = f.department AND i.state = 'open' AND f.state = 'open'`),
  work('win', `i.about = f.about AND i.state = 'posted' AND f.state = 'posted'`),
  work('signal', 'i.rule = f.rule AND i.ended_at IS NULL AND f.ended_at IS NULL'),
  { table: 'write_back', key: ['key'] },
  { table: 'win_draft', key: ['person_id'] },
  { table: 'room', key: ['platform', 'tenant', 'place_id'] },
  { table: 'customer_post', key: ['platform', 'tenant', 'place_id', 'reference'] },
  {
    table: 'follow',
    key: ['person_id'],
    aside: 'i.person_id = f.person_id',
    whileTaken: true,
  },
  {
    table: 'place_follow',
    key: ['platform', 'tenant', 'place_id'],
    aside: 'i.platform = f.platform AND i.tenant = f.tenant AND i.place_id = f.place_id',
    whileTaken: true,
  },
  {
    table: 'list_follow_member',
    key: ['follow_id'],
    aside: 'i.follow_id = f.follow_id',
  },
  { table: 'hold_override', key: ['person_id'], aside: 'i.person_id = f.person_id' },
];
