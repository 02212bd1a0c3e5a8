import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { MINUTE } from '../../../crm/time/durations.ts';
import { parseSchedule, scheduledTimeBetween } from '../../../crm/time/schedule.ts';
import { REFERENCE } from '../../missing-reference.ts';

const BERLIN = 'Europe/Berlin Mon-Fri 09:00-17:00, Sat 10:00-12:00';

test.each([
  ['within a day', BERLIN, '2026-11-23T09:00Z', '2026-11-23T09:30Z', 30],
  ['from before the opening', BERLIN, '2026-11-23T02:00Z', '2026-11-23T08:30Z', 30],
  ['after the closing', BERLIN, '2026-11-23T17:00Z', '2026-11-23T20:00Z', 0],
  ['over a Saturday and a Sunday', BERLIN, '2026-11-27T15:30Z', '2026-11-30T08:30Z', 180],
  ['over the change to winter', BERLIN, '2026-10-23T14:30Z', '2026-10-26T08:30Z', 180],
  ['over the change to summer', BERLIN, '2026-03-27T15:30Z', '2026-03-30T07:30Z', 180],
  ['in a leap year’s February', BERLIN, '2028-02-28T15:30Z', '2028-03-01T08:30Z', 540],
  [
    'by a fixed offset',
    '+13:00 Mon-Sun 00:00-24:00',
    '2026-11-23T00:00Z',
    '2026-11-24T01:00Z',
    1500,
  ],
  ['around a week’s end', 'UTC Sat-Mon 08:00-09:00', '2026-11-21T00:00Z', '2026-11-24T00:00Z', 180],
  ['the end before the beginning', BERLIN, '2026-11-23T10:00Z', '2026-11-23T09:00Z', 0],
])('%s', (_, schedule, from, to, minutes) => {
  const found = parseSchedule(schedule);
  expect(found && scheduledTimeBetween(new Date(from), new Date(to), found) / MINUTE).toBe(minutes);
});

test('a holiday has no hours', () => {
  const schedule = parseSchedule(BERLIN);
  if (!schedule) throw new Error('It is one');
  const [from, to] = [new Date('2026-12-24T08:00Z'), new Date('2026-12-28T09:00Z')];
  const holidays = ['2026-12-25', '2026-12-26'];
  expect(scheduledTimeBetween(from, to, { ...schedule, holidays }) / MINUTE).toBe(9 * 60);
});

test.each([
  '',
  'Europe/Berlin',
  'Nowhere/Town Mon-Fri 09:00-17:00',
  'UTC Mon-Fri 17:00-09:00',
  'UTC Moo 09:00-17:00',
  'UTC Mon 09:00-25:00',
])('%s is no schedule', (text) => {
  expect(parseSchedule(text)).toBeNull();
});

// Mon to Fri 08:00–20:00 in Los Angeles: the business minutes of the reference rows, three of them over a change of the clocks.
const TICKETS = resolve('../shared/data/crm_rows/zendesk/ticket_data.csv');
const BUSINESS_MINUTES = {
  1404: 7397.98,
  1595: 0.32,
  1966: 13_743.43,
  4721: 13_264.57,
  6171: 7200,
  6605: 7233.98,
  11013: 2443.4,
  11071: 40_133.4,
  14173: 7261.53,
  16988: 11_903.27,
};

test.skipIf(!existsSync(TICKETS))(`${REFERENCE} business minutes of a help desk’s tickets`, () => {
  const schedule = parseSchedule('America/Los_Angeles Mon-Fri 08:00-20:00');
  const rows = z
    .array(z.object({ id: z.string(), created_at: z.string(), updated_at: z.string() }))
    .parse(parse(readFileSync(TICKETS), { columns: true }));
  const found = Object.entries(BUSINESS_MINUTES).map(([id]) => {
    const row = rows.find((one) => one.id === id);
    const [from, to] = [row?.created_at, row?.updated_at].map((at) => new Date(`${at}Z`));
    if (!schedule || !from || !to) throw new Error('It is one');
    return [id, Math.round((scheduledTimeBetween(from, to, schedule) / MINUTE) * 100) / 100];
  });
  expect(Object.fromEntries(found)).toEqual(BUSINESS_MINUTES);
});
