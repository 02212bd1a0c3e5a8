import { expect, test } from 'vitest';
import { companyDomain } from '../../../crm/matching/company-domain.ts';
import {
  type ComparedCustomer,
  type ComparedPair,
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
