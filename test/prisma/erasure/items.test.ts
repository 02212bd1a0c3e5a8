import { expect, test } from 'vitest';
import { names } from '../../../prisma/erasure/items.ts';

const replacer = { text: (words: string) => words.replaceAll('Zorgon', '[erased]') };
const ids = new Set(['100', 'cus_9s6XKzkNRz']);

test.each([
  [{ customer: 100 }, true],
  [{ customer_id: '100' }, true],
  [{ object: { requesterId: 100 } }, true],
  [{ user_ids: [7, 100] }, true],
  [{ note: 'cus_9s6XKzkNRz' }, true],
  [{ note: 'for Zorgon' }, true],
  [{ amount: 100, currency: 'eur' }, false],
  [{ quantity: '100' }, false],
  [{ customer: 1000 }, false],
  [null, false],
])('%j tells of what is erased: %s', (item, is) => {
  expect(names(item, ids, replacer)).toBe(is);
});
