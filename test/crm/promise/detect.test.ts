import { expect, test } from 'vitest';
import { promiseIn } from '../../../crm/promise/detect.ts';

test.each([
  ['I promised them SSO by 1 Dec.', 'SSO by 1 Dec'],
  ['Good call. We promised SSO by 1 Dec, and a visit in May', 'SSO by 1 Dec, and a visit in May'],
  ['promised SSO by 1 Dec', 'SSO by 1 Dec'],
  [
    'Promised: data link by 3 Jan, all depots live in 90 days.',
    'data link by 3 Jan, all depots live in 90 days',
  ],
  ['I’ve promised that we will send the offer by friday!', 'send the offer by friday'],
  ['They were promised training in German', 'training in German'],
  ['we committed to a weekly report', 'a weekly report'],
  ['Seats are fine. We have promised her to call on Monday. She is happy.', 'call on Monday'],
  [
    'Ich habe ihnen SSO bis 1. Dezember versprochen',
    'Ich habe ihnen SSO bis 1. Dezember versprochen',
  ],
])('“%s” promises “%s”', (text, promise) => expect(promiseIn(text)?.words).toBe(promise));

test.each([
  ['I promised Katrin to call back by 5pm tomorrow', 'call back by 5pm tomorrow', 'Katrin'],
  [
    'We promised Dana and Heike Vogt that we will send a list',
    'send a list',
    'Dana and Heike Vogt',
  ],
  ['I promised their CFO a list by 1 Dec', 'a list by 1 Dec', 'their CFO'],
  ['promised Katrin to call by friday', 'call by friday', 'Katrin'],
  ['I promised SSO to all of them', 'SSO to all of them', null],
  ['We promised Training to them', 'Training to them', null],
  ['I told them we will fix the export by wednesday', 'fix the export by wednesday', null],
  ['I’ve told Katrin that I’ll call on Monday.', 'call on Monday', 'Katrin'],
  ['they were told the export fix comes by friday', 'the export fix comes by friday', null],
  ['Katrin was told that it ships by 1 Dec', 'it ships by 1 Dec', 'Katrin'],
])('“%s”: “%s” to %s', (text, words, to) => expect(promiseIn(text)).toEqual({ words, to }));

test.each([
  '',
  'They were told by Ana that it works',
  'They were told the invoice is late.',
  'I told them about the export',
  'I told them we will not fix it',
  'They like the product.',
  'a promising start',
  'Nobody promised anything.',
  'We have not promised a date',
  'I never promised SSO by 1 Dec',
  'What was promised to them by Sales?',
  'She asked what we promised?',
  'Promising: three new seats',
  'I promised.',
  'nothing was promised',
])('“%s” promises nothing', (text) => expect(promiseIn(text)).toBe(null));

test('any text is read in a time that grows with its length', () => {
  const texts = [
    'I promised ',
    'habe ',
    'we have promised x. ',
    '. ',
    ', that ',
    'promised: ',
    'They were told ',
    'I told Katrin ',
    'I promised Ka ',
  ];
  for (const part of texts) {
    const text = part.repeat(200_000 / part.length);
    const begun = performance.now();
    promiseIn(text);
    expect(performance.now() - begun, part).toBeLessThan(500);
  }
});
