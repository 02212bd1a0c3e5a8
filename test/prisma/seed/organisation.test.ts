import { describe, expect, test } from 'vitest';
import type { SourceRecord } from '../../../crm/customer/records.ts';
import { DEPARTMENTS } from '../../../crm/person/person.ts';
import { CHANNELS, DIRECTIONS, KINDS, VISIBILITIES } from '../../../crm/timeline/entry.ts';
import { demoOrganisation } from '../../../prisma/seed/organisation.ts';
import { berlinDay, DAY, dayFrom, isKind, NOWS } from './demo-year.ts';

/** Every instant at which something has happened. */
const instants = (records: readonly SourceRecord[]) =>
  records.flatMap((record) =>
    Object.entries(record).flatMap(([field, at]: [string, unknown]) =>
      at instanceof Date ? [{ of: `${record.kind} ${field}`, at }] : [],
    ),
  );

/** Finds references to records that do not come before. */
function dangling(records: readonly SourceRecord[]): string[] {
  const known = new Set<string>();
  return records.flatMap((record) => {
    const missing = namesIn(record).filter((name) => !known.has(name));
    if (record.kind === 'department') known.add(`department ${record.id}`);
    else known.add(`${record.kind} ${record.source} ${record.externalId}`);
    if (record.kind === 'person') known.add(`person ${record.email}`);
    if (record.kind === 'customer')
      for (const { source, externalId } of record.references)
        known.add(`customer ${source} ${externalId}`);
    return missing;
  });
}

function namesIn(record: SourceRecord): string[] {
  const names: (string | false | null | undefined)[] = [];
  const link = (
    kind: string,
    field: 'customer' | 'contact' | 'campaign' | 'invoice' | 'ticket',
  ) => {
    const value: unknown = field in record ? Reflect.get(record, field) : null;
    if (value && 'source' in record) names.push(`${kind} ${record.source} ${value}`);
  };
  for (const field of ['customer', 'contact', 'campaign', 'invoice', 'ticket'] as const)
    link(field, field);
  if ('department' in record) names.push(`department ${record.department}`);
  if ('person' in record) names.push(record.person && `person ${record.person}`);
  if ('owner' in record) names.push(record.owner && `person ${record.owner}`);
  if (record.kind === 'entry')
    names.push(record.record && `${record.record.kind} ${record.source} ${record.record.id}`);
  return names.filter((name): name is string => Boolean(name));
}

test('the same now tells the same year', () => {
  const now = new Date('2026-11-22T08:14:00Z');
  expect(demoOrganisation(now)).toEqual(demoOrganisation(new Date(now)));
});

test('another day moves the dates, not the people', () => {
  const people = NOWS.map((now) => demoOrganisation(now).filter(isKind('person')));
  for (const seen of people) expect(seen).toEqual(people[0]);
});

describe.each(NOWS)('seen on %s', (now) => {
  const records = demoOrganisation(now);
  const entries = records.filter(isKind('entry'));

  test('25 colleagues in eight departments, 60 customers, not too much to load', () => {
    expect(records.filter(isKind('person'))).toHaveLength(25);
    expect(
      records
        .filter(isKind('person'))
        .filter(({ role }) => role === 'administrator')
        .map(({ name }) => name),
    ).toEqual(['Lea Brandt']);
    expect(records.filter(isKind('department')).map(({ id }) => id)).toEqual([...DEPARTMENTS]);
    expect(records.filter(isKind('customer'))).toHaveLength(60);
    expect(records.length).toBeGreaterThan(4_500);
    expect(records.length).toBeLessThan(6_500);
  });

  test('every id is its own', () => {
    const ids = records
      .filter((one) => one.kind !== 'department')
      .map((one) => `${one.kind} ${one.source} ${one.externalId}`);
    expect(new Set(ids).size).toBe(ids.length);
    const references = records
      .filter(isKind('customer'))
      .flatMap((one) => [one, ...one.references])
      .map(({ source, externalId }) => `${source} ${externalId}`);
    expect(new Set(references).size).toBe(references.length);
    const emails = records.filter(isKind('contact')).map(({ email }) => email);
    expect(new Set(emails).size).toBe(emails.length);
    const phones = records.filter(isKind('contact')).flatMap(({ phone }) => phone ?? []);
    expect(new Set(phones).size).toBe(phones.length);
  });

  test('everything that is referred to is there, and comes first', () => {
    expect(dangling(records)).toEqual([]);
  });

  test('nothing lies ahead, nothing is malformed', () => {
    expect(instants(records).filter(({ at }) => !(at.getTime() <= now.getTime()))).toEqual([]);
    for (const entry of entries) {
      expect(
        [
          entry.title.trim() === entry.title,
          entry.title.length > 0 && entry.title.length < 200,
          /undefined|NaN|\{\w+\}/.test(entry.title + entry.body),
        ],
        entry.title,
      ).toEqual([true, true, false]);
      expect([
        CHANNELS.includes(entry.channel),
        KINDS.includes(entry.entryKind),
        DIRECTIONS.includes(entry.direction),
        VISIBILITIES.includes(entry.visibility),
      ]).toEqual([true, true, true, true]);
      if (entry.link) expect(new URL(entry.link).hostname).toMatch(/\.example$/);
    }
    for (const { amount, currency } of records.flatMap((one) =>
      'money' in one && one.money ? [one.money] : [],
    )) {
      expect([Number.isInteger(amount), amount > 0, /^(EUR|USD|JPY)$/.test(currency)]).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  test('things happen in their order', () => {
    for (const { openedAt, firstResponseAt, solvedAt, subject } of records.filter(
      isKind('ticket'),
    )) {
      const steps = [openedAt, firstResponseAt, solvedAt].flatMap((at) => at?.getTime() ?? []);
      expect(steps, subject).toEqual(steps.toSorted((one, other) => one - other));
    }
    for (const { openedAt, closedAt, name, status } of records.filter(isKind('deal'))) {
      expect(closedAt === null, name).toBe(status === 'open');
      if (openedAt && closedAt) expect(openedAt.getTime(), name).toBeLessThan(closedAt.getTime());
    }
    for (const { issuedOn, dueOn, paidOn, number } of records.filter(isKind('invoice'))) {
      expect(dueOn && issuedOn < dueOn && issuedOn <= (paidOn ?? issuedOn), number).toBe(true);
    }
  });

  test('every department has its year, today and yesterday included', () => {
    for (const department of DEPARTMENTS)
      expect(
        entries.filter((entry) => entry.department === department).length,
        department,
      ).toBeGreaterThan(20);
    const days = entries.map(({ at }) => berlinDay(at));
    expect(days.filter((day) => day === dayFrom(now, 0)).length).toBeGreaterThanOrEqual(4);
    expect(days.filter((day) => day === dayFrom(now, -1)).length).toBeGreaterThanOrEqual(10);
    for (let month = 0; month < 12; month++)
      expect(
        entries.filter(({ at }) => Math.floor((now.getTime() - at.getTime()) / DAY / 30) === month)
          .length,
      ).toBeGreaterThan(60);
  });

  test('weekends are quiet', () => {
    const ours = entries.filter(
      ({ person, at }) => person && now.getTime() - at.getTime() > 2 * DAY,
    );
    const weekend = ours.filter(({ at }) => at.getUTCDay() % 6 === 0);
    expect(weekend.length / ours.length).toBeLessThan(0.1);
  });

  test('some of it is for a department, some for managers', () => {
    expect(entries.filter(({ visibility }) => visibility === 'department').length).toBeGreaterThan(
      4,
    );
    expect(entries.filter(({ visibility }) => visibility === 'managers').length).toBeGreaterThan(4);
  });
});
