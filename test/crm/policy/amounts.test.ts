import { describe, expect, test } from 'vitest';
import { amountOf } from '../../../crm/money/read-amount.ts';
import { amountInWords, amountsLeftOut, withoutAmountsIn } from '../../../crm/policy/amounts.ts';

describe('an amount in a field', () => {
  test.each([
    ['€144,000', 144_000_00, 'EUR'],
    ['144000 EUR', 144_000_00, 'EUR'],
    ['144k', 144_000_00, 'EUR'],
    ['$1.5m', 1_500_000_00, 'USD'],
    ['1.200,50 €', 1200_50, 'EUR'],
    ['1,200.50 gbp', 1200_50, 'GBP'],
    ['¥5,000,000', 5_000_000, 'JPY'],
    ['120\u00a0000 €', 120_000_00, 'EUR'],
    ['12.5', 12_50, 'EUR'],
    ['1.234.567', 1_234_567_00, 'EUR'],
    ['-5', -5_00, 'EUR'],
    ['(1,234.50)', -1234_50, 'EUR'],
    ['1234.50-', -1234_50, 'EUR'],
    ['−€500', -500_00, 'EUR'],
    ['12,34,567 INR', 1_234_567_00, 'INR'],
    ['₹2.5 crore', 25_000_000_00, 'INR'],
    ['5 lakh Rs', 500_000_00, 'INR'],
    ['৳৫ লাখ', 500_000_00, 'BDT'],
    ['500万円', 5_000_000, 'JPY'],
    ['100만원', 1_000_000, 'KRW'],
    ['3,5 млн руб.', 3_500_000_00, 'RUB'],
    ['48 Tsd. Euro', 48_000_00, 'EUR'],
    ['12 TEUR', 12_000_00, 'EUR'],
    ['1,5 Mrd. Kč', 1_500_000_000_00, 'CZK'],
    ['1.234 KWD', 1_234, 'KWD'],
    ['1.005 JPY', 1005, 'JPY'],
    ['0.5 JPY', 1, 'JPY'],
    ['R$ 1.234,56', 1234_56, 'BRL'],
    ['300 Canadian dollars', 300_00, 'CAD'],
    ['CHF 500.–', 500_00, 'CHF'],
    ['Fr. 500', 500_00, 'CHF'],
    ['500,- Kč', 500_00, 'CZK'],
    ['50 pence', 50, 'GBP'],
    ['12 EUR per user per month', 12_00, 'EUR'],
    [' 12 EUR ', 12_00, 'EUR'],
    ['1234 -', -1234_00, 'EUR'],
    ['1.234.567k', 1_234_567_000_00, 'EUR'],
    ['1.2345 million', 1_234_500_00, 'EUR'],
  ])('%s', (typed, amount, currency) =>
    expect(amountOf(typed, 'EUR')).toEqual({ amount, currency }),
  );

  test.each([
    ['500 kr', 'NO', 'NOK'],
    ['500 kr', 'DK', 'DKK'],
    ['$500', 'CA', 'CAD'],
    ['$500', 'DE', 'USD'],
    ['¥500', 'CN', 'CNY'],
  ])('%s in %s', (typed, country, currency) =>
    expect(amountOf(typed, 'EUR', country)?.currency).toBe(currency),
  );

  test.each([
    'a lot',
    '',
    '0',
    '12 apples',
    '€',
    '9'.repeat(30),
    '1e5',
    '500 kr',
    'X$ 300',
    '1.234 million',
    '12.345 million',
    'about €5',
    '12 (5)',
    '(5) 12',
    '€5-10k',
    '$10-15k',
    '5E6 EUR',
    '99 cents',
    '€1.2.3',
    '5 mille €',
  ])('“%s” is none', (typed) => expect(amountOf(typed, 'EUR')).toBeNull());
});

describe('an amount in a sentence', () => {
  test.each([
    ['renewed for 3 years, €144,000', 144_000_00, 'renewed for 3 years'],
    ['worth €77,777 stayed with us', 77_777_00, 'stayed with us'],
    ['signed for 120k EUR a year', 120_000_00, 'signed'],
    ['signed for 3 years at €12.50 per month!', 12_50, 'signed for 3 years!'],
    ['took a €50k upgrade', 50_000_00, 'took a … upgrade'],
    ['pays 2 million dollars', 2_000_000_00, 'pays'],
    ['won 12 EUR', 12_00, 'won'],
    ['$1,000', 1_000_00, ''],
    ['won one $50k deal', 50_000_00, 'won one deal'],
    ['closed 3 $500 deals', 500_00, 'closed 3 deals'],
    ['signé un €50k contrat', 50_000_00, 'signé un … contrat'],
    ['verlängert: 1.200,50 €, endlich', 1200_50, 'verlängert, endlich'],
    ['renewed, USD50k this time', 50_000_00, 'renewed, this time'],
    ['renewed for usd 500', 500_00, 'renewed'],
    ['stays, 144k saved, €5 each', 5_00, 'stays, 144k saved, each'],
  ])('“%s”', (words, amount, rest) =>
    expect(amountInWords(words, null)).toMatchObject({ kind: 'read', money: { amount }, rest }),
  );

  test('a dollar is that of the customer’s country', () =>
    expect(amountInWords('renewed for $500', 'CA')).toMatchObject({ money: { currency: 'CAD' } }));

  test.each([
    'renewed for 3 years',
    '120 new users in 2026',
    'top 10 try again',
    'A380 lands',
    '',
    'we won 12 of them',
    'from €10k to €20k in a year',
  ])('“%s” has none of its own', (words) =>
    expect(amountInWords(words, null)).toEqual({ kind: 'none' }),
  );

  test.each([
    ['renewed for 500 kr', '500 kr', 'renewed'],
    ['renewed for half a million euros', 'half a million euros', 'renewed'],
    ['pays ten dollars a month', 'ten dollars a month', 'pays'],
    ['they pay (€500) now', '(€500)', 'they pay now'],
  ])('“%s” is asked about', (words, written, rest) =>
    expect(amountInWords(words, null)).toEqual({ kind: 'unread', written, rest }),
  );
});

describe('for who may not see amounts', () => {
  test.each([
    ['from €10k to €20k in a year', 'from to in a year'],
    ['stays, 144k saved', 'stays, saved'],
    ['2 million deal', 'deal'],
    ['40 seats at 39 a month', '40 seats'],
    ['zwölftausend Euro', '…'],
    ['a 144k deal signed', 'a … deal signed'],
    ['renewed for 3 years at 2m', 'renewed for 3 years'],
    ['upgrade worth 50k over 3 years', 'upgrade over 3 years'],
    ['€77,777 and 144k more', 'and more'],
    ['renewed for 10 lakh', 'renewed'],
    ['renewed for 2000', 'renewed'],
    ['renewed for 5,000', 'renewed'],
    ['signed, 50 upfront', 'signed, upfront'],
    ['we got the 48 Riesen', 'we got the …'],
    ['fixed in 10m', 'fixed in'],
    ['pays fifty thousand', 'pays'],
    ['pays 五百万円 now, 5百万円 then', 'pays now, then'],
    ['renewed for €1½m', 'renewed'],
    ['saves 500 bucks', 'saves'],
    ['2 000 000 more', 'more'],
    ['costs 10–20k a year', 'costs'],
    ['costs 50p or 1e6', 'costs or'],
    ['a six-figure deal, 7 figures', 'deal'],
    ['5万円で更新', 'で更新'],
    ['500!', '…'],
    ['they pay ( for €500 ) now', 'they pay now'],
    ['they pay (for €500) now', 'they pay now'],
    ['won (again) for €500', 'won (again)'],
    ['costs 50xyz', 'costs'],
    ['the upgrade for €500', 'the upgrade'],
    ['eine 50k Erweiterung', 'eine … Erweiterung'],
    ['einen €50k Vertrag', 'einen … Vertrag'],
    ['un €50k contrat', 'un … contrat'],
    ['una €50k oferta', 'una … oferta'],
    ['an €8k upgrade', 'an … upgrade'],
    ['a  €50k upgrade', 'a … upgrade'],
    ['renewed for about €500', 'renewed'],
    ['renewed for  about  €500', 'renewed'],
    ['renewed for€500', 'renewed'],
    ['neu, ca 50 €', 'neu'],
    ['neu, ca. 50 €', 'neu'],
    ['solved ticket €4711', 'solved ticket'],
    ['top €10', 'top'],
  ])('“%s” is “%s”', (words, bare) => expect(withoutAmountsIn(words)).toBe(bare));

  test.each([
    'renewed for 3 years',
    '2026 was good',
    '120 new users in 2026',
    '40 seats more',
    'all 12 of them',
    'grew to 144k users',
    '144k sessions in a week',
    'reached 12500 contacts',
    'top 10 try again',
    'A380 lands on 12 March 2027 at 17:30',
    'on March 12th, until 24.12.2026 or 3/4',
    'moved to version 2.0 and v3.1.4 on 10.0.0.7',
    'the 3rd site is live since 2025',
    'grew by 30 % and 12,5 Prozent, 3x',
    'solved ticket 4711, #12 and INC-1234',
    'ring +44 131 496 0555 or 030 23125 017',
    'ring 555-0147 or (617) 555-0147',
    '5,000 happy users on 24/7 with 99.9% up',
    'eine Lizenz für 250 neue Nutzer',
    'half a million users',
    'two  blanks , and a dash –',
    'a 20-seat pilot in 3 depots of 12 km each',
    'a thousand thanks',
    'solved 1 ticket, won 1 deal',
    'Q3 was ours: 3 deals, 2 of 5 sites',
    'see https://x.example/50000 or mail 500@x.example',
    '12 forklifts came on day 5 at 9 am',
  ])('“%s” stays as it is', (words) => expect(withoutAmountsIn(words)).toBe(words));

  test('its writer is told what', () =>
    expect(amountsLeftOut('20 more seats, USD50k or 4.000 a month')).toEqual([
      'USD50k',
      '4.000 a month',
    ]));
});
