import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

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
  ['tom', 'timeline globex since christmas', 'since 25 Dec 2025'],
  ['tom', 'timeline globex since q2', 'since 1 Apr'],
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
  ['tom', WEDNESDAY, 'task globex call by christmas', 'call', '2026-12-25T17:00Z'],
  ['tom', WEDNESDAY, 'task globex call by new year', 'call', '2027-01-01T17:00Z'],
  ['tom', WEDNESDAY, 'task globex call by New Year’s Eve', 'call', '2026-12-31T17:00Z'],
  ['tom', WEDNESDAY, 'task globex call by mid december', 'call', '2026-12-15T17:00Z'],
  [
    'tom',
    WEDNESDAY,
    'task globex call by mid-January about it',
    'call about it',
    '2027-01-15T17:00Z',
  ],
  ['tom', WEDNESDAY, 'task globex call by end of Q1', 'call', '2027-03-31T16:00Z'],
  ['tom', WEDNESDAY, 'task globex call by Q4', 'call', '2026-12-31T17:00Z'],
  ['tom', WEDNESDAY, 'task globex call at 5pm tomorrow', 'call', '2026-11-26T17:00Z'],
  ['tom', WEDNESDAY, 'task globex ask them at 5pm', 'ask them', '2026-11-25T17:00Z'],
  ['tom', WEDNESDAY, 'remind me in 30 minutes to call globex', 'call globex', '2026-11-25T10:30Z'],
  ['tom', WEDNESDAY, 'remind me tomorrow to call globex at 9', 'call globex', '2026-11-26T09:00Z'],
  ['tom', WEDNESDAY, 'remind me to call globex this afternoon', 'call globex', '2026-11-25T15:00Z'],
  ['tom', WEDNESDAY, 'task globex call at 4pm on friday', 'call', '2026-11-27T16:00Z'],
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
  ['tom', 'task globex @ben call them by last monday', /has passed/, ['call them', 'last monday']],
  ['tom', 'task globex send the offer by fridya', /friday, 27 Nov/, ['send the offer', 'fridya']],
  [
    'tom',
    'task globex call them by next quarter',
    /1 Jan 2027 and ends on 31 Mar 2027/,
    ['call them', 'next quarter'],
  ],
  ['tom', 'task globex pay by Q1', /1 Jan 2027 and ends on 31 Mar 2027/, ['pay', 'Q1']],
  ['tom', 'task globex pay by early december', /early december/, ['pay', 'early december']],
  ['tom', 'task globex pay by easter', /easter/, ['pay', 'easter']],
  ['tom', 'task globex pay by mid next week', /mid next week/, ['pay', 'mid next week']],
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

  test('a time that may be several is asked for before anything is saved', async () => {
    clock.now = new Date(WEDNESDAY);
    const tom = chat.as(mail('tom'));
    const before = (await tasks('tom')).length;
    const asked = await tom.says('remind me to greet globex next week');
    expect(asked.text).toMatch(/^When\?[\s\S]*“next week”/);
    // No clock has that hour, and `next week` is typed last, since its card is pressed.
    expect((await tom.says('remind me to greet globex at 25:99')).text).toMatch(/^When\?/);
    await tom.says('remind me to greet globex next week');
    expect(await tasks('tom')).toHaveLength(before);
    await tom.presses(/Mon,? 30 Nov[^\]\n]*\d\d:\d\d/.exec(asked.text)?.[0] ?? 'no Monday');
    await tom.says('task globex write to them soon');
    await tom.presses('Without a date');
    for (const whole of ['wait for globex to answer', 'talk with globex about seats'])
      await tom.says(`remind me to ${whole}`);
    expect((await tasks('tom')).map(({ what, dueAt }) => [what, dueAt])).toEqual(
      expect.arrayContaining([
        ['greet globex', new Date('2026-11-30T09:00Z')],
        ['write to them soon', null],
        // Without the name these would say something else.
        ['wait for globex to answer', null],
        ['talk with globex about seats', null],
      ]),
    );
  });

  test('a due day on which the office is closed is said to be one', async () => {
    clock.now = new Date(WEDNESDAY);
    await chat.store.holidays.save('Europe/London', ['2026-11-27', '2026-12-25']);
    const [tom, darnell] = [chat.as(mail('tom')), chat.as(mail('darnell'))];
    expect((await tom.says('task globex pay it by 25 dec')).text).toMatch(
      /Fri,? 25 Dec is a holiday here/,
    );
    expect((await tom.says('task globex pay them by saturday')).text).toMatch(
      /28 Nov is a day off/,
    );
    expect((await tom.says('task globex pay all by 1 dec')).text).not.toMatch(/holiday|day off/);
    expect((await darnell.says('task granite @tom send the gifts by christmas')).text).toMatch(
      /Dec 25 is a holiday for Tom/,
    );
    expect((await tom.isTold('send the gifts')).text).toMatch(/is a holiday here/);
    const working = await tom.says('task globex pay half in 3 working days');
    expect(working.text).toMatch(/due Tue,? 1 Dec/);
  });
});
