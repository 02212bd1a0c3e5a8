import { expect, test } from 'vitest';
import { conflictOf, isProfitAlone, seatsOf, wishesOf } from '../../../crm/goal/rules.ts';

test.each([
  ['renew with 40 seats by 1 Dec', ['stay']],
  ['20 more seats', ['more-seats']],
  ['sell them more seats', ['more-seats']],
  ['add ten seats', ['more-seats']],
  ['reduce the number of seats', ['fewer-seats']],
  ['fewer licences', ['fewer-seats']],
  ['upgrade to Enterprise', ['bigger-plan']],
  ['move them to a smaller plan', ['smaller-plan']],
  ['downgrade, so that they use what they pay', ['smaller-plan']],
  ['no upsell until the tickets are closed', ['smaller-plan']],
  ['no more seats', ['fewer-seats']],
  ['renew at full price', ['higher-price', 'stay']],
  ['renew without a discount', ['higher-price', 'stay']],
  ['give a discount of 10 %', ['lower-price']],
  ['a three-year contract', ['longer-term']],
  ['month-to-month until summer', ['shorter-term']],
  ['let them go', ['leave']],
  ['do not renew', ['leave']],
  ['stop the cancellation', ['stay']],
  ['prevent churn', ['stay']],
  ['weekly calls with their lead', ['more-contact']],
  ['pause all campaigns', ['less-contact']],
  ['all teams live by spring', []],
  ['a reference story', []],
])('%s', (what, wishes) => expect(wishesOf(what).toSorted()).toEqual(wishes.toSorted()));

test.each([
  // Opposite directions on the same thing.
  ['20 more seats', 'move to a smaller plan', { one: 'more-seats', other: 'smaller-plan' }],
  ['move to a smaller plan', '20 more seats', { one: 'smaller-plan', other: 'more-seats' }],
  ['upgrade to Enterprise', 'fewer seats', { one: 'bigger-plan', other: 'fewer-seats' }],
  [
    'renew at full price',
    'win them back with a discount',
    { one: 'higher-price', other: 'lower-price' },
  ],
  ['a multi-year deal', 'month to month', { one: 'longer-term', other: 'shorter-term' }],
  ['renew with 40 seats', 'let them go', { one: 'stay', other: 'leave' }],
  ['sell more seats', 'end the contract', { one: 'more-seats', other: 'leave' }],
  ['weekly calls', 'no outreach until May', { one: 'more-contact', other: 'less-contact' }],
])('“%s” and “%s” pull apart', (one, other, conflict) =>
  expect(conflictOf(one, other)).toEqual({ kind: 'wishes', ...conflict }),
);

test('two numbers of seats pull apart', () =>
  expect(conflictOf('renew with 40 seats', 'renew with 25 licences')).toEqual({
    kind: 'seats',
    one: 40,
    other: 25,
  }));

test.each([
  ['renew with 40 seats', 'renew with 40 seats'],
  ['renew with 40 seats', 'all teams live by spring'],
  ['renew with 40 seats', 'give a discount'],
  ['20 more seats', 'upgrade to Enterprise'],
  ['a smaller plan', 'fewer seats'],
  ['sell more seats', 'pause all campaigns'],
  ['reference story', 'close the old tickets'],
])('“%s” and “%s” do not', (one, other) => expect(conflictOf(one, other)).toBeNull());

test.each([
  ['renew with 40 seats', 40],
  ['40 seats here and 20 seats there', null],
  ['more seats', null],
  ['1.5 seats', null],
])('%s names %s seats', (what, seats) => expect(seatsOf(what)).toBe(seats));

test.each([
  ['more profit', true],
  ['profit', true],
  ['grow revenue by 20 %', true],
  ['make more money with them', true],
  ['€50k ARR', true],
  ['renew at a higher margin', false],
  ['revenue from more seats', false],
  ['all teams live, so that revenue grows', false],
  ['renew with 40 seats', false],
])('profit alone in “%s”: %s', (what, is) => expect(isProfitAlone(what)).toBe(is));
