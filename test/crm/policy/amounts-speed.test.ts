import { expect, test } from 'vitest';
import { amountInWords, withoutAmountsIn } from '../../../crm/policy/amounts.ts';

test('the time grows with the text, whatever the text is', () => {
  const pieces = [
    '5 ',
    '€',
    '5€ ',
    'one ',
    'million ',
    'kr ',
    '1,',
    '(',
    '-5 ',
    'a of ',
    '0 ',
    '12 500 ',
  ];
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(4000 / piece.length));
    const spent = milliseconds(() => [withoutAmountsIn(text), amountInWords(text, null)]);
    expect(spent, piece).toBeLessThan(3000);
  }
});

/** Generously limited: a shared machine is slow, and a quadratic rule takes minutes at this length. */
function milliseconds(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
