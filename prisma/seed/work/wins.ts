import { newWin, thank, type WinKind } from '../../../crm/win/rules.ts';
import { money } from '../companies.ts';
import type { Colleague } from '../people.ts';
import type { Journal } from './journal.ts';

interface Told {
  company: string;
  by: Colleague;
  /** Working days ago. */
  days: number;
  kind: WinKind;
  what: string;
  worth?: readonly [amount: number, currency?: 'EUR' | 'USD' | 'JPY'];
  difference: string;
  credits: readonly (readonly [Colleague, string])[];
  thanks: readonly Colleague[];
}

const WINS: readonly Told[] = [
  {
    company: 'kestrel',
    by: 'tom',
    days: 12,
    kind: 'deal',
    what: 'signed for three years',
    worth: [120_000],
    difference: '71 security answers in three days, and the data link a quarter earlier',
    credits: [
      ['tom', 'won them over'],
      ['jo', 'sat them beside Leonie of Brightwater'],
      ['raj', 'moved the data link up'],
      ['paul', 'answered 71 questions'],
      ['fatima', 'found the terms'],
    ],
    thanks: ['helena', 'ingrid', 'daniel', 'nina', 'ana', 'priya', 'elin'],
  },
  {
    company: 'beacon',
    by: 'darnell',
    days: 10,
    kind: 'renewal',
    what: 'renewed for two years',
    worth: [105_600, 'USD'],
    difference: 'Grace knew about their new lab before we asked',
    credits: [
      ['darnell', 'won them over'],
      ['grace', 'looked after them'],
      ['aisha', 'solved 4 tickets'],
      ['raj', 'showed the plan'],
    ],
    thanks: ['helena', 'ingrid', 'tom'],
  },
  {
    company: 'lakefront',
    by: 'grace',
    days: 9,
    kind: 'save',
    what: 'stayed with us',
    difference: 'Kim rebuilt their report in one afternoon, and nobody wrote “as per my last mail”',
    credits: [
      ['grace', 'kept talking'],
      ['kim', 'rebuilt the report'],
      ['elin', 'let the fix out early'],
    ],
    thanks: ['darnell', 'paul', 'daniel', 'mia', 'victor'],
  },
  {
    company: 'uhrwerk',
    by: 'ana',
    days: 7,
    kind: 'renewal',
    what: 'renewed for three years',
    worth: [34_800],
    difference: 'A case study in German, by somebody who knows watches',
    credits: [
      ['ana', 'won them over'],
      ['ben', 'looked after them'],
      ['marco', 'wrote the case study'],
      ['oskar', 'one invoice a year'],
    ],
    thanks: ['ingrid', 'jo', 'fatima'],
  },
  {
    company: 'brightwater',
    by: 'jo',
    days: 6,
    kind: 'other',
    what: 'told their story: 38 asked for a demo',
    difference: 'Leonie said it in her own words',
    credits: [
      ['jo', 'ran the campaign'],
      ['marco', 'did the interview'],
      ['ben', 'asked Leonie'],
      ['ana', 'called all 38'],
    ],
    thanks: ['priya', 'helena', 'tom', 'yuki'],
  },
  {
    company: 'rheinwerk',
    by: 'sofia',
    days: 5,
    kind: 'turn-around',
    what: 'went from two escalations to a reference',
    difference: 'Mia wrote every day, also when there was nothing new',
    credits: [
      ['sofia', 'looked after them'],
      ['mia', 'solved both tickets'],
      ['raj', 'found the cause'],
      ['ana', 'waited with the offer'],
    ],
    thanks: ['paul', 'grace', 'daniel', 'elin', 'lea', 'ingrid'],
  },
  {
    company: 'nordlys',
    by: 'nina',
    days: 4,
    kind: 'other',
    what: 'went live in five weeks',
    difference: 'Two imports at night, so that no pharmacy had to close',
    credits: [
      ['nina', 'led the start'],
      ['emeka', 'did the imports'],
      ['tom', 'promised what we could keep'],
      ['lea', 'set up the accounts'],
    ],
    thanks: ['helena', 'ben', 'sofia'],
  },
  {
    company: 'sakura',
    by: 'yuki',
    days: 2,
    kind: 'deal',
    what: 'opens Osaka with us',
    worth: [4_200_000, 'JPY'],
    difference: 'A visit, and a plan on one page',
    credits: [
      ['yuki', 'won them over'],
      ['grace', 'made the plan'],
      ['priya', 'sent the right people to the fair'],
    ],
    thanks: ['helena', 'darnell'],
  },
  {
    company: 'hafenkontor',
    by: 'ana',
    days: 1,
    kind: 'deal',
    what: 'added six seats',
    worth: [3_600],
    difference: 'Aisha noticed that they share one login',
    credits: [
      ['ana', 'sent the offer the same day'],
      ['aisha', 'noticed it'],
    ],
    thanks: ['ingrid'],
  },
];

/** A month of wins, each of several departments and with thanks. */
export function tellWins(journal: Journal): void {
  for (const told of WINS) tellWin(journal, told);
}

function tellWin(
  journal: Journal,
  { company, by, days, kind, what, worth, difference, credits, thanks }: Told,
): void {
  const [author, customerId, id] = [
    journal.person(by),
    journal.customer(company),
    `demo-win-${company}`,
  ];
  const at = journal.ago(days, '15:40', author);
  const told = newWin(
    {
      id,
      customerId,
      kind,
      what,
      difference,
      money: worth ? money(...worth) : null,
      picture: null,
      about: null,
      at,
      credits: credits.map(([who, part]) => ({ person: journal.person(who).id, for: part })),
    },
    author.id,
  );
  const thanked = thanks.reduce((win, who) => thank(win, journal.person(who).id) ?? win, told);
  // Stored in one piece: a version for each thanks would cost the start a tenth of a second.
  const win = { ...thanked, version: told.version };
  journal.add({ kind: 'win', win });
  journal.tell({
    id: `win:${id}`,
    customerId,
    at,
    by: author,
    kind: 'win',
    title: `${author.name.split(' ')[0]} tells a win: ${what}`,
    body: difference,
    money: win.money,
  });
}
