import type { Run, Vanished, VanishingKind, Wanted } from '../../crm/connectors/csv/port.ts';
import { unreachable } from '../../crm/problem.ts';
import { dayIn } from '../../crm/time/day.ts';
import type { Database, Sql } from '../database/database.ts';
import { type Cell, instant, text } from './cells.ts';
import { keepBefore, markCommit } from './import-changes.ts';
import { keysOf } from './import-keys.ts';
import { BUSINESS } from './tables.ts';
import { type Saving, upsert } from './upsert.ts';

/** As many names as a summary has room for. */
const FEW = 5;

interface Lasting {
  /** The records that have not ended; `$1` is the source. */
  from: string;
  id: string;
  name: string;
}

const LASTING: Readonly<Record<VanishingKind, Lasting>> = {
  customer: {
    from: 'reference r JOIN customer c ON c.id = r.customer_id WHERE r.source = $1 AND NOT r.gone',
    id: 'r.external_id',
    name: 'c.name',
  },
  person: {
    from: 'crm_user u JOIN person p ON p.id = u.person_id WHERE u.source = $1 AND p.active',
    id: 'u.external_id',
    name: 'p.name',
  },
  subscription: {
    from: 'subscription s WHERE s.source = $1 AND s.ended_on IS NULL',
    id: 's.external_id',
    name: "s.external_id || ' (' || s.plan || ')'",
  },
  ticket: {
    from: "ticket t WHERE t.source = $1 AND t.status <> 'solved'",
    id: 't.external_id',
    name: "t.external_id || ' (' || t.subject || ')'",
  },
};

/** The records of a source whose ids are none of the keys that the run remembers under `keys`, ended where that is asked. */
export async function findVanished(
  database: Database,
  sql: Sql,
  { run, wanted, now }: { run: Run; wanted: Wanted; now: Date },
): Promise<Vanished> {
  const { kind, keys, ends } = wanted;
  const source = text(wanted.source, 40);
  const { from, id, name } = LASTING[kind];
  const rows = await sql.query<{ id: string; name: string }>(
    `SELECT ${id} AS id, ${name} AS name FROM ${from}
       AND NOT EXISTS (SELECT 1 FROM ${keysOf(run.id)} k WHERE k.step = ANY($2) AND k.key = ${id} COLLATE "default")
     ORDER BY 2, 1`,
    [source, keys],
  );
  if (ends && rows.length > 0 && kind !== 'customer') {
    await markCommit(sql, run.id);
    await end(database, sql, {
      run: run.id,
      kind,
      source,
      ids: rows.map((row) => row.id),
      wanted,
      now,
    });
  }
  return {
    kind,
    count: rows.length,
    names: rows.slice(0, FEW).map((row) => row.name),
    ended: ends,
  };
}

interface Ending {
  run: string;
  kind: Exclude<VanishingKind, 'customer'>;
  source: string;
  ids: readonly string[];
  wanted: Wanted;
  now: Date;
}

async function end(
  database: Database,
  sql: Sql,
  { run, kind, source, ids, wanted, now }: Ending,
): Promise<void> {
  switch (kind) {
    case 'subscription':
      return change(database, sql, {
        kind,
        source,
        ids,
        saving: { now, run },
        values: { ended_on: dayIn(now, wanted.zone) },
      });
    case 'ticket':
      return change(database, sql, {
        kind,
        source,
        ids,
        saving: { now, run },
        values: { status: 'solved', solved_at: instant(now) },
      });
    case 'person':
      return deactivate(sql, { run, source, ids });
    default:
      unreachable(kind);
  }
}

/** Saves the rows as they are with other values, as an import of them would, so that the events of it are told. */
async function change(
  database: Database,
  sql: Sql,
  {
    kind,
    source,
    ids,
    values,
    saving,
  }: {
    kind: 'subscription' | 'ticket';
    source: string;
    ids: readonly string[];
    values: Readonly<Record<string, Cell>>;
    saving: Saving;
  },
): Promise<void> {
  const target = BUSINESS[kind];
  const columns = [...target.key, ...target.columns];
  const rows = await sql.query<Record<string, Cell | Date>>(
    `SELECT ${columns.join(', ')} FROM ${target.table} WHERE source = $1 AND external_id = ANY($2)`,
    [source, ids],
  );
  await upsert(database, sql, {
    target,
    rows: rows.map((row) => columns.map((column) => cellOf({ ...row, ...values }[column]))),
    saving,
  });
}

async function deactivate(
  sql: Sql,
  { run, source, ids }: { run: string; source: string; ids: readonly string[] },
): Promise<void> {
  // A colleague whom another source names, too, is that source's to end.
  const where = `b.active AND b.id IN (SELECT u.person_id FROM crm_user u WHERE u.source = $1 AND u.external_id = ANY($2))
    AND NOT EXISTS (SELECT 1 FROM crm_user o WHERE o.person_id = b.id AND o.source <> $1)`;
  const values = [source, ids];
  await keepBefore(sql, { run, table: 'person', key: ['id'] }, { where, values });
  await sql.query(`UPDATE person b SET active = false WHERE ${where}`, values);
}

const cellOf = (value: Cell | Date | undefined): Cell =>
  value instanceof Date ? instant(value) : (value ?? null);
