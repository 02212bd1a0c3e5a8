import { describe, expect, test } from 'vitest';
import { demoOrganisation, demoStories } from '../../crm/demo/organisation.ts';
import { CHANNELS, DIRECTIONS, KINDS, VISIBILITIES } from '../../crm/entry.ts';
import { DEPARTMENTS } from '../../crm/person.ts';
import type { SourceRecord } from '../../crm/records.ts';

type Of<Kind extends SourceRecord['kind']> = Extract<SourceRecord, { kind: Kind }>;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOWS = [
  '2026-11-22T08:14:00Z', // a Sunday morning
  '2026-11-22T23:05:00Z', // Monday, five past midnight in Berlin
  '2028-02-29T15:30:00Z', // a leap day
  '2027-03-01T05:00:00Z',
  '2026-03-29T00:30:00Z', // half an hour before the clocks go forward
  '2026-03-29T09:00:00Z',
  '2026-10-25T00:30:00Z', // within the hour that comes twice
  '2026-10-25T12:00:00Z',
  '2027-01-01T00:00:30Z',
  '2026-07-10T20:45:00Z',
].map((at) => new Date(at));

const berlinDay = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(at);
const dayFrom = (now: Date, days: number) => new Date(Date.parse(berlinDay(now)) + days * DAY).toISOString().slice(0, 10);
const isKind = <Kind extends SourceRecord['kind']>(kind: Kind) => (record: SourceRecord): record is Of<Kind> => record.kind === kind;

/** One customer's records, found as the store would: by the id that each source has for it. */
function about(records: readonly SourceRecord[], name: string) {
  const customer = records.filter(isKind('customer')).find((one) => one.name === name);
  if (!customer) throw new Error(`No customer ${name}`);
  const ids = new Map([customer, ...customer.references].map(({ source, externalId }) => [source, externalId]));
  const own = records.filter((one) => 'customer' in one && one.customer === ids.get(one.source));
  const all = <Kind extends SourceRecord['kind']>(kind: Kind) => own.filter(isKind(kind));
  const entries = all('entry').sort((one, other) => other.at.getTime() - one.at.getTime());
  return { customer, all, entries, open: all('ticket').filter(({ status }) => status !== 'solved') };
}

/** Every instant at which something has happened. */
const instants = (records: readonly SourceRecord[]) =>
  records.flatMap((record) =>
    Object.entries(record).flatMap(([field, at]: [string, unknown]) => (at instanceof Date ? [{ of: `${record.kind} ${field}`, at }] : [])),
  );

/** What a record refers to, and nothing before it is called by that name. */
function dangling(records: readonly SourceRecord[]): string[] {
  const known = new Set<string>();
  return records.flatMap((record) => {
    const missing = namesIn(record).filter((name) => !known.has(name));
    if (record.kind === 'department') known.add(`department ${record.id}`);
    else known.add(`${record.kind} ${record.source} ${record.externalId}`);
    if (record.kind === 'person') known.add(`person ${record.email}`);
    if (record.kind === 'customer') for (const { source, externalId } of record.references) known.add(`customer ${source} ${externalId}`);
    return missing;
  });
}

function namesIn(record: SourceRecord): string[] {
  const names: (string | false | null | undefined)[] = [];
  const link = (kind: string, field: 'customer' | 'contact' | 'campaign' | 'invoice' | 'ticket') => {
    const value: unknown = field in record ? Reflect.get(record, field) : null;
    if (value && 'source' in record) names.push(`${kind} ${record.source} ${value}`);
  };
  for (const field of ['customer', 'contact', 'campaign', 'invoice', 'ticket'] as const) link(field, field);
  if ('department' in record) names.push(`department ${record.department}`);
  if ('person' in record) names.push(record.person && `person ${record.person}`);
  if ('owner' in record) names.push(record.owner && `person ${record.owner}`);
  if (record.kind === 'entry') names.push(record.record && `${record.record.kind} ${record.source} ${record.record.id}`);
  return names.filter((name): name is string => Boolean(name));
}

const shortDay = (day: string) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(day)).replace('Sept', 'Sep');

test('every story names a customer and something to type', () => {
  const names = demoOrganisation(NOWS[0]!).filter(isKind('customer')).map(({ name }) => name);
  expect(demoStories.map(({ customer }) => customer).filter((name) => !names.includes(name))).toEqual([]);
  expect(demoStories.every(({ question, find }) => question.startsWith('customer ') && find.length > 30)).toBe(true);
});

test('the same now tells the same year', () => {
  const now = new Date('2026-11-22T08:14:00Z');
  expect(demoOrganisation(now)).toEqual(demoOrganisation(new Date(now)));
});

test('another day moves the dates, not the people', () => {
  const [one, other] = [NOWS[0]!, NOWS[2]!].map((now) => demoOrganisation(now).filter(isKind('person')));
  expect(one).toEqual(other);
});

describe.each(NOWS)('seen on %s', (now) => {
  const records = demoOrganisation(now);
  const entries = records.filter(isKind('entry'));

  test('25 colleagues in eight departments, 60 customers, not too much to load', () => {
    expect(records.filter(isKind('person'))).toHaveLength(25);
    expect(records.filter(isKind('person')).filter(({ role }) => role === 'administrator').map(({ name }) => name)).toEqual(['Lea Brandt']);
    expect(records.filter(isKind('department')).map(({ id }) => id)).toEqual([...DEPARTMENTS]);
    expect(records.filter(isKind('customer'))).toHaveLength(60);
    expect(records.length).toBeGreaterThan(4_500);
    expect(records.length).toBeLessThan(6_500);
  });

  test('every id is its own', () => {
    const ids = records.filter((one) => one.kind !== 'department').map((one) => `${one.kind} ${one.source} ${one.externalId}`);
    expect(new Set(ids).size).toBe(ids.length);
    const references = records.filter(isKind('customer')).flatMap((one) => [one, ...one.references]).map(({ source, externalId }) => `${source} ${externalId}`);
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
      expect([entry.title.trim() === entry.title, entry.title.length > 0 && entry.title.length < 200, /undefined|NaN|\{\w+\}/.test(entry.title + entry.body)], entry.title).toEqual([true, true, false]);
      expect([CHANNELS.includes(entry.channel), KINDS.includes(entry.entryKind), DIRECTIONS.includes(entry.direction), VISIBILITIES.includes(entry.visibility)]).toEqual([true, true, true, true]);
      if (entry.link) expect(new URL(entry.link).hostname).toMatch(/\.example$/);
    }
    for (const { amount, currency } of records.flatMap((one) => ('money' in one && one.money ? [one.money] : []))) {
      expect([Number.isInteger(amount), amount > 0, /^(EUR|USD|JPY)$/.test(currency)]).toEqual([true, true, true]);
    }
  });

  test('things happen in their order', () => {
    for (const { openedAt, firstResponseAt, solvedAt, subject } of records.filter(isKind('ticket'))) {
      const steps = [openedAt, firstResponseAt, solvedAt].flatMap((at) => at?.getTime() ?? []);
      expect(steps, subject).toEqual(steps.toSorted((one, other) => one - other));
    }
    for (const { openedAt, closedAt, name, status } of records.filter(isKind('deal'))) {
      expect(closedAt === null, name).toBe(status === 'open');
      if (openedAt && closedAt) expect(openedAt.getTime(), name).toBeLessThan(closedAt.getTime());
    }
    for (const { issuedOn, dueOn, paidOn, number } of records.filter(isKind('invoice'))) {
      expect(issuedOn < dueOn && issuedOn <= (paidOn ?? issuedOn), number).toBe(true);
    }
  });

  test('every department has its year, today and yesterday included', () => {
    for (const department of DEPARTMENTS) expect(entries.filter((entry) => entry.department === department).length, department).toBeGreaterThan(20);
    const days = entries.map(({ at }) => berlinDay(at));
    expect(days.filter((day) => day === dayFrom(now, 0)).length).toBeGreaterThanOrEqual(4);
    expect(days.filter((day) => day === dayFrom(now, -1)).length).toBeGreaterThanOrEqual(10);
    for (let month = 0; month < 12; month++) expect(entries.filter(({ at }) => Math.floor((now.getTime() - at.getTime()) / DAY / 30) === month).length).toBeGreaterThan(60);
  });

  test('weekends are quiet, nights are still', () => {
    const ours = entries.filter(({ person, at }) => person && now.getTime() - at.getTime() > 2 * DAY);
    const weekend = ours.filter(({ at }) => at.getUTCDay() % 6 === 0);
    expect(weekend.length / ours.length).toBeLessThan(0.1);
  });

  test('some of it is for a department, some for managers', () => {
    expect(entries.filter(({ visibility }) => visibility === 'department').length).toBeGreaterThan(4);
    expect(entries.filter(({ visibility }) => visibility === 'managers').length).toBeGreaterThan(4);
  });

  test('Acme Industries: two urgent tickets, a late invoice, a promise, a renewal in 22 days', () => {
    const acme = about(records, 'Acme Industries');
    expect(acme.customer).toMatchObject({ city: 'Berlin', owner: 'ana@rapport.example', revenue: { amount: 4_800_000, currency: 'EUR' }, renewsOn: dayFrom(now, 22) });
    const open = acme.open.toSorted((one, other) => one.openedAt.getTime() - other.openedAt.getTime());
    expect(open.map(({ subject, priority, owner, openedAt }) => [subject, priority, owner, berlinDay(openedAt)])).toEqual([
      ['Night import stops at 60 %', 'urgent', 'mia@rapport.example', dayFrom(now, -3)],
      ['Export fails', 'urgent', 'mia@rapport.example', dayFrom(now, 0)],
    ]);
    expect(acme.all('invoice').filter(({ paidOn }) => !paidOn)).toMatchObject([{ number: '1042', dueOn: dayFrom(now, -12) }]);
    const sessions = acme.entries.filter(({ entryKind, at }) => entryKind === 'usage' && berlinDay(at) === dayFrom(now, -1));
    expect([sessions.length, sessions.filter(({ title }) => title.includes('error')).length]).toEqual([14, 3]);
    expect(acme.entries.some(({ title, person }) => title.includes('promised SSO by') && person === 'ben@rapport.example')).toBe(true);
    expect(acme.entries.slice(0, 2).map(({ title }) => title)).toContain('"Export fails" reopened');
  });

  test('Globex: nobody of ours for 31 days, and half the sessions', () => {
    const globex = about(records, 'Globex');
    const touched = globex.entries.find(({ person }) => person);
    expect([touched?.person, berlinDay(touched!.at)]).toEqual(['tom@rapport.example', dayFrom(now, -31)]);
    const uses = (from: number, to: number) => globex.all('usage-day').filter(({ day }) => day >= dayFrom(now, from) && day <= dayFrom(now, to)).reduce((sum, day) => sum + day.uses, 0);
    expect([uses(-14, -1), uses(-28, -15)]).toEqual([148, 310]);
    expect(globex.all('survey-answer').filter(({ score, best, at }) => score / best <= 0.4 && now.getTime() - at.getTime() < 50 * DAY)).toHaveLength(2);
    expect(globex.customer.renewsOn).toBe(dayFrom(now, 48));
  });

  test('Halden is furious, and sales has a deal open', () => {
    const halden = about(records, 'Halden Logistics');
    expect(halden.open.map(({ priority }) => priority)).toEqual(['urgent', 'urgent']);
    expect(halden.open.some(({ escalated }) => escalated)).toBe(true);
    expect(halden.all('ticket').map(({ satisfaction }) => satisfaction)).toContain(1);
    expect(halden.all('deal').filter(({ status }) => status === 'open').map(({ name }) => name)).toEqual(['40 seats for Duisburg']);
    expect(halden.entries.some(({ entryKind, department }) => entryKind === 'task' && department === 'sales')).toBe(true);
  });

  test('Brightwater has nothing against it', () => {
    const brightwater = about(records, 'Brightwater Foods');
    expect(brightwater.customer.renewsOn).toBe(dayFrom(now, 20));
    expect([brightwater.open, brightwater.all('invoice').filter(({ paidOn, dueOn }) => !paidOn && dueOn < dayFrom(now, 0))]).toEqual([[], []]);
    expect(brightwater.all('survey-answer').map(({ score }) => score)).toContain(10);
  });

  test('Vela was promised SSO for a day that is past, and the handoff was lost', () => {
    const vela = about(records, 'Vela Clinics');
    const handoffs = vela.entries.filter(({ entryKind }) => entryKind === 'handoff');
    expect(handoffs.map(({ title }) => title)).toEqual(['Handed over to Onboarding, not accepted']);
    expect(handoffs[0]!.body).toContain(`SSO by ${shortDay(dayFrom(now, -21))}`);
    expect(vela.entries.some(({ entryKind, direction, title }) => entryKind === 'email' && direction === 'inbound' && title === 'Is anybody there?')).toBe(true);
  });

  test('Lumière is two records with one domain, and the urgent ticket is in the other one', () => {
    const [one, twin] = ['Lumière Freight SAS', 'Lumiere Freight'].map((name) => about(records, name));
    expect(one!.customer.domains).toEqual(twin!.customer.domains);
    expect([one!.customer.source, twin!.customer.source]).toEqual(['crm', 'helpdesk']);
    expect([one!.open.length, twin!.open.map(({ priority }) => priority)]).toEqual([0, ['urgent']]);
  });

  test('Øresund took back its notice; Kestrel was won by five departments', () => {
    const oresund = about(records, 'Øresund Shipping A/S');
    const order = ['Notice of termination', 'Going to Copenhagen tonight', 'Øresund Shipping withdrew its notice and renewed'];
    const told = oresund.entries.toReversed().map(({ title }) => title).filter((title) => order.includes(title));
    expect([told, oresund.customer.stage]).toEqual([order, 'live']);
    const kestrel = about(records, 'Kestrel Energy');
    expect(kestrel.all('deal')).toMatchObject([{ status: 'won', money: { amount: 12_000_000 } }]);
    expect(new Set(kestrel.entries.filter(({ person }) => person).map(({ department }) => department)).size).toBeGreaterThanOrEqual(5);
  });

  test('Tamarind asks for a right invoice again; Solvang is waiting to be called', () => {
    const tamarind = about(records, 'Tamarind Hotels');
    expect(tamarind.all('invoice').filter(({ paidOn }) => !paidOn)).toMatchObject([{ number: '1047', dueOn: dayFrom(now, -8) }]);
    expect(tamarind.entries[0]).toMatchObject({ title: 'Third request', direction: 'inbound' });
    const solvang = about(records, 'Solvang Robotics');
    expect(solvang.entries.filter(({ title }) => title === 'Read the price page')).toHaveLength(4);
    expect(solvang.entries.filter(({ entryKind }) => ['call', 'email', 'meeting'].includes(entryKind))).toEqual([]);
  });
});
