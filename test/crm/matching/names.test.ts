import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { domainOf, emailOf, phoneKey } from '../../../crm/matching/addresses.ts';
import { nameKey, searchKeys, singleWordKeys, wholeNameKeys } from '../../../crm/matching/names.ts';
import { similarity, slips, typedName } from '../../../crm/matching/similar-names.ts';

describe('equal names share a key', () => {
  test.each([
    ['Müller & Söhne GmbH', 'muller und sohne'],
    ['Acme Industries, Inc.', 'ACME INDUSTRIES'],
    ['Bosch GmbH & Co. KG', 'Bosch'],
    ['Telefónica, S.A.', 'telefonica'],
    ['U.S. Steel Corp', 'US Steel'],
    ["Macy's", 'Macys'],
    ['Ørsted A/S', 'orsted'],
    ['Kowalski Sp. z o.o.', 'Kowalski'],
    ['Müller & Söhne Probe GmbH', 'mueller soehne probe'],
    ['Nørreby Prøve ApS', 'norreby prove'],
    ['Nørreby Prøve ApS', 'noerreby proeve'],
    ['Łódzka Testowa Sp. z o.o.', 'lodzka testowa'],
    ['Öztürk Örnek A.Ş.', 'ozturk ornek'],
    ['Öztürk Ltd. Şti.', 'ozturk'],
    ['株式会社例示食品', '例示食品'],
    ['例示食品株式会社', '例示食品'],
    ['㈱例示食品', '例示食品'],
    ['주식회사 보기물산', '보기물산'],
    ['견본상사 주식회사', '견본상사'],
    ['示例贸易有限公司', '示例贸易'],
    ['ООО «Ромашка»', 'ромашка'],
    ['Muestra S.A. de C.V.', 'muestra'],
    ['Example Private Limited', 'example'],
    ['Sample & Sons', 'sample and sons'],
    ['Sample & Sons', 'sample &amp; sons'],
    ['Århus Prøve', 'aarhus prove'],
    ['Tra\u202eeder Probe', 'traeder probe'],
    ['שָׁלוֹם', 'שלום'],
  ])('%s = %s', (one, other) => expect(nameKey(one)).toBe(nameKey(other)));

  test.each([
    ['नमूना ट्रेडर्स', 'नमूने ट्रेडर्स'],
    ['নমুনা স্টোর', 'নমুনি স্টোর'],
    ['ガス', 'カス'],
    ['보기물산 주식회사', '견본상사 주식회사'],
    ['Acme Private Equity', 'Acme Equity'],
  ])('%s is not %s', (one, other) => expect(nameKey(one)).not.toBe(nameKey(other)));

  test('a name that is nothing but a legal form, or no word at all, keeps what it has', () => {
    expect(nameKey('AG')).toBe('ag');
    expect(nameKey('The Company')).not.toBe('');
    expect(nameKey('!!!')).toBe('!!!');
    expect(nameKey('日本電気')).toBe('日本電気');
  });
});

const word = fc.stringMatching(/^[a-z]{2,12}$/);
const name = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '))
  .filter((text) => nameKey(text) === text && text.length > 3);

const slip = fc.record({
  kind: fc.constantFrom('drop', 'swap', 'replace', 'add'),
  at: fc.nat(),
  letter: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
});
function misspelt(
  text: string,
  { kind, at, letter }: { kind: string; at: number; letter: string },
): string {
  const i = at % text.length;
  if (kind === 'drop') return text.slice(0, i) + text.slice(i + 1);
  if (kind === 'replace') return text.slice(0, i) + letter + text.slice(i + 1);
  if (kind === 'add') return text.slice(0, i) + letter + text.slice(i);
  return text.slice(0, i) + (text[i + 1] ?? '') + (text[i] ?? '') + text.slice(i + 2);
}

test('a name with one slip anywhere shares a search key with the name', () => {
  fc.assert(
    fc.property(name, slip, (text, how) => {
      const wrong = misspelt(text, how);
      fc.pre(nameKey(wrong).replaceAll(' ', '') === wrong.replaceAll(' ', ''));
      const keys = new Set(searchKeys(text));
      expect(wholeNameKeys(wrong).some((key) => keys.has(key))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('one slip is one slip, whichever it is', () => {
  fc.assert(fc.property(name, slip, (text, how) => slips(text, misspelt(text, how), 3) <= 1));
  expect(slips('acme', 'globex', 2)).toBe(3);
});

test('slips are counted as by their definition, up to the limit', () => {
  /** https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance#Optimal_string_alignment_distance */
  const distance = (a: string, b: string): number => {
    if (!a || !b) return a.length + b.length;
    const [restA, restB] = [a.slice(1), b.slice(1)];
    if (a[0] === b[0]) return distance(restA, restB);
    const swapped = a[0] === b[1] && a[1] === b[0] && a.length > 1 && b.length > 1;
    return (
      1 +
      Math.min(
        distance(restA, restB),
        distance(restA, b),
        distance(a, restB),
        ...(swapped ? [distance(a.slice(2), b.slice(2))] : []),
      )
    );
  };
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(word, word, fc.nat({ max: 4 }), (one, other, limit) => {
      expect(slips(one, other, limit)).toBe(Math.min(distance(one, other), limit + 1));
    }),
    { numRuns: 1000 },
  );
});

test('words find a name in any order, unfinished ones too', () => {
  const score = (query: string, candidate: string) => similarity(typedName(query), candidate);
  expect(score('industries acme', 'Acme Industries')).toBeGreaterThan(0.9);
  expect(score('acme ind', 'Acme Industries')).toBeGreaterThan(score('acme ind', 'Acme Retail'));
  expect(score('acmee', 'Acme Industries')).toBeGreaterThan(score('acmee', 'Apex Industries'));
  expect(score('acme', 'Acme')).toBeGreaterThan(score('acme', 'Acme Industries'));
  expect(score('!!!', '???')).toBe(0);
  expect(score('qqqq zzzz', 'Fatima El Idrissi')).toBe(0);
});

test('telling words have keys of their own, words that everybody carries have none', () => {
  expect(singleWordKeys('zephyrine group')).toHaveLength(1);
  const stored = new Set(searchKeys('The Zephyrine Group'));
  expect(
    singleWordKeys('zephirine')
      .flat()
      .some((key) => stored.has(key)),
  ).toBe(true);
});

test('numbers written for home and for abroad are the same phone', () => {
  expect(phoneKey('+49 (0)30 1234567')).toBe(phoneKey('030 1234567'));
  expect(phoneKey('+1 (555) 123-4567 ext. 89')).toBe(phoneKey('555.123.4567'));
  for (const written of [
    'tel:+49-40-66969-066',
    '040/66969-066',
    '0049 (40) 66969 066',
    '‎+49 40⁠ 66969­ 066‏',
    '＋４９　４０　６６９６９　０６６',
  ])
    expect(phoneKey(written)).toBe(phoneKey('+494066969066'));
  expect(phoneKey('+45 33 12 34 56')).toBe(phoneKey('33123456'));
  expect(phoneKey('001-617-555-0147')).toBe(phoneKey('(617) 555-0147'));
  expect(phoneKey('12')).toBeNull();
  expect(phoneKey('Acme 2000000')).toBeNull();
});

test('a domain is found in what people paste', () => {
  expect(domainOf('https://www.Acme.co.uk/about?x=1')).toBe('acme.co.uk');
  expect(domainOf('Ana@Acme.com')).toBe('acme.com');
  expect(domainOf('https://www.grün-probe.example/kontakt?x=1')).toBe('xn--grn-probe-r9a.example');
  expect(domainOf('münchen.de')).toBe('xn--mnchen-3ya.de');
  for (const none of ['acme', 'acme inc.', '3.5', 'a@b', 'https://localhost/x'])
    expect(domainOf(none)).toBeNull();
});

test('an address is read as mail programs and chats copy it', () => {
  for (const written of [
    '<eva@dial.example>',
    'Eva Eins <Eva@Dial.example>',
    'eva@dial.example.',
    '(eva@dial.example),',
    'mailto:eva@dial.example',
    '<mailto:eva@dial.example|eva@dial.example>',
    '“eva@dial.example”',
  ])
    expect(emailOf(written)).toBe('eva@dial.example');
  for (const none of [
    'eva@dial.example call her',
    'acme',
    'a@b',
    '@eva',
    'a@b.example, c@d.example',
  ])
    expect(emailOf(none)).toBeNull();
});
