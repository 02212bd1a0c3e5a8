import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganisation } from '../../prisma/seed/organisation.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';

const mail = (first: string) => `${first}@rapport.example`;
const PEOPLE = ['tom', 'darnell', 'ben', 'lea', 'sofia'] as const;
type Who = (typeof PEOPLE)[number];
const SATURDAY = '2026-11-28T10:00:00Z';
const WEDNESDAY = '2026-11-25T10:00:00Z';

/** Typed on a Saturday; the answer says which day was understood. */
const LOOKS_BACK: readonly [Who, string, string | RegExp][] = [
  ['tom', 'timeline globex since monday', 'since 23 Nov'],
  ['tom', 'timeline globex since january', 'since 1 Jan'],
  ['tom', 'timeline globex since 3/4', 'since 3 Apr'],
  ['darnell', 'timeline granite since 3/4', 'since Mar 4'],
  ['ben', 'timeline acme industries since dec 24', /since 24 Dec 2025/],
  ['tom', 'timeline globex since 5.10.2026', 'since 5 Oct'],
  ['lea', 'audit since monday', 'since 23 Nov'],
  ['tom', 'timeline globex until friday', 'until 27 Nov'],
  ['tom', 'timeline globex since last month', 'since 1 Oct'],
  ['tom', 'timeline globex since last quarter', 'since 1 Jul'],
  ['ben', 'timeline acme industries since this week', 'since 23 Nov'],
  ['darnell', 'timeline granite since this week', 'since Nov 22'],
  [
    'tom',
    'timeline globex since the renewal on monday',
    /could not read “the renewal on”[\s\S]*since monday for 23 Nov/,
  ],
  ['tom', 'timeline globex since 1.3.2027', '1 Mar 2027 is still to come'],
  ['tom', 'timeline globex since tomorrow', '29 Nov is still to come'],
  ['tom', 'timeline globex since 20 nov until 10 nov', '20 Nov is after 10 Nov'],
];

/** The words of a task, and its due time. */
const LOOKS_AHEAD: readonly [Who, string, string, string, string][] = [
  ['tom', WEDNESDAY, 'task globex send the offer by 2/3', 'send the offer', '2027-03-02T17:00Z'],
  [
    'darnell',
    WEDNESDAY,
    'task granite send the offer by 2/3',
    'send the offer',
    '2027-02-03T22:00Z',
  ],
  ['tom', WEDNESDAY, 'task globex pay by 4.1.2027', 'pay', '2027-01-04T17:00Z'],
  ['darnell', WEDNESDAY, 'task globex pay by 4.1.2027', 'pay', '2027-01-04T22:00Z'],
  ['darnell', WEDNESDAY, 'task granite pay by 30/12', 'pay', '2026-12-30T22:00Z'],
  ['tom', WEDNESDAY, 'task globex call them by the 15th', 'call them', '2026-12-15T17:00Z'],
  ['tom', WEDNESDAY, 'task globex call by friday at 5', 'call', '2026-11-27T17:00Z'],
  ['tom', WEDNESDAY, 'task globex call by friday 5am', 'call', '2026-11-27T05:00Z'],
  ['ben', '2026-11-25T09:00:00Z', 'task acme industries call by 17h', 'call', '2026-11-25T16:00Z'],
  ['tom', '2027-01-31T10:00:00Z', 'task globex call in one month', 'call', '2027-02-28T17:00Z'],
  ['tom', '2028-01-31T10:00:00Z', 'task globex call in one month', 'call', '2028-02-29T17:00Z'],
  [
    'ben',
    '2027-03-26T09:00:00Z',
    'task acme industries restart by sunday 2:30am',
    'restart',
    '2027-03-28T01:30Z',
  ],
  [
    'tom',
    '2027-03-26T10:00:00Z',
    'task globex restart by sunday 1:30am',
    'restart',
    '2027-03-28T01:30Z',
  ],
  [
    'sofia',
    WEDNESDAY,
    'task tamarind send the prices by end of this week',
    'send the prices',
    '2026-11-27T16:00Z',
  ],
  ['tom', WEDNESDAY, 'task globex call them in 2 business days', 'call them', '2026-11-27T17:00Z'],
];

const ASKED: readonly [Who, string, RegExp, string[]][] = [
  ['ben', 'task acme industries pay by 31.11.', /November 2026 has 30 days/, ['pay', '31.11.']],
  [
    'ben',
    'task acme industries pay by 31.11.2026',
    /November 2026 has 30 days/,
    ['pay', '31.11.2026'],
  ],
  ['tom', 'task globex call them by 1 jan 2020', /has passed/, ['call them', '1 jan 2020']],
  ['tom', 'task globex send the offer by fridya', /friday, 27 Nov/, ['send the offer', 'fridya']],
  [
    'tom',
    'task globex call them by next quarter',
    /1 Jan 2027 and ends on 31 Mar 2027/,
    ['call them', 'next quarter'],
  ],
];

describe.each(CHAT_PLATFORMS)('times as people type them, on %s', (platform) => {
  let chat: Bot;
  const clock = { now: new Date(WEDNESDAY) };
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: PEOPLE.map((name) => ({ email: mail(name), name })),
      now: () => clock.now,
      records: demoOrganisation(new Date(WEDNESDAY)),
    });
  });
  afterAll(() => chat.close());

  const tasks = async (who: Who) => {
    const { id } = (await chat.store.people.byEmail(mail(who)))!;
    return chat.store.tasks.list({ createdBy: id, open: true, limit: 100 });
  };

  test.each(LOOKS_BACK)('%s: %s', async (who, words, says) => {
    clock.now = new Date(SATURDAY);
    const { text } = await chat.as(mail(who)).says(words);
    expect(text).toMatch(says);
  });

  test.each(LOOKS_AHEAD)('%s, %s: %s', async (who, now, words, what, due) => {
    clock.now = new Date(now);
    const before = new Set((await tasks(who)).map(({ id }) => id));
    await chat.as(mail(who)).says(words);
    const made = (await tasks(who)).filter(({ id }) => !before.has(id));
    expect(made.map((task) => [task.what, task.dueAt])).toEqual([[what, new Date(due)]]);
  });

  test('every reader sees the month in letters', async () => {
    clock.now = new Date(WEDNESDAY);
    const said = await chat.as(mail('darnell')).says('task granite @tom send it by 2/3');
    expect(said.text).toMatch(/Feb 3, 2027/);
    const told = await chat.as(mail('tom')).isTold('send it');
    expect(told.text).toMatch(/3 Feb 2027/);
  });

  test.each(ASKED)('%s: %s is asked about', async (who, words, says, kept) => {
    clock.now = new Date(WEDNESDAY);
    const before = (await tasks(who)).length;
    expect((await chat.as(mail(who)).says(words)).text).toMatch(says);
    const form = JSON.stringify((await chat.as(mail(who)).presses('Open the form')).raw);
    for (const part of kept) expect(form).toContain(part);
    expect(await tasks(who)).toHaveLength(before);
  });

  test('a count is no time', async () => {
    await chat.as(mail('tom')).says('task globex let them grow by 20 seats');
    expect((await tasks('tom')).map(({ what, dueAt }) => [what, dueAt])).toContainEqual([
      'let them grow by 20 seats',
      null,
    ]);
  });
});
