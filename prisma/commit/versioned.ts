import type { Fact } from '../../crm/event/event.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Sql } from '../database/database.ts';
import { one, type Table, type Versioned, write } from '../database/versioned.ts';
import { type ChangeKind, type Occasion, Stale } from './change-kind.ts';

/** A record of which each change names the version that it replaces. */
export function versioned<C extends Change, Record extends Versioned>({
  table,
  recordOf,
  factsOf,
}: {
  table: Table<Record>;
  recordOf: (change: C) => Record;
  factsOf: (before: Record | null, record: Record) => Fact[];
}): ChangeKind<C> {
  return {
    subject: (change) => recordOf(change).id,
    store: each(async (sql, change) => {
      if (!(await write(sql, table, recordOf(change)))) throw new Stale();
    }),
    events: async (sql, changes) => {
      const earlier = new Map<string, Record | null>();
      const facts: Fact[] = [];
      for (const record of changes.map(recordOf)) {
        const { id, version } = record;
        const before = earlier.get(id) ?? (version === 1 ? null : await one(sql, table, id));
        facts.push(...factsOf(before, record));
        earlier.set(id, record);
      }
      return facts;
    },
  };
}

/** One statement after the other. */
export function each<C>(
  store: (sql: Sql, change: C, occasion: Occasion) => Promise<void>,
): (sql: Sql, changes: readonly C[], occasion: Occasion) => Promise<void> {
  return async (sql, changes, occasion) => {
    for (const change of changes) await store(sql, change, occasion);
  };
}

/** Remembers this key; false where it was remembered before. */
export async function isFirst(sql: Sql, key: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    'INSERT INTO delivery (key, at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING key',
    [key, at],
  );
  return rows.length > 0;
}
