import type { DepartmentRecord, PersonRecord } from '../../crm/customer/records.ts';
import type { Database, Sql } from '../database/database.ts';
import { type Cell, idOf, key, maybeText, text } from './cells.ts';
import { type RowCounts, type Saving, upsert } from './upsert.ts';

const nameOf = (source: string, externalId: string): string =>
  `${text(source, 40)}\u0001${key(externalId)}`;
const emailOf = (email: string | null): string | null =>
  maybeText(email, 320)?.trim().toLowerCase() || null;

export async function saveDepartments(
  database: Database,
  sql: Sql,
  {
    named,
    used,
    saving,
  }: { named: readonly DepartmentRecord[]; used: readonly PersonRecord[]; saving: Saving },
): Promise<RowCounts> {
  const rows = new Map(named.map(({ id, name }) => [id, [id, text(name, 100)]]));
  // A person's department has to be there; one that nobody named is called by its id until somebody does.
  const missing = [...new Set(used.map(({ department }) => department))].filter(
    (id) => !rows.has(id),
  );
  await upsert(database, sql, {
    target: { table: 'department', key: ['id'], columns: ['name'], fills: [] },
    rows: missing.map((id) => [id, id.charAt(0).toUpperCase() + id.slice(1)]),
    saving,
  });
  return upsert(database, sql, {
    target: { table: 'department', key: ['id'], columns: ['name'] },
    rows: [...rows.values()],
    saving,
  });
}

const COLUMNS = ['name', 'email', 'title', 'department_id', 'role', 'zone', 'locale', 'active'];
// A source that no longer tells a title does not take away the one that another source told.
const OWNED = {
  table: 'person',
  key: ['id'],
  columns: COLUMNS,
  keeps: ['email', 'title', 'zone', 'locale'],
};
/** A second source may add these fields to a known person, but never a role or a name. */
const SHARED = {
  table: 'person',
  key: ['id'],
  columns: COLUMNS,
  fills: ['email', 'title', 'zone', 'locale'],
};
const CRM_USER = { table: 'crm_user', key: ['source', 'external_id'], columns: ['person_id'] };

/** The same e-mail is the same person. The source that told us first decides; others fill what is empty. */
export async function savePeople(
  database: Database,
  sql: Sql,
  records: readonly PersonRecord[],
  saving: Saving,
): Promise<RowCounts> {
  if (records.length === 0) return { inserted: 0, updated: 0, unchanged: 0 };
  const known = await knownPeople(sql, records);
  const owned = new Map<string, Cell[]>();
  const shared = new Map<string, Cell[]>();
  const users = new Map<string, Cell[]>();
  for (const record of records) {
    const name = nameOf(record.source, record.externalId);
    const email = emailOf(record.email);
    const holder = email === null ? undefined : known.byEmail.get(email);
    const made = idOf(text(record.source, 40), key(record.externalId));
    const id = known.byName.get(name) ?? holder ?? made;
    known.byName.set(name, id);
    if (email !== null && !holder) known.byEmail.set(email, id);
    users.set(name, [text(record.source, 40), key(record.externalId), id]);
    const free = holder === undefined || holder === id ? email : null;
    (id === made ? owned : shared).set(id, rowOf(record, { id, email: free }));
  }
  const first = await upsert(database, sql, { target: OWNED, rows: [...owned.values()], saving });
  const second = await upsert(database, sql, {
    target: SHARED,
    rows: [...shared.values()],
    saving,
  });
  await upsert(database, sql, { target: CRM_USER, rows: [...users.values()], saving });
  const touched = first.inserted + first.updated + second.inserted + second.updated;
  return {
    inserted: first.inserted + second.inserted,
    updated: first.updated + second.updated,
    unchanged: records.length - touched,
  };
}

function rowOf(record: PersonRecord, { id, email }: { id: string; email: string | null }): Cell[] {
  return [
    id,
    text(record.name, 300),
    email,
    maybeText(record.title, 200),
    record.department,
    record.role,
    maybeText(record.zone, 60),
    maybeText(record.locale, 40),
    record.active,
  ];
}

async function knownPeople(sql: Sql, records: readonly PersonRecord[]) {
  const emails = records.flatMap(({ email }) => emailOf(email) ?? []);
  const holders = await sql.query<{ email: string; id: string }>(
    'SELECT email, id FROM person WHERE email = ANY($1)',
    [emails],
  );
  return {
    byName: await crmUsers(sql, records),
    byEmail: new Map(holders.map(({ email, id }) => [email, id])),
  };
}

async function crmUsers(
  sql: Sql,
  keys: readonly { source: string; externalId: string }[],
): Promise<Map<string, string>> {
  const rows = await sql.query<{ source: string; externalId: string; id: string }>(
    `SELECT source, external_id AS "externalId", person_id AS id FROM crm_user JOIN unnest($1::text[], $2::text[]) AS named(s, e) ON source = s AND external_id = e`,
    [keys.map(({ source }) => text(source, 40)), keys.map(({ externalId }) => key(externalId))],
  );
  return new Map(rows.map(({ source, externalId, id }) => [nameOf(source, externalId), id]));
}

/** Finds our people by what the sources call them, or by e-mail: one look-up for a whole batch. */
export async function findPeople(
  sql: Sql,
  names: readonly { source: string; named: string }[],
): Promise<(source: string, named: string | null) => string | null> {
  if (names.length === 0) return () => null;
  const byName = await crmUsers(
    sql,
    names.map(({ source, named }) => ({ source, externalId: named })),
  );
  const emails = names
    .filter(({ named }) => named.includes('@'))
    .map(({ named }) => emailOf(named));
  const holders =
    emails.length === 0
      ? []
      : await sql.query<{ email: string; id: string }>(
          'SELECT email, id FROM person WHERE email = ANY($1)',
          [emails],
        );
  const byEmail = new Map<string, string>(holders.map(({ email, id }) => [email, id]));
  return (source, named) =>
    named === null
      ? null
      : (byName.get(nameOf(source, named)) ?? byEmail.get(emailOf(named) ?? '') ?? null);
}
