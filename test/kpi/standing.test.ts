import { expect, test } from 'vitest';
import { standingOf } from '../../kpi/standing.ts';

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
    standingOf({ better }, { value, currency: null }, { value: target, currency: null }),
  ).toEqual(standing),
);

test('amounts of two currencies are not compared', () =>
  expect(
    standingOf({ better: 'up' }, { value: 5, currency: 'EUR' }, { value: 4, currency: 'USD' }),
  ).toEqual({ kind: 'unknown' }));
