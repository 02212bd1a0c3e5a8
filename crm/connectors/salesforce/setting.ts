import { z } from 'zod';
import type { PersonRecord } from '../../customer/records.ts';
import { departmentOfWords } from '../../person/department-words.ts';
import type { DepartmentId } from '../../person/person.ts';
import { isZone } from '../../time/zone.ts';
import type { SalesforceClient } from './client.ts';
import { HiddenField } from './faults.ts';
import { instantOf, isTrue, type Row } from './row.ts';
import { queryRows, quoted } from './soql.ts';

/** Of the organisation as a whole: its records are read with it. */
export interface Setting {
  people: readonly (PersonRecord & { stamp: Date })[];
  /** A user's department; sales where Salesforce does not tell. */
  departmentOf(user: string | null): DepartmentId;
  /** Salesforce's own clock when this was read. */
  at: Date;
  urlOf(id: string): string;
}

const PAGE = 1_000;
const USER_FIELDS =
  'Id, Name, Email, Title, Department, UserRole.Name, IsActive, TimeZoneSidKey, LocaleSidKey, SystemModstamp';

const LEAST_USER_FIELDS = 'Id, Name, Email, IsActive, SystemModstamp';

export async function readSetting(client: SalesforceClient, source: string): Promise<Setting> {
  const { rows, at } = await readUsers(client, USER_FIELDS).catch((cause: unknown) => {
    // Security may hide any of the others.
    if (cause instanceof HiddenField) return readUsers(client, LEAST_USER_FIELDS);
    throw cause;
  });
  const people = rows.map((row) => personOfUser(row, source));
  const departments = new Map(people.map(({ externalId, department }) => [externalId, department]));
  const address = await client.urlOf('');
  return {
    people,
    departmentOf: (user) => departments.get(user ?? '') ?? 'sales',
    at,
    urlOf: (id) => `${address}${encodeURIComponent(id)}`,
  };
}

/** Employees alone: users of a portal are customers, and a process is nobody. */
async function readUsers(
  client: SalesforceClient,
  fields: string,
): Promise<{ rows: Row[]; at: Date }> {
  const all: Row[] = [];
  let first: Date | null = null;
  for (;;) {
    const last = all.at(-1)?.['Id'];
    const behind = last ? ` AND Id > ${quoted(last)}` : '';
    const { rows, done, at } = await queryRows(
      client,
      `SELECT ${fields} FROM User WHERE UserType = 'Standard'${behind} ORDER BY Id LIMIT ${PAGE}`,
    );
    first ??= at;
    all.push(...rows);
    if (rows.length === 0 || (done && rows.length < PAGE)) return { rows: all, at: first };
  }
}

function personOfUser(row: Row, source: string): PersonRecord & { stamp: Date } {
  const id = z.string().parse(row['Id']);
  const zone = row['TimeZoneSidKey'] ?? null;
  return {
    kind: 'person',
    source,
    externalId: id,
    name: row['Name'] ?? row['Email'] ?? `Salesforce user ${id}`,
    email: row['Email'] ?? null,
    title: row['Title'] ?? null,
    department: departmentOfWords(`${row['Department'] ?? ''} ${row['UserRole.Name'] ?? ''}`),
    role: 'member',
    zone: zone !== null && isZone(zone) ? zone : null,
    locale: localeOf(row['LocaleSidKey'] ?? null),
    active: isTrue(row['IsActive']),
    stamp: instantOf(row['SystemModstamp']) ?? new Date(0),
  };
}

/** `de_DE_EURO` as `de-DE`; null where it is no locale. */
function localeOf(key: string | null): string | null {
  const [name] = /^[a-z]{2,3}(?:_[A-Z]{2})?/.exec(key ?? '') ?? [];
  return name ? name.replace('_', '-') : null;
}
