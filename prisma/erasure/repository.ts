import { Erasure, type ErasureTerms } from '../../crm/erasure/erasure.ts';
import type { Erasures } from '../../crm/store/erasures.ts';
import type { Database, Sql } from '../database/database.ts';
import { json, maybeJson } from '../database/json.ts';
import { joinsAlone } from '../records/join-lock.ts';
import { erasureKeys, hashOf, namesOfTerms, newestKey, proofName } from '../records/keyed-hash.ts';
import { addTombstones } from '../records/tombstones.ts';
import { erasableContact, erasableContacts } from './contacts.ts';
import { countThings } from './count.ts';
import { eraseRows } from './erase.ts';
import { eraseFiles } from './files.ts';
import { checkErasureList, erasuresIn, listErasure, readErasureList } from './list.ts';
import { postsOf } from './posts.ts';
import { readTerms, renewedTerms } from './terms.ts';

/** `dataDir` is where files beside the store are; null where there are none. */
export function erasuresOn(database: Database, dataDir: string | null): Erasures {
  return {
    get: async (id) => (await read(database, 'WHERE id = $1', [id]))[0] ?? null,
    list: ({ skip, limit }) =>
      read(database, 'ORDER BY asked_at DESC, id OFFSET $1 LIMIT $2', [skip, limit]),
    askedBefore: (instant) =>
      read(database, `WHERE state = 'asked' AND asked_at < $1 ORDER BY asked_at, id`, [instant]),
    agreedBefore: (instant) =>
      read(database, `WHERE state = 'agreed' AND answered_at < $1 ORDER BY answered_at, id`, [
        instant,
      ]),
    async proven(name) {
      const keys = await erasureKeys(database);
      const proofs = keys.flatMap((key) =>
        ['customer', 'contact'].map((subject) => hashOf(key, proofName(subject, name))),
      );
      return read(database, 'WHERE proof = ANY($1) ORDER BY asked_at DESC, id LIMIT 20', [proofs]);
    },
    contacts: (words, limit) => erasableContacts(database, words, limit),
    contact: (key) => erasableContact(database, key),
    count: (about) => countThings(database, about),
    async checkFiles() {
      if (dataDir !== null) await checkErasureList(erasuresIn(dataDir));
    },
    async erase(id) {
      const found = await database.transaction((sql) => eraseAgreed(sql, id));
      if (found === null) return 'erased';
      if (found === 'joined') return 'joined';
      const { erasure, terms } = found;
      if (dataDir === null) return 'erased';
      await eraseFiles(dataDir, terms);
      await list(database, dataDir, erasure);
      return 'erased';
    },
    async keepList() {
      if (dataDir === null) return;
      const { erasures } = await readErasureList(erasuresIn(dataDir));
      const others = await read(database, `WHERE state = 'done' AND id <> ALL($1) ORDER BY id`, [
        erasures.map(({ id }) => id),
      ]);
      for (const erasure of others) await list(database, dataDir, erasure);
    },
    posts: (id) => postsOf(database, id),
    async edited(post) {
      await database.query('DELETE FROM erasure_post WHERE id = $1::int8', [post]);
    },
    async anySince(instant) {
      const rows = await database.query(
        `SELECT 1 FROM erasure WHERE state = 'agreed' OR finished_at >= $1 LIMIT 1`,
        [instant],
      );
      return rows.length > 0;
    },
    async savePost({ customer, place, reference, view, at }) {
      const { platform, tenant, id } = place;
      const there = await database.query(SAVE_POST, [
        ...[customer, platform, tenant, id, reference],
        ...[json(place), json(view), at],
      ]);
      return there.length > 0;
    },
  };
}

async function list(
  database: Database,
  dataDir: string,
  { id, askedAt, subject, proof }: Erasure,
): Promise<void> {
  const rows = await database.query<{ hash: string }>(
    'SELECT hash FROM tombstone WHERE erasure_id = $1 ORDER BY hash',
    [id],
  );
  const hashes = rows.map(({ hash }) => hash);
  const listed = { id, at: askedAt.toISOString(), subject, proof, hashes };
  await listErasure(erasuresIn(dataDir), listed, await erasureKeys(database));
}

/** Null where nothing is agreed to; 'joined' where its customer became a part of another one, and nothing is erased. */
async function eraseAgreed(
  sql: Sql,
  id: string,
): Promise<{ erasure: Erasure; terms: ErasureTerms } | 'joined' | null> {
  await joinsAlone(sql);
  const [erasure] = await read(sql, 'WHERE id = $1', [id]);
  const { about } = erasure ?? {};
  if (!erasure || !about?.terms) return null;
  const joined = await sql.query('SELECT 1 FROM customer_join WHERE former_id = $1', [
    about.customerId,
  ]);
  if (joined.length > 0) return 'joined';
  const terms = await renewedTerms(sql, about, about.terms);
  await sql.query('UPDATE erasure SET about = $2 WHERE id = $1', [id, json({ ...about, terms })]);
  await addTombstones(sql, id, namesOfTerms(terms));
  await eraseRows(sql, erasure, terms);
  return { erasure, terms };
}

/**
 * False where somebody was faster. Of one that is agreed to, everything by which it is known is kept until it is done,
 * and nothing of it can come back from now on.
 */
export async function saveErasure(sql: Sql, given: Erasure): Promise<boolean> {
  const erasure = given.state === 'agreed' ? await withTerms(sql, given) : given;
  const { id, version, state, subject, about, counts, ...rest } = erasure;
  const values = [
    ...[id, version, state, subject, maybeJson(about), json(counts)],
    ...[rest.askedBy, rest.askedAt, rest.answeredBy, rest.answeredAt, rest.finishedAt, rest.proof],
  ];
  const rows = await sql.query(version === 1 ? ADD : CHANGE, values);
  if (rows.length > 0 && about?.terms && state === 'agreed')
    await addTombstones(sql, id, namesOfTerms(about.terms));
  if (rows.length > 0 && state === 'kept')
    await sql.query('DELETE FROM tombstone WHERE erasure_id = $1', [id]);
  return rows.length > 0;
}

async function withTerms(sql: Sql, erasure: Erasure): Promise<Erasure> {
  const { about, subject } = erasure;
  if (about === null) return erasure;
  const terms = await readTerms(sql, about);
  const proof = hashOf(await newestKey(sql), proofName(subject, about.name));
  return { ...erasure, about: { ...about, terms }, proof };
}

const read = async (sql: Sql, rest: string, values: readonly unknown[]): Promise<Erasure[]> =>
  (
    await sql.query(
      `SELECT id, version, state, subject, about, counts, asked_by AS "askedBy", asked_at AS "askedAt", answered_by AS "answeredBy",
        answered_at AS "answeredAt", finished_at AS "finishedAt", proof, refused FROM erasure ${rest}`,
      values,
    )
  ).map((row) => Erasure.parse(row));

/** An erasure that is under way is waited for: it holds its customer's row. */
const SAVE_POST = `WITH there AS (
    SELECT id FROM customer WHERE id = coalesce((SELECT now_id FROM customer_join WHERE former_id = $1), $1) FOR KEY SHARE
  ), saved AS (
    INSERT INTO customer_post (customer_id, platform, tenant, place_id, reference, place, view, at)
      SELECT id, $2, $3, $4, $5, $6, $7, $8 FROM there ON CONFLICT DO NOTHING)
  SELECT id FROM there`;
const ADD = `INSERT INTO erasure (id, version, state, subject, about, counts, asked_by, asked_at, answered_by, answered_at, finished_at, proof)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING id`;
const CHANGE = `UPDATE erasure SET state = $3, subject = $4, about = $5, counts = $6, asked_by = $7, asked_at = $8, answered_by = $9,
  answered_at = $10, finished_at = $11, proof = $12 , version = $2 WHERE id = $1 AND version = $2 - 1 RETURNING id`;
