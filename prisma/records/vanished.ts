import type { Run, Vanished, VanishingKind, Wanted } from '../../crm/connectors/csv/port.ts';
import { unreachable } from '../../crm/problem.ts';
import { dayIn } from '../../crm/time/day.ts';
import type { Database, Sql } from '../database/database.ts';
import { type Cell, instant, text } from './cells.ts';
import { keysOf } from './import-keys.ts';
import { BUSINESS } from './tables.ts';
import { upsert } from './upsert.ts';

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
  if (ends && rows.length > 0 && kind !== 'customer')
    await end(database, sql, { kind, source, ids: rows.map((row) => row.id), wanted, now });
  return {
    kind,
    count: rows.length,
    names: rows.slice(0, FEW).map((row) => row.name),
    ended: ends,
  };
}

interface Ending {
  kind: Exclude<VanishingKind, 'customer'>;
  source: string;
  ids: readonly string[];
  wanted: Wanted;
  now: Date;
}

async function end(
  database: Database,
  sql: Sql,
  { kind, source, ids, wanted, now }: Ending,
): Promise<void> {
  switch (kind) {
    case 'subscription':
      return change(database, sql, {
        kind,
        source,
        ids,
        now,
        values: { ended_on: dayIn(now, wanted.zone) },
      });
    case 'ticket':
      return change(database, sql, {
        kind,
        source,
        ids,
        now,
        values: { status: 'solved', solved_at: instant(now) },
      });
    case 'person':
      // A colleague whom another source names, too, is that source's to end.
      await sql.query(
        `UPDATE person p SET active = false FROM crm_user u WHERE u.person_id = p.id AND u.source = $1 AND u.external_id = ANY($2)
          AND NOT EXISTS (SELECT 1 FROM crm_user o WHERE o.person_id = p.id AND o.source <> $1)`,
        [source, ids],
      );
      return;
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
    now,
  }: {
    kind: 'subscription' | 'ticket';
    source: string;
    ids: readonly string[];
    values: Readonly<Record<string, Cell>>;
    now: Date;
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
    saving: { now },
  });
}

const cellOf = (value: Cell | Date | undefined): Cell =>
  value instanceof Date ? instant(value) : (value ?? null);
