import { expect, test } from 'vitest';
import { openWorkCard } from '../../cards/work/open-work-card.ts';
import { PersonId } from '../../crm/person/person.ts';

const reader = { now: new Date('2026-11-24T10:14:00Z'), zone: 'Europe/Berlin', locale: 'en-GB' };
const of = {
  kind: 'colleague',
  person: { id: PersonId.parse('kim'), name: 'Kim', email: 'kim@rapport.example' },
} as const;
const titleOf = (over: { capped: { open: boolean; late: boolean }; onlyLate?: boolean }) =>
  openWorkCard({
    of,
    only: null,
    onlyLate: false,
    open: 1000,
    late: 3,
    skip: 0,
    things: [],
    reader,
    ...over,
  }).title;

test.each([
  [{ open: false, late: false }, false, 'Kim · 1,000 open, 3 late'],
  [{ open: true, late: false }, false, 'Kim · 1,000+ open, 3 late'],
  [{ open: true, late: true }, true, 'Kim · late · 3+ of 1,000+ open'],
])('%j: a count that was not ended says so', (capped, onlyLate, title) =>
  expect(titleOf({ capped, onlyLate })).toBe(title),
);
