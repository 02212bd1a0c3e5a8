import type { Erasure, ErasureTerms } from '../../crm/erasure/erasure.ts';
import type { Sql } from '../database/database.ts';
import { joinsAlone } from '../records/join-lock.ts';
import { recordName } from '../records/keyed-hash.ts';
import { OWNED_RECORDS } from '../records/naming-tables.ts';
import { addTombstones } from '../records/tombstones.ts';
import { eraseItems } from './items.ts';
import { keepOldCards, keepPosts, keepSwept, scrubMessages } from './posts.ts';
import { removeContact, removeCustomer } from './remove.ts';
import { sweep } from './sweep.ts';

/**
 * Takes everything of it out of the store, inside a transaction. Again it takes out what came meanwhile. Records of
 * others that named it lose the name, and their source goes on to correct them.
 */
export async function eraseRows(
  sql: Sql,
  { id, subject }: Pick<Erasure, 'id' | 'subject'>,
  terms: ErasureTerms,
): Promise<void> {
  await joinsAlone(sql);
  await eraseItems(sql, terms);
  await scrubMessages(sql, id, terms.ids);
  if (subject === 'customer') {
    await keepPosts(sql, id, terms.ids);
    await scrubAudit(sql, id, terms.ids);
    await removeCustomer(sql, terms);
  } else {
    await keepOldCards(sql, id, terms.contacts);
    const entries = await removeContact(sql, terms);
    await addTombstones(
      sql,
      id,
      entries.map(({ source, externalId }) => recordName('entry', source, externalId)),
    );
  }
  const swept = await sweep(sql, terms);
  await keepSwept(sql, id, swept);
  const own = new Set(terms.near.customers);
  const finished = swept.filter(
    ({ table, row }) => FINISHED.has(table) && own.has(String(row['customer_id'])),
  );
  await addTombstones(
    sql,
    id,
    finished.map(({ table, row }) =>
      recordName(table, String(row['source']), String(row['external_id'])),
    ),
  );
  await sql.query(
    `UPDATE erasure SET counts = counts || jsonb_build_object('mention', $2::int) WHERE id = $1 AND $2 > 0 AND NOT counts ? 'mention'`,
    [id, swept.filter(({ table }) => TEXTS.has(table)).length],
  );
}

/** Records of what happened once: at a contact's own customers their source has nothing to add but the lost name. */
const FINISHED: ReadonlySet<string> = new Set(['entry', 'survey_answer']);

/** The lines stay with who, when and what kind of thing; of whom they were about only the erasure is left. */
async function scrubAudit(sql: Sql, erasure: string, ids: readonly string[]): Promise<void> {
  await sql.query(
    `UPDATE audit SET customer_id = NULL, detail = jsonb_build_object('erased', $2::text) || coalesce((SELECT jsonb_object_agg(k, v)
        FROM jsonb_each(detail) AS d(k, v) WHERE jsonb_typeof(v) IN ('number', 'boolean') OR k IN ('step', 'shown', 'said', 'why')), '{}') WHERE customer_id = ANY($1)`,
    [ids, erasure],
  );
}

/** The tables with texts that colleagues and systems wrote. */
const TEXTS: ReadonlySet<string> = new Set([
  ...OWNED_RECORDS,
  ...[
    'note',
    'handoff',
    'task',
    'promise',
    'question',
    'goal',
    'win',
    'term',
    'saved_list',
    'draft',
  ],
]);
