import { expect, test } from 'vitest';
import { companyDomain } from '../../../crm/matching/company-domain.ts';
import {
  type ComparedCustomer,
  type ComparedPair,
  Evidence,
  judgePair,
} from '../../../crm/matching/same-company.ts';

const side = (name: string, over: Partial<ComparedCustomer> = {}): ComparedCustomer => ({
  name,
  city: null,
  country: null,
  domains: [],
  sources: ['hubspot'],
  ...over,
});
const judged = (
  one: ComparedCustomer,
  other: ComparedCustomer,
  over: Partial<ComparedPair> = {},
): [verdict: string, kinds: string] => {
  const theirs = {
    ...other,
    sources: other.sources[0] === 'hubspot' ? ['zendesk'] : other.sources,
  };
  const result = judgePair({ one, other: theirs, emails: [], phones: [], sharedBy: 2, ...over });
  return [result.verdict, result.evidence.map(({ kind }) => kind).join(' ')];
};
const at = (...domains: string[]) => ({ domains });

test.each([
  ['acme.example', 'acme.example'],
  ['ACME.Example', 'acme.example'],
  ['https://Shop.ACME.co.uk/de?x=1', 'acme.co.uk'],
  ['eva@mail.acme.com.au', 'acme.com.au'],
  ['MÜLLER.example', 'xn--mller-kva.example'],
  ['gmail.com', null],
  ['GMail.com', null],
  ['eva@web.de', null],
  ['github.io', null],
  ['acme.github.io', 'acme.github.io'],
  ['acme.myshopify.com', 'acme.myshopify.com'],
  ['facebook.com/acme', null],
  ['sites.google.com', null],
  ['co.uk', null],
  ['localhost', null],
  ['not a domain', null],
])('the company’s own domain in %s is %s', (text, domain) =>
  expect(companyDomain(text)).toBe(domain),
);

test.each<[string, ComparedCustomer, ComparedCustomer, Partial<ComparedPair>, string, string]>([
  [
    'the same domain and two spellings of one name',
    side('Acme Industries GmbH', at('acme.example')),
    side('ACME industries', at('acme.example')),
    {},
    'sure',
    'domain name',
  ],
  [
    'a name and its initials',
    side('International Business Machines', at('ibm.example')),
    side('IBM', at('www.ibm.example')),
    {},
    'sure',
    'domain',
  ],
  [
    'an international domain, written in both ways',
    side('Müller', at('xn--mller-kva.example')),
    side('Mueller', at('müller.example')),
    {},
    'sure',
    'domain name',
  ],
  [
    'an agency’s domain at one of its clients',
    side('Bright Agency', at('bright.example')),
    side('Corner Bakery', at('bright.example')),
    {},
    'ask',
    'domain',
  ],
  [
    'an agency’s domain at many clients',
    side('Bright Agency', at('bright.example')),
    side('Corner Bakery', at('bright.example')),
    { sharedBy: 9 },
    'apart',
    'domain',
  ],
  [
    'two of many with one domain, of the same name',
    side('Bright Agency', at('bright.example')),
    side('Bright Agency Ltd', at('bright.example')),
    { sharedBy: 9 },
    'ask',
    'domain name',
  ],
  [
    'a mail provider’s domain and another name',
    side('Corner Bakery', at('gmail.com')),
    side('Bright Agency', at('gmail.com')),
    { sharedBy: 0 },
    'apart',
    '',
  ],
  [
    'a mail provider’s domain and the same name: the name alone joins nobody',
    side('Corner Bakery', at('gmail.com')),
    side('Corner Bakery', at('gmail.com')),
    { sharedBy: 0 },
    'ask',
    'name',
  ],
  [
    'two hosts of one domain',
    side('Siemens Energy', at('energy.siemens.example')),
    side('Siemens Mobility', at('mobility.siemens.example')),
    {},
    'ask',
    'domain',
  ],
  ['the same name alone', side('Acme'), side('Acme'), {}, 'ask', 'name'],
  [
    'the same name with domains of their own',
    side('Acme', at('acme.example')),
    side('Acme', at('acme-tools.example')),
    {},
    'apart',
    'name',
  ],
  [
    'the same name in two cities',
    side('Acme', { city: 'Berlin' }),
    side('Acme', { city: 'Leeds' }),
    {},
    'apart',
    'name',
  ],
  ['names that only look alike', side('Acme Industries'), side('Acme Retail'), {}, 'apart', ''],
  [
    'one contact at two companies',
    side('Corner Bakery'),
    side('Bright Agency'),
    { emails: ['eva@freelance.example'] },
    'apart',
    'email',
  ],
  [
    'one contact at two spellings of a name',
    side('Corner Bakery'),
    side('Corner Bakery Vienna'),
    { emails: ['eva@gmail.com'] },
    'ask',
    'email',
  ],
  [
    'one phone number at two spellings of a name',
    side('Corner Bakery'),
    side('Corner Bakry'),
    { phones: ['01234567'] },
    'ask',
    'phone',
  ],
  [
    'one phone number of two names',
    side('Corner Bakery'),
    side('Bright'),
    { phones: ['01234567'] },
    'apart',
    'phone',
  ],
  [
    'one system keeps both: that is its matter',
    side('Acme', { ...at('acme.example'), sources: ['hubspot', 'zendesk'] }),
    side('Acme', at('acme.example')),
    {},
    'apart',
    'domain name',
  ],
  ['names of nothing but signs', side('!!!'), side('???'), {}, 'apart', ''],
])('%s', (_, one, other, over, verdict, kinds) => {
  expect(judged(one, other, over)).toEqual([verdict, kinds]);
  const swapped = judgePair({
    one: { ...other, sources: ['z'] },
    other: { ...one, sources: ['h'] },
    emails: [],
    phones: [],
    sharedBy: 2,
    ...over,
  });
  if (one.sources.length === 1) expect(swapped.verdict).toBe(verdict);
});

test('the confidence grows with each kind of evidence and never reaches 1', () => {
  const of = (over: Partial<ComparedPair>) =>
    judgePair({
      one: side('Acme', at('acme.example')),
      other: side('Acme', { ...at('acme.example'), sources: ['zendesk'] }),
      emails: [],
      phones: [],
      sharedBy: 2,
      ...over,
    }).confidence;
  const less = of({});
  const more = of({ emails: ['a@acme.example'], phones: ['01234567'] });
  expect(less).toBeGreaterThan(0.9);
  expect(more).toBeGreaterThan(less);
  expect(more).toBeLessThan(1);
});

const confidence = (
  one: ComparedCustomer,
  other: ComparedCustomer,
  over: Partial<ComparedPair> = {},
): number =>
  judgePair({
    one,
    other: { ...other, sources: ['zendesk'] },
    emails: [],
    phones: [],
    sharedBy: 2,
    ...over,
  }).confidence;
const MAIL = { emails: ['eva@acme.example'] };
const PHONE = { phones: ['+4930123456'] };

test.each<[string, number, Partial<ComparedCustomer>, Partial<ComparedCustomer>]>([
  ['nothing speaks against it', 0.86, {}, {}],
  ['two cities', 0.71, { city: 'Berlin' }, { city: 'Leeds' }],
  ['one city, written in two ways', 0.86, { city: ' BERLIN ' }, { city: 'berlin' }],
  ['a city, and none', 0.86, { city: 'Berlin' }, {}],
  ['none, and a city', 0.86, {}, { city: 'Berlin' }],
  ['two countries', 0.71, { country: 'DE' }, { country: 'GB' }],
  ['two domains of their own', 0.61, at('acme.example'), at('acme-trade.example')],
  ['a domain, and none', 0.86, at('acme.example'), {}],
  ['none, and a domain', 0.86, {}, at('acme.example')],
  ['a domain, and a mail provider’s', 0.86, at('acme.example'), at('gmail.com')],
])('the same name and a contact of both, and %s: %d', (_, sure, one, other) =>
  expect(confidence(side('Acme', one), side('Acme', other), MAIL)).toBe(sure),
);

test.each<[string, number, Partial<ComparedPair>]>([
  ['a contact’s address', 0.45, MAIL],
  ['a contact’s number', 0.4, PHONE],
  ['both', 0.62, { ...MAIL, ...PHONE }],
  ['two addresses', 0.45, { emails: ['a@acme.example', 'b@acme.example'] }],
  ['two numbers', 0.4, { phones: ['+491', '+492'] }],
])('two names, and %s of both: %d', (_, sure, over) =>
  expect(confidence(side('Corner Bakery'), side('Bright Agency'), over)).toBe(sure),
);

test('the evidence says what both have', () => {
  const { evidence } = judgePair({
    one: side('Acme', at('acme.example')),
    other: { ...side('ACME', at('www.acme.example')), sources: ['zendesk'] },
    emails: ['a@acme.example', 'b@acme.example'],
    phones: ['+491', '+492'],
    sharedBy: 2,
  });
  expect(evidence).toEqual([
    { kind: 'domain', value: 'acme.example', alike: true },
    { kind: 'email', value: 'a@acme.example' },
    { kind: 'phone', value: '+491' },
    { kind: 'name', value: 'Acme' },
  ]);
});

test.each<[string, string, string, 'sure' | 'ask']>([
  ['Kern Zuckerwaren', 'Kern Brückenbau Süd', 'kern.example', 'sure'],
  ['Kern Zuckerwaren', 'Alt Brückenbau Süd', 'kern.example', 'ask'],
  ['Alt Zuckerwaren', 'Kern Brückenbau Süd', 'kern.example', 'ask'],
  ['X Zuckerwaren', 'X Brückenbau Süd', 'x.example', 'ask'],
  ['North Sea', 'North Sea', 'north-sea.example', 'sure'],
  ['!!!', '???', 'kern.example', 'ask'],
])('%s and %s at %s: %s', (one, other, domain, verdict) =>
  expect(judged(side(one, at(domain)), side(other, at(domain)))[0]).toBe(verdict),
);

test('evidence that is not told as it is said is none', () => {
  expect(Evidence.safeParse({ kind: 'domain', value: 'acme.example', alike: true }).success).toBe(
    true,
  );
  for (const kind of ['email', 'phone', 'name'])
    expect(Evidence.safeParse({ kind, value: 'Acme' }).success).toBe(true);
  expect(Evidence.safeParse({ kind: '', value: 'Acme' }).success).toBe(false);
});
