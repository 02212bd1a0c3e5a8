import type { BusinessRecord } from '../../crm/customer/business-records.ts';
import type {
  ContactRecord,
  CustomerRecord,
  DepartmentRecord,
  EntryRecord,
  PersonRecord,
  SourceRecord,
} from '../../crm/customer/records.ts';
import { DAY } from '../../crm/time/durations.ts';
import type { Database, Sql } from '../database/database.ts';
import { settingsOn } from '../settings/settings.ts';
import { fillTimes, saveAssociations } from './associations.ts';
import { attachRecords, type NamedRecord } from './attach-records.ts';
import { type Cell, text } from './cells.ts';
import { saveCustomers } from './customers.ts';
import { findCustomers } from './find-customers.ts';
import { withoutJoins } from './join-lock.ts';
import { findPeople, saveDepartments, savePeople } from './people.ts';
import { contactRow, entryRow } from './rows.ts';
import { BUSINESS, businessRow, CONTACT, ENTRY, isCountable, type Ours } from './tables.ts';
import { type KeptRecords, withoutErased } from './tombstones.ts';
import { type RowCounts, type Target, upsert } from './upsert.ts';

export type KindCounts = Partial<Record<SourceRecord['kind'], RowCounts>>;

/**
 * The result of a batch: `unmatched` are positions of records without a customer, `refused` of those without a valid
 * amount, `ownerless` of those whose owner nobody is, `erased` of those that are not to come back.
 */
export interface SavedRows {
  kinds: KindCounts;
  unmatched: number[];
  refused: number[];
  ownerless: number[];
  erased: number[];
}

interface Saving {
  batch: readonly SourceRecord[];
  now: Date;
  run?: string;
}

/** Saves a batch inside a transaction that somebody else commits. Its sources were heard `now`; `run` is an import that can be undone. */
export async function saveBatch(database: Database, sql: Sql, saving: Saving): Promise<SavedRows> {
  await withoutJoins(sql);
  const { erased, ...kept } = await withoutErased(sql, saving.batch);
  const { records, positions } = await withoutOldEntries(sql, kept, saving.now);
  const saved = await saveKept(database, sql, { ...saving, batch: records });
  const inBatch = (some: readonly number[]) => some.flatMap((at) => positions[at] ?? []);
  return {
    kinds: saved.kinds,
    unmatched: inBatch(saved.unmatched),
    refused: inBatch(saved.refused),
    ownerless: inBatch(saved.ownerless),
    erased: [...erased],
  };
}

/** Entries that the nightly deletion took stay away, though their source still has them. */
async function withoutOldEntries(
  sql: Sql,
  { records, positions }: Pick<KeptRecords, 'records' | 'positions'>,
  now: Date,
): Promise<Pick<KeptRecords, 'records' | 'positions'>> {
  const days = await settingsOn(sql).get('entries-kept');
  if (days === null) return { records, positions };
  const oldest = new Date(now.getTime() - days * DAY);
  const kept = [...records.entries()].filter(
    ([, record]) => record.kind !== 'entry' || record.at >= oldest,
  );
  return {
    records: kept.map(([, record]) => record),
    positions: kept.flatMap(([at]) => positions[at] ?? []),
  };
}

async function saveKept(
  database: Database,
  sql: Sql,
  { batch, now, run }: Saving,
): Promise<Omit<SavedRows, 'erased'>> {
  const sorted = sort(batch);
  const kinds: KindCounts = {};
  if (sorted.departments.length + sorted.people.length > 0) {
    const departments = await saveDepartments(database, sql, {
      named: sorted.departments,
      used: sorted.people,
      saving: { now, run },
    });
    if (sorted.departments.length > 0) kinds.department = departments;
    if (sorted.people.length > 0)
      kinds.person = await savePeople(database, sql, sorted.people, { now, run });
  }
  const person = await findPeople(
    sql,
    distinct(batch.flatMap((record) => mentionedPerson(record) ?? [])),
  );
  if (sorted.customers.length > 0)
    kinds.customer = await saveCustomers(database, sql, {
      records: sorted.customers,
      person,
      saving: { now, run },
    });
  const customer = await findCustomers(
    sql,
    distinct(
      sorted.owned.flatMap(({ record }) =>
        record.customer === null ? [] : { source: record.source, named: record.customer },
      ),
    ),
  );

  const unmatched: number[] = [];
  const refused: number[] = [];
  const rows = new Map<
    Target,
    { kind: SourceRecord['kind']; cells: Map<string, Cell[]>; total: number }
  >();
  const add = (kind: SourceRecord['kind'], target: Target, cells: Cell[]) => {
    const group = rows.get(target) ?? { kind, cells: new Map<string, Cell[]>(), total: 0 };
    rows.set(target, group);
    group.cells.set(target.key.map((_, at) => cells[at]).join('\u0001'), cells);
    group.total += 1;
  };
  const addBusiness = (record: BusinessRecord, position: number, ours: Ours) => {
    if (isCountable(record)) add(record.kind, BUSINESS[record.kind], businessRow(record, ours));
    else refused.push(position);
  };
  const named: NamedRecord[] = [];
  for (const { record, position } of sorted.owned) {
    const customerId =
      record.customer === null ? null : (customer(record.source, record.customer) ?? null);
    if (customerId === null) unmatched.push(position);
    if (record.customer !== null) named.push({ record, named: record.customer, customerId });
    if (record.kind === 'entry') {
      if (customerId !== null)
        add(
          'entry',
          ENTRY,
          entryRow(record, { customerId, personId: person(record.source, record.person) }),
        );
    } else if (record.kind === 'contact') {
      if (customerId !== null) add('contact', CONTACT, contactRow(record, customerId));
    } else {
      addBusiness(record, position, {
        customerId,
        person: (named) => person(record.source, named),
      });
    }
  }
  for (const { record, position } of sorted.others)
    addBusiness(record, position, { customerId: null, person: () => null });
  for (const [target, { kind, cells, total }] of rows) {
    const counted = await upsert(database, sql, {
      target,
      rows: [...cells.values()],
      saving: { now, run },
    });
    // The same key twice in one batch is one row: the later record was there already.
    kinds[kind] = { ...counted, unchanged: counted.unchanged + total - cells.size };
  }
  await saveAssociations(sql, batch, run);
  await fillTimes(sql, batch);
  await attachRecords(sql, { batch, named, kinds });
  await sawSources(sql, batch, now);
  const ownerless = [...batch.keys()].filter((position) => {
    const owner = ownerIn(batch[position]);
    return owner !== null && person(owner.source, owner.named) === null;
  });
  return { kinds, unmatched, refused, ownerless };
}

export type Owned =
  | ContactRecord
  | EntryRecord
  | Extract<BusinessRecord, { customer: string | null }>;

function sort(batch: readonly SourceRecord[]) {
  const sorted = {
    departments: [] as DepartmentRecord[],
    people: [] as PersonRecord[],
    customers: [] as CustomerRecord[],
    owned: [] as { record: Owned; position: number }[],
    others: [] as {
      record: Exclude<BusinessRecord, { customer: string | null }>;
      position: number;
    }[],
  };
  for (const [position, record] of batch.entries()) {
    if (record.kind === 'department') sorted.departments.push(record);
    else if (record.kind === 'person') sorted.people.push(record);
    else if (record.kind === 'customer') sorted.customers.push(record);
    else if (record.kind === 'campaign' || record.kind === 'spend')
      sorted.others.push({ record, position });
    else sorted.owned.push({ record, position });
  }
  return sorted;
}

interface Mentioned {
  source: string;
  named: string;
}

const ownerIn = (record: SourceRecord | undefined): Mentioned | null =>
  record && 'owner' in record && record.owner !== null
    ? { source: record.source, named: record.owner }
    : null;

function mentionedPerson(record: SourceRecord): Mentioned | null {
  if (record.kind === 'entry')
    return record.person === null ? null : { source: record.source, named: record.person };
  return ownerIn(record);
}

function distinct(names: readonly { source: string; named: string }[]) {
  return [...new Map(names.map((one) => [`${one.source}\u0001${one.named}`, one])).values()];
}

async function sawSources(sql: Sql, batch: readonly SourceRecord[], now: Date): Promise<void> {
  const sources = [
    ...new Set(
      batch.flatMap((record) => (record.kind === 'department' ? [] : text(record.source, 40))),
    ),
  ].sort();
  if (sources.length === 0) return;
  await sql.query(
    'INSERT INTO source (source, last_seen) SELECT unnest($1::text[]), $2 ON CONFLICT (source) DO UPDATE SET last_seen = greatest(source.last_seen, excluded.last_seen)',
    [sources, now],
  );
}
