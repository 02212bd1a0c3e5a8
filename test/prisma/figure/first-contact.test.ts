import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TicketRecord } from '../../../crm/customer/business-records.ts';
import type { SourceRecord } from '../../../crm/customer/records.ts';
import { EVERYBODY } from '../../../crm/figure/scope.ts';
import { HOUR } from '../../../crm/time/durations.ts';
import { firstContactResolution } from '../../../kpi/index.ts';
import { scopeOf } from '../../../kpi/period.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { customer } from '../people-of-acme.ts';

let opened: FreshStore;
const clock = { now: new Date('2026-01-01T00:00:00Z') };
beforeAll(async () => {
  opened = await freshStore('server', () => clock.now);
  await opened.store.records.save([customer('a', { source: 'desk' })]);
});
afterAll(() => opened.close());

/** All tickets of one month are opened on its first day at noon; hours count from there. */
const hour = (month: string, hours: number) =>
  new Date(Date.parse(`${month}-01T12:00:00Z`) + hours * HOUR);
async function solves(month: string, id: string, more: Partial<TicketRecord> & { at: number }) {
  const { at, ...rest } = more;
  clock.now = hour(month, at);
  await opened.store.records.save([
    {
      kind: 'ticket',
      source: 'desk',
      externalId: `${month} ${id}`,
      customer: 'a',
      subject: 'Export',
      status: 'solved',
      priority: 'normal',
      owner: null,
      openedAt: hour(month, 0),
      firstResponseAt: null,
      solvedAt: clock.now,
      escalated: false,
      satisfaction: null,
      ...rest,
    },
  ]);
}
const reopens = (month: string, id: string, at: number) =>
  solves(month, id, { at, status: 'open', solvedAt: null });

type Written = Partial<Extract<SourceRecord, { kind: 'entry' }>>;
let entries = 0;
async function answers(month: string, id: string, at: number, more: Written = {}) {
  await opened.store.records.save([
    {
      kind: 'entry',
      source: 'desk',
      externalId: `answer ${++entries}`,
      customer: 'a',
      at: hour(month, at),
      department: 'support',
      channel: 'message',
      direction: 'outbound',
      entryKind: 'message',
      title: 'Wrote',
      body: null,
      person: null,
      contact: null,
      money: null,
      link: null,
      visibility: 'everyone',
      record: { kind: 'ticket', id: `${month} ${id}` },
      ...more,
    },
  ]);
}

async function measured(month: string, lastDay = '28') {
  const figure = await firstContactResolution.measure(
    opened.store.figureFacts.of(
      scopeOf({ first: `${month}-01`, last: `${month}-${lastDay}` }, EVERYBODY, {
        now: new Date('2027-01-01T00:00:00Z'),
        zone: 'UTC',
      }),
    ),
  );
  const notReopened = figure.variants.find(({ name }) => name === 'Not reopened');
  return { ...figure, notReopened: notReopened?.value ?? null };
}

test('one public answer by one of us, and solved', async () => {
  const month = '2026-02';
  await answers(month, 'once', 1);
  await answers(month, 'bot too', 1, { channel: 'system' });
  await answers(month, 'bot too', 2);
  await answers(month, 'note too', 1, { visibility: 'department' });
  await answers(month, 'note too', 2);
  await answers(month, 'customer too', 1);
  await answers(month, 'customer too', 2, { direction: 'inbound' });
  await answers(month, 'twice', 1);
  await answers(month, 'twice', 2, { channel: 'call', entryKind: 'call' });
  await answers(month, 'bot only', 1, { channel: 'system' });
  await answers(month, 'open', 1);
  for (const id of ['once', 'bot too', 'note too', 'customer too', 'twice', 'bot only', 'nobody'])
    await solves(month, id, { at: 3 });
  await reopens(month, 'open', 3);
  const figure = await measured(month);
  expect([figure.numerator, figure.denominator]).toEqual([4, 5]);
  expect(figure.completeness).toMatchObject({ part: 5, whole: 7 });
  // Nobody told of any reopened ticket so far.
  expect(figure.notReopened).toBeNull();
});

test('by the day of the solution', async () => {
  await answers('2026-03', 'late', 1);
  await solves('2026-03', 'late', { at: 31 * 24 });
  expect((await measured('2026-03', '31')).value).toBeNull();
  expect((await measured('2026-04')).value).toBe(100);
});

test('not reopened within seven days: by what happened, though the row forgot its first solution', async () => {
  const month = '2026-05';
  const week = 7 * 24;
  await solves(month, 'solved again', { at: 1 });
  await reopens(month, 'solved again', 2);
  await solves(month, 'solved again', { at: 3 });
  await solves(month, 'open again', { at: 1 });
  await reopens(month, 'open again', 1 + week);
  await solves(month, 'after a week', { at: 1 });
  await reopens(month, 'after a week', 2 + week);
  await solves(month, 'for good', { at: 4 });
  const figure = await measured(month);
  expect(figure.notReopened).toBe(50);
  // A ticket that is open again is solved no more.
  expect(figure.completeness?.whole).toBe(2);
});
