import { expect, test } from 'vitest';
import * as kpis from '../../kpi/index.ts';

const at = (text: string) => new Date(`${text}:00Z`);
const stretch = (from: string, to: string, schedule: string | null = null) => ({
  from: at(from),
  to: at(to),
  schedule,
});
const first = (
  stretches: readonly ReturnType<typeof stretch>[],
  more: { total?: number; holidays?: readonly string[] } = {},
) =>
  kpis.firstResponseTime.figure({
    zone: 'Europe/Berlin',
    waits: { stretches, total: stretches.length, holidays: [], ...more },
  });
const answer = (figure: ReturnType<typeof first>, name: string) =>
  figure.variants.find((one) => one.name === name)?.value;

/** A Tuesday in winter: an hour after UTC. */
const TUESDAY = (minutes: number) =>
  stretch(
    '2026-01-13T09:00',
    new Date(Date.parse('2026-01-13T09:00Z') + minutes * 60_000).toISOString().slice(0, 16),
  );

test('the median and the 90th percentile, in proportion between two, of minutes of office hours', () => {
  const figure = first([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 600].map(TUESDAY));
  expect(figure).toMatchObject({ value: 60, sample: 11, denominator: 11 });
  // From 10:00 to the end of the day at 17:00 are 420 minutes.
  expect(answer(figure, '90th percentile')).toBe(100);
  expect(answer(figure, 'Mean')).toBeCloseTo((550 + 420) / 11, 9);
  expect(answer(figure, 'Median around the clock')).toBe(60);
  expect(answer(figure, 'Mean around the clock')).toBeCloseTo(1150 / 11, 9);
  expect(answer(first([10, 20].map(TUESDAY)), '90th percentile')).toBe(19);
});

test('a ticket’s own schedule counts, and office hours for those that name none or none that can be read', () => {
  const night = '2026-01-13T20:00';
  const figure = first([
    stretch(night, '2026-01-13T21:00', 'UTC Mon-Sun 00:00-24:00'),
    stretch(night, '2026-01-13T21:00'),
    stretch(night, '2026-01-13T21:00', 'whenever somebody is there'),
  ]);
  expect(figure.numerator).toBe(60);
  expect(figure.method).toBe(
    'Median, in the hours of each ticket’s schedule; 2 of 3 name none and count in office hours.',
  );
});

test('a schedule by a fixed offset and one by a zone differ after a change of the clocks', () => {
  // The week after the clocks of California went back, 08:00 there is 16:00 in UTC.
  const [from, to] = ['2026-11-03T15:00', '2026-11-03T16:30'] as const;
  expect(first([stretch(from, to, 'America/Los_Angeles Mon-Fri 08:00-20:00')]).value).toBe(30);
  expect(first([stretch(from, to, '-07:00 Mon-Fri 08:00-20:00')]).value).toBe(90);
});

test('a day off of the office has no minutes', () => {
  const monday = [stretch('2026-01-09T15:00', '2026-01-12T09:00')];
  expect(first(monday).value).toBe(60 + 60);
  expect(first(monday, { holidays: ['2026-01-12'] }).value).toBe(60);
});

test('a wait whose end is not known is missing, and no wait of 0', () => {
  expect(first([], { total: 3 })).toMatchObject({
    value: null,
    completeness: { part: 0, whole: 3 },
  });
  expect(first([TUESDAY(5)], { total: 3 })).toMatchObject({
    value: 5,
    completeness: { part: 1, whole: 3 },
  });
});
