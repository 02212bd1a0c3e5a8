import { expect, test } from 'vitest';
import { dayOf, instantOf, isDateFormat } from '../../../../crm/connectors/mapping/dates.ts';

const at = (text: string, dates = 'iso', zone = 'UTC') =>
  instantOf(text, { dates, zone })?.toISOString() ?? null;

test.each([
  ['2024-02-29', 'iso', '2024-02-29T00:00:00.000Z'],
  ['2024-02-29 13:05', 'iso', '2024-02-29T13:05:00.000Z'],
  ['2024-02-29T13:05:09.25Z', 'iso', '2024-02-29T13:05:09.250Z'],
  ['2024-02-29T13:05:09+05:30', 'iso', '2024-02-29T07:35:09.000Z'],
  ['3/1/2017', 'm/d/yyyy', '2017-03-01T00:00:00.000Z'],
  ['3/1/2017 5:07 PM', 'm/d/yyyy', '2017-03-01T17:07:00.000Z'],
  ['12/1/2017 12:00 am', 'm/d/yyyy', '2017-12-01T00:00:00.000Z'],
  ['01.03.2017 17:07', 'dd.mm.yyyy hh:mm', '2017-03-01T17:07:00.000Z'],
  ['5 March 2017', 'd mmm yyyy', '2017-03-05T00:00:00.000Z'],
  ['1488387600', 'unix', '2017-03-01T17:00:00.000Z'],
])('%s written %s', (text, dates, iso) => {
  expect(at(text, dates)).toBe(iso);
});

test.each([
  ['2023-02-29', 'iso'],
  ['13/1/2017', 'm/d/yyyy'],
  ['2017-03-01', 'm/d/yyyy'],
  ['soon', 'iso'],
  ['', 'iso'],
  ['2017-00-10', 'iso'],
])('%s is no date written %s', (text, dates) => {
  expect(at(text, dates)).toBeNull();
});

test('a wall clock is read in its zone, summer and winter, and around the change', () => {
  expect(at('2024-01-15 12:00', 'iso', 'Europe/Berlin')).toBe('2024-01-15T11:00:00.000Z');
  expect(at('2024-07-15 12:00', 'iso', 'Europe/Berlin')).toBe('2024-07-15T10:00:00.000Z');
  expect(at('2024-03-31 03:30', 'iso', 'Europe/Berlin')).toBe('2024-03-31T01:30:00.000Z');
  expect(at('2018-01-10 23:30', 'iso', 'America/Sao_Paulo')).toBe('2018-01-11T01:30:00.000Z');
});

test('a day is the wall calendar’s, or the zone’s where the text names an offset', () => {
  expect(dayOf('2024-01-15 23:30', { dates: 'iso', zone: 'Asia/Tokyo' })).toBe('2024-01-15');
  expect(dayOf('2024-01-15T23:30:00Z', { dates: 'iso', zone: 'Asia/Tokyo' })).toBe('2024-01-16');
});

test('a format that names no year, month and day is none', () => {
  expect(isDateFormat('hh:mm')).toBe(false);
  expect(isDateFormat('dd.mm.yyyy')).toBe(true);
});
