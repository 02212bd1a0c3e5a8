import { expect, test } from 'vitest';
import {
  checklistFor,
  checkOff,
  type HandoffItem,
  isNothing,
} from '../../../crm/handoff/checklist.ts';

test.each<[from: string, to: string, items: readonly HandoffItem[]]>([
  ['sales', 'onboarding', ['what-was-sold', 'start-day', 'technical-contact', 'promises']],
  ['sales', 'success', ['what-was-sold', 'technical-contact', 'promises']],
  ['onboarding', 'success', ['start-day', 'technical-contact', 'promises']],
  ['support', 'product', ['how-to-see-it', 'how-many', 'how-bad']],
  ['support', 'engineering', ['how-to-see-it', 'how-many', 'how-bad']],
  ['support', 'success', ['how-bad', 'what-they-want']],
  ['marketing', 'sales', ['who-asked', 'what-they-want', 'when-they-decide']],
  ['success', 'sales', ['what-they-want', 'when-they-decide', 'renewal-day']],
  ['sales', 'support', ['how-to-see-it', 'how-bad']],
  ['finance', 'support', ['how-to-see-it', 'how-bad']],
  ['finance', 'marketing', ['what-they-want', 'next-step']],
  // Within a department everybody knows what it needs.
  ['support', 'support', ['what-they-want', 'next-step']],
])('from %s to %s it asks for %j', (from, to, items) =>
  expect(checklistFor(from, to)).toEqual(items),
);

const said = (item: HandoffItem, reason: string, promises: readonly string[] = []): boolean =>
  checkOff([item], { reason, promises, there: [], titles: [] })[0]?.proposed ?? false;

test.each<[item: HandoffItem, words: string]>([
  ['technical-contact', 'their technical contact is Dana'],
  ['technical-contact', 'ask IT'],
  ['technical-contact', 'the admin there is Lee'],
  ['technical-contact', 'the administrator is Lee'],
  ['technical-contact', 'their engineer is Lee'],
  ['start-day', 'start is Monday'],
  ['start-day', 'she starts Monday'],
  ['start-day', 'starting Monday'],
  ['start-day', 'kickoff Monday'],
  ['start-day', 'kick-off Monday'],
  ['start-day', 'go live on Monday'],
  ['start-day', 'goes live on Monday'],
  ['start-day', 'go-live Monday'],
  ['start-day', 'it begins Monday'],
  ['start-day', 'to begin Monday'],
  ['what-was-sold', '1 seat'],
  ['what-was-sold', '40 seats'],
  ['what-was-sold', 'the plan'],
  ['what-was-sold', 'a license'],
  ['what-was-sold', '3 licences'],
  ['what-was-sold', 'one module'],
  ['what-was-sold', 'two modules'],
  ['what-was-sold', 'the package'],
  ['what-was-sold', 'sold as it is'],
  ['promises', 'I promised SSO'],
  ['how-to-see-it', 'in three steps'],
  ['how-to-see-it', 'I can reproduce it'],
  ['how-to-see-it', 'when they log out'],
  ['how-to-see-it', 'when he logs out'],
  ['how-to-see-it', 'when you are out'],
  ['how-to-see-it', 'every time'],
  ['how-to-see-it', 'click on it'],
  ['how-to-see-it', 'the login'],
  ['how-to-see-it', 'to log in'],
  ['how-many', '1 user'],
  ['how-many', '12 users'],
  ['how-many', '3 people'],
  ['how-many', 'for 1 customer'],
  ['how-many', 'for 2 customers'],
  ['how-many', '4 seats'],
  ['how-many', '5 colleagues'],
  ['how-many', 'everybody'],
  ['how-many', 'everyone'],
  ['how-many', 'all of them'],
  ['how-many', 'all users'],
  ['how-many', 'only one'],
  ['how-bad', 'urgent'],
  ['how-bad', 'they are blocked'],
  ['how-bad', 'it blocks them'],
  ['how-bad', 'blocking them'],
  ['how-bad', 'all is down'],
  ['how-bad', 'they cannot work'],
  ['how-bad', "they can't work"],
  ['how-bad', 'they can’t work'],
  ['how-bad', 'there is a workaround'],
  ['how-bad', 'there is a work around'],
  ['who-asked', 'our contact'],
  ['who-asked', 'asked by Dana'],
  ['who-asked', 'we met'],
  ['who-asked', 'I spoke to Dana'],
  ['who-asked', 'I talked to Dana'],
  ['who-asked', 'a call with Dana'],
  ['who-asked', 'Dana called'],
  ['who-asked', 'after the demo'],
  ['what-they-want', 'they want it'],
  ['what-they-want', 'she wants it'],
  ['what-they-want', 'they need it'],
  ['what-they-want', 'she needs it'],
  ['what-they-want', 'they ask for it'],
  ['what-they-want', 'she asks for it'],
  ['what-they-want', 'they asked for it'],
  ['what-they-want', 'interested in it'],
  ['what-they-want', 'looking for it'],
  ['when-they-decide', 'they decide soon'],
  ['when-they-decide', 'in this quarter'],
  ['when-they-decide', 'a new budget'],
  ['when-they-decide', 'in Q3'],
  ['when-they-decide', 'this week'],
  ['when-they-decide', 'this month'],
  ['when-they-decide', 'next week'],
  ['when-they-decide', 'next month'],
  ['renewal-day', 'renews in May'],
  ['next-step', 'the next step is an offer'],
  ['next-step', 'call Dana'],
  ['next-step', 'follow up'],
  ['next-step', 'she follows up'],
  ['next-step', 'following up'],
  ['next-step', 'please write'],
  ['next-step', 'they need it'],
  ['next-step', 'she needs it'],
  ['next-step', 'you should write'],
])('%s is proposed by “%s”, and ticked by nobody', (item, words) => {
  expect(said(item, words)).toBe(true);
  const [checked] = checkOff([item], { reason: words, promises: [], there: [], titles: [] });
  expect(checked).toEqual({ item, done: false, proposed: true });
  if (item !== 'promises') expect(said(item, 'Signed', [words])).toBe(true);
});

test.each<[item: HandoffItem, words: string]>([
  ['start-day', 'no start day yet'],
  ['start-day', 'they have not started'],
  ['start-day', 'we don’t know when they start'],
  ['start-day', 'the start is unclear'],
  ['technical-contact', 'no technical contact known'],
  ['technical-contact', 'technical contact is still to be named, nobody in IT'],
  ['what-was-sold', 'seats are tbd'],
  ['promises', 'nobody promised anything'],
  ['promises', 'nothing was promised'],
  ['what-they-want', 'she wants nothing'],
  ['renewal-day', 'kein Datum, they never said when it renews'],
])('%s stays missing with “%s”', (item, words) => expect(said(item, words)).toBe(false));

test('a negation reaches as far as its clause', () => {
  const words = 'no start day, no technical contact known yet, nobody promised anything, 40 seats';
  const items = checklistFor('sales', 'onboarding');
  expect(checkOff(items, { reason: words, promises: [], there: [], titles: [] })).toEqual([
    { item: 'what-was-sold', done: false, proposed: true },
    { item: 'start-day', done: false },
    { item: 'technical-contact', done: false },
    { item: 'promises', done: false },
  ]);
  expect(said('technical-contact', 'no start day but IT is Dana')).toBe(true);
  expect(said('how-bad', 'nobody can work, all is down')).toBe(true);
});

test.each(['none', 'Nothing.', 'nobody promised anything', '–', 'n/a', 'keine'])(
  '“%s” in the place of a promise is none',
  (words) => {
    expect(isNothing(words)).toBe(true);
    const known = { reason: 'Signed', promises: [words], there: [], titles: [] };
    expect(checkOff(['promises'], known)).toEqual([{ item: 'promises', done: false }]);
  },
);
test.each(['no downtime, and SSO by May', 'Notice by e-mail', 'SSO'])('“%s” is one', (words) =>
  expect(isNothing(words)).toBe(false),
);

test.each<[item: HandoffItem, words: string]>([
  ['technical-contact', 'credit is fine'],
  ['start-day', 'a restart'],
  ['what-was-sold', 'the planet'],
  ['how-many', 'users'],
  ['how-many', 'in 2026 they left'],
  ['who-asked', 'something'],
  ['what-they-want', 'unwanted'],
  ['when-they-decide', 'in Q7'],
  ['next-step', 'recall'],
  ['renewal-day', 'in May'],
])('%s is not there with “%s”', (item, words) => expect(said(item, words)).toBe(false));

test('what the giver ticked, promised or what a title says is there too', () => {
  const known = (more: object) =>
    checkOff(['promises', 'technical-contact', 'start-day'], {
      reason: 'Signed',
      promises: [],
      there: [],
      titles: [],
      ...more,
    }).flatMap(({ item, done }) => (done ? [item] : []));
  expect(known({})).toEqual([]);
  expect(known({ promises: ['SSO'] })).toEqual(['promises']);
  expect(known({ there: ['start-day'] })).toEqual(['start-day']);
  for (const title of [
    'IT',
    'CTO',
    'Software engineer',
    'Engineering manager',
    'Technical lead',
    'Head of technology',
    'Developer',
    'System owner',
    'Systems owner',
    'Administrator',
  ])
    expect(known({ titles: ['Operations', title] }), title).toEqual(['technical-contact']);
  expect(known({ titles: ['Fruit buyer', 'Director'] })).toEqual([]);
});

test.each([
  ...['no', 'not', 'none', 'nobody', 'nothing', 'never', 'neither', 'nor', 'without', 'unknown'],
  ...[
    'unclear',
    'missing',
    'lack',
    'lacks',
    'lacking',
    'pending',
    'tbd',
    'yet to',
    'still to',
    'no one',
  ],
  ...[
    'hasn’t',
    "hasn't",
    'hasnt',
    'haven’t',
    'havent',
    'isn’t',
    'isnt',
    'wasn’t',
    'wasnt',
    'weren’t',
  ],
  ...[
    'werent',
    'aren’t',
    'arent',
    'don’t',
    'dont',
    'doesn’t',
    'doesnt',
    'didn’t',
    'didnt',
    'won’t',
  ],
  ...[
    'wont',
    'kein',
    'keine',
    'keinen',
    'keiner',
    'keines',
    'nicht',
    'niemand',
    'ohne',
    'fehlt',
    'unklar',
  ],
])('“technical contact %s” proposes none', (negation) => {
  expect(said('technical-contact', `technical contact ${negation}`)).toBe(false);
  // "No onex" has a negation still.
  if (negation !== 'no one')
    expect(said('technical-contact', `technical contact ${negation}x`)).toBe(true);
});

test.each(['but', 'however', 'though', 'while', 'whereas'])(
  'a negation reaches as far as “%s”',
  (word) => expect(said('technical-contact', `no date ${word} technical contact Dana`)).toBe(true),
);
