import { expect, test } from 'vitest';
import { netPromoterScore } from '../../kpi/net-promoter-score.ts';

const counts = (scores: Readonly<Record<number, number>>, best = 10) =>
  Object.entries(scores).map(([score, count]) => ({ score: Number(score), best, count }));

test.each([
  ['nobody answered', {}, null],
  ['promoters only', { 9: 3, 10: 1 }, 100],
  ['detractors only', { 0: 1, 6: 2 }, -100],
  ['passives only', { 7: 4, 8: 1 }, 0],
  ['as many as not', { 9: 2, 6: 2 }, 0],
  ['a thousand', { 10: 250, 7: 675, 3: 75 }, 17.5],
])('%s', (_, scores, value) => {
  const figure = netPromoterScore.figure(counts(scores));
  expect(figure.value).toBe(value);
  expect(figure.reason === null).toBe(value !== null);
});

test('a thousand answers leave three points on each side', () => {
  const { interval } = netPromoterScore.figure(counts({ 10: 250, 7: 675, 3: 75 }));
  expect(Math.abs((interval?.low ?? 0) - 14.3)).toBeLessThan(0.1);
  expect(Math.abs((interval?.high ?? 0) - 20.5)).toBeLessThan(0.1);
});

test('one answer has no interval', () =>
  expect(netPromoterScore.figure(counts({ 9: 1 })).interval).toBeNull());

test('an answer on another scale is not counted, and not forgotten', () => {
  const figure = netPromoterScore.figure([...counts({ 10: 1 }), ...counts({ 5: 3 }, 5)]);
  expect(figure).toMatchObject({ value: 100, sample: 1, completeness: { part: 1, whole: 4 } });
  expect(netPromoterScore.figure(counts({ 5: 3 }, 5)).value).toBeNull();
});
