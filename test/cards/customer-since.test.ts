import { expect, test } from 'vitest';
import { sinceWords } from '../../cards/customer/since.ts';
import { day } from '../../cards/view/format.ts';

const READER = { locale: 'en-GB', zone: 'Europe/Berlin', now: new Date('2026-11-30T10:00:00Z') };

test.each([
  ['live', '2026-11-21', 'customer since 21 Nov'],
  ['lead', '2026-11-21', 'known since 21 Nov'],
  ['prospect', '2026-11-21', 'known since 21 Nov'],
  ['onboarding', '2026-12-05', 'from 5 Dec'],
] as const)('%s since %s: %s', (stage, since, says) =>
  expect(sinceWords({ since, stage }, day, READER)).toBe(says),
);
