import { expect, test } from 'vitest';
import { standingOf } from '../../kpi/standing.ts';

const QUARTER = { first: '2026-07-01', last: '2026-09-30' };
const OF_QUARTER = { period: 'quarter', days: QUARTER } as const;

test.each([
  ['up', 96, 95, { kind: 'met', by: 1 }],
  ['up', 95, 95, { kind: 'met', by: 0 }],
  ['up', 94, 95, { kind: 'missed', by: 1 }],
  ['up', 0.1 + 0.2, 0.3, { kind: 'met', by: 0 }],
  ['up', 0, 0, { kind: 'met', by: 0 }],
  ['down', 3, 2, { kind: 'missed', by: 1 }],
  ['down', 2, 2, { kind: 'met', by: 0 }],
  ['down', 0, 2, { kind: 'met', by: 2 }],
  ['up', -10, -20, { kind: 'met', by: 10 }],
  ['up', null, 95, { kind: 'unknown' }],
  ['down', null, 2, { kind: 'unknown' }],
] as const)('better %s, %s to a target of %s', (better, value, target, standing) =>
  expect(
    standingOf(
      { better },
      { value, currency: null },
      { value: target, currency: null, ...OF_QUARTER },
    ),
  ).toEqual(standing),
);

test('amounts of two currencies are not compared', () =>
  expect(
    standingOf(
      { better: 'up' },
      { value: 5, currency: 'EUR' },
      { value: 4, currency: 'USD', ...OF_QUARTER },
    ),
  ).toEqual({ kind: 'unknown' }));

test.each([
  ['month', '2026-07-01', '2026-09-30', 'quarter'],
  ['quarter', '2026-11-16', '2026-11-22', 'week'],
  ['quarter', '2026-10-01', '2026-10-31', 'month'],
  ['year', '2026-11-01', '2026-11-10', null],
  ['quarter', null, '2026-11-22', null],
  ['quarter', '2026-08-25', '2026-11-22', 'same'],
  ['month', '2026-02-01', '2026-02-28', 'same'],
  ['week', '2026-11-16', '2026-11-22', 'same'],
  ['year', '2025-11-23', '2026-11-22', 'same'],
] as const)('a target a %s for %s to %s: the days are a %s', (period, first, last, is) =>
  expect(
    standingOf(
      { better: 'up' },
      { value: 5, currency: null },
      { value: 4, currency: null, period, days: { first, last } },
    ),
  ).toEqual(is === 'same' ? { kind: 'met', by: 1 } : { kind: 'other-period', is }),
);
