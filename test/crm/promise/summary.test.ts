import { describe, expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { PersonId } from '../../../crm/person/person.ts';
import { ALL_FIELDS, NO_ACCESS } from '../../../crm/policy/policy.ts';
import type { CustomerPromise } from '../../../crm/promise/promise.ts';
import { summarizePromise } from '../../../crm/promise/summary.ts';

const ana = PersonId.parse('ana');
const promise: CustomerPromise = {
  id: 'p',
  customerId: CustomerId.parse('acme'),
  version: 1,
  createdAt: new Date('2026-11-24T10:00:00Z'),
  what: 'a discount of €5,000',
  to: 'Inês, who pays €90k',
  dueOn: null,
  by: ana,
  department: 'sales',
  createdBy: ana,
  visibility: 'everyone',
  state: 'withdrawn',
  closedAt: null,
  closedBy: null,
  reason: 'they would not pay €50k',
  brokenOn: null,
  level: -1,
  remindAt: null,
  origin: { kind: 'typed' },
  history: [],
};
const parts = {
  customers: { name: async () => 'Acme', owner: async () => null },
  people: { get: async () => null },
} as unknown as Parameters<typeof summarizePromise>[2];

describe('the amounts of a promise', () => {
  const seenBy = (fields: typeof ALL_FIELDS) =>
    summarizePromise(
      promise,
      {
        person: { id: ana } as Parameters<typeof summarizePromise>[1]['person'],
        access: { ...NO_ACCESS, fields },
      },
      parts,
    );

  test.each(['what', 'to', 'reason'] as const)(
    '%s names none to who may not see it',
    async (part) => {
      expect((await seenBy(['identity'])).promise[part]).not.toMatch(/€|\d/);
      expect((await seenBy(ALL_FIELDS)).promise[part]).toBe(promise[part]);
    },
  );
});
