import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watchSignals } from '../../jobs/signal/check-signals.ts';
import { weeklyHolds } from '../../jobs/signal/hold-list.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { customer, departments, employee, entry } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-10T10:14:00Z');
const [HOUR, DAY] = [3_600_000, 86_400_000];
const EVERY_MONDAY = 'Every Monday, Sales hears';
const [ANA, KIM, LEA] = ['ana@ours.example', 'kim@ours.example', 'lea@ours.example'];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const wrote = (of: string, days: number, over: Parameters<typeof entry>[2] = {}) =>
    entry(`${of} wrote ${days}`, of, {
      at: new Date(NOW.getTime() - days * DAY),
      direction: 'inbound',
      title: 'When does it work again?',
      ...over,
    });
  beforeAll(async () => {
    chat = await bot({
      platform,
      now: () => clock.now,
      records: [
        ...departments,
        employee('Ana'),
        employee('Kim', { department: 'support' }),
        employee('Lea', { role: 'administrator' }),
        customer('Northwind', { owner: 'Ana' }),
        wrote('Northwind', 3),
        customer('Southwind', { owner: 'Ana' }),
        wrote('Southwind', 5, { visibility: 'managers', department: 'support' }),
        customer('Eastwind', { owner: 'Kim' }),
        wrote('Eastwind', 40),
        customer('Westwind', { owner: 'Ana' }),
        wrote('Westwind', 0.2),
      ],
      people: [
        { email: ANA, name: 'Ana' },
        { email: KIM, name: 'Kim' },
        { email: LEA, name: 'Lea' },
      ],
    });
    for (const email of [ANA, KIM, LEA]) await chat.as(email).says('help');
  });
  afterAll(() => chat.close());
  const says = async (email: string, words: string) => (await chat.as(email).says(words)).text;
  const presses = async (email: string, label: string) =>
    (await chat.as(email).presses(label)).text;
  const watch = async (slot: string) => {
    await chat.queue.send(watchSignals.kind, { slot }, { key: `watch ${slot}` });
  };
  const standing = async () =>
    (
      await chat.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM signal WHERE rule = 'unanswered-letter' AND ended_at IS NULL`,
      )
    )[0]?.n;

  test('rules are off until an administrator has seen what they would have sent', async () => {
    expect(await says(ANA, 'signals settings')).toMatch(/administrator/i);
    const all = await says(LEA, 'signals settings');
    expect(all).toContain('0 of 14 rules tell people');
    expect(all).toMatch(/Unanswered letter · off[\s›·]+1 day · Told nobody yet/);
    const dry = await says(LEA, 'signals unanswered letter on');
    // Eastwind's letter waited before the month began; Southwind's is kept from Ana.
    expect(dry).toContain('Unanswered letter: 1 signal over the last 30 days');
    expect(dry).toMatch(/1 message: Ana 1/);
    expect(dry).toMatch(/Northwind · /);
    expect(dry).not.toMatch(/Southwind|Eastwind/);
    expect(await presses(LEA, 'Switch it on')).toContain('Unanswered letter · on');
    expect(await says(LEA, 'signals settings')).toContain('1 of 14 rules tell people');
  });

  test('the threshold is the organisation’s', async () => {
    await says(LEA, 'signals unanswered letter');
    await chat.as(LEA).presses('Threshold…');
    expect((await chat.as(LEA).fills({ threshold: '200' })).text).toContain('from 1 to 30');
    expect((await chat.as(LEA).fills({ threshold: '4 days' })).text).toContain('Threshold: 4 days');
    // Three days are too few by now, on the card as well.
    expect(await says(ANA, 'customer northwind')).not.toContain('unanswered for');
    expect(await says(LEA, 'signals unanswered letter 1')).toContain('Threshold: 1 day');
    expect(await says(ANA, 'customer northwind')).toContain('unanswered for');
  });

  test.each([
    ['silence -1', /“-1” is no threshold[\s\S]*whole number of days from 7 to 120/],
    ['silence 0', /“0” is no threshold[\s\S]*whole number of days from 7 to 120/],
    ['silence 1e9', /“1e9” is no threshold/],
    ['silence 99999999', /“99999999” is no threshold/],
    ['silence 12.5', /“12.5” is no threshold/],
    // As many weeks are another number of days.
    ['silence 8 weeks', /“8 weeks” is no threshold[\s\S]*whole number of days/],
    ['silence 20 %', /“20 %” is no threshold[\s\S]*whole number of days/],
    ['usage falling 30 days', /“30 days” is no threshold[\s\S]*whole number of percent/],
    ['silence soon', /“soon” is no threshold[\s\S]*or type on or off/],
    ['silences', /no rule “silences”[\s\S]*signals settings/],
    ['silence-like', /no rule “silence-like”[\s\S]*signals settings/],
    ['payment', /no rule “payment”[\s\S]*signals settings/],
    ['<!channel> & <b>*x*</b>', /no rule “[\s\S]*signals settings/],
    [`silence ${'x'.repeat(3900)}`, /“x{60,200}…” is no threshold/],
    [`${'y'.repeat(3900)}`, /no rule “y{60,200}…”/],
  ])('%.40s: a sentence, and a step that works', async (words, expected) =>
    expect(await says(LEA, `signals ${words}`)).toMatch(expected),
  );

  test('none of it changed anything, and words of its own unit are read', async () => {
    expect(await says(LEA, 'signals settings')).toMatch(/Silence · off[\s›·]+30 days/);
    expect(await says(LEA, 'signals usage falling 45%')).toContain('Threshold: 45 %');
    expect(await says(LEA, 'signals usage falling 40 percent')).toContain('Threshold: 40 %');
    expect(await says(LEA, 'SIGNALS Silence 31 Days')).toContain('Threshold: 31 days');
    expect(await says(LEA, 'signals silence 30 ')).toContain('Threshold: 30 days');
    for (const words of ['silence 20', 'silence off', 'silence on', 'silence'])
      expect(await says(ANA, `signals ${words}`)).toMatch(/administrator/i);
  });

  test('history is told to nobody, stands on the card once, and holds an offer', async () => {
    await watch('2026-11-10T05:12:00.000Z');
    await chat.until(async () => (await standing()) === 3, 'all are found');
    expect(chat.told(ANA).filter(({ text }) => text.includes('You own'))).toEqual([]);
    const card = await says(ANA, 'customer northwind');
    const before = /Before you reach out([\s\S]*?)Newest/.exec(card)?.[1] ?? '';
    expect(before.match(/unanswered for/g)).toHaveLength(1);
    expect(card).toContain('Hold any offer: unanswered letter');
  });

  test('a letter kept to managers is no signal for others', async () => {
    expect(await says(ANA, 'signals')).toMatch(/1 signal at your customers[\s\S]*Northwind/);
    expect(await says(ANA, 'customer southwind')).not.toContain('Hold any offer');
    expect(await says(LEA, 'customer southwind')).toContain('Hold any offer');
  });

  test('whoever goes on all the same says why, on record', async () => {
    await says(ANA, 'customer northwind');
    await chat.as(ANA).presses('Reach out anyway…');
    const card = (await chat.as(ANA).fills({ reason: 'They asked for it themselves' })).text;
    expect(card).toMatch(/Ana reaches out all the same, since today/);
    expect(await says(KIM, 'customer northwind')).toMatch(/Ana reaches out all the same/);
    expect(await says(LEA, 'audit northwind')).toContain('They asked for it themselves');
    clock.now = new Date(NOW.getTime() + 8 * DAY);
    expect(await says(ANA, 'customer northwind')).not.toContain('all the same');
    clock.now = NOW;
  });

  test('a letter that gets old is told once; its answers make the precision of the rule', async () => {
    clock.now = new Date(NOW.getTime() + 21 * HOUR);
    await watch('2026-11-11T05:12:00.000Z');
    const told = await chat.as(ANA).isTold('Westwind: they wrote, unanswered for 25 h');
    expect(told.text).toContain('Try: answer them');
    expect(await presses(ANA, 'Not useful')).toContain('You called this not useful');
    expect(await presses(ANA, 'Useful')).toContain('You called this useful');
    expect(await says(LEA, 'signals settings')).toMatch(
      /told 1 time, useful in 1 of 1 answer \(100 %\)/,
    );
    clock.now = NOW;
  });

  test('the weekly hold list goes to those in Sales who own such customers', async () => {
    expect(await says(ANA, 'signals hold')).toMatch(/Hold any offer · 2 reasons/);
    expect(await says(KIM, 'signals hold')).toMatch(/Hold any offer · 1 reason/);
    clock.now = new Date('2026-11-16T09:00:00Z');
    for (const slot of ['2026-11-15T09:25:00.000Z', '2026-11-15T15:25:00.000Z'])
      await chat.queue.send(weeklyHolds.kind, { slot }, { key: slot });
    const list = await chat.as(ANA).isTold(EVERY_MONDAY);
    expect(list.text).toContain('Hold any offer · 2 reasons');
    expect(list.text).toMatch(/Westwind[\s\S]*Northwind|Northwind[\s\S]*Westwind/);
    expect(chat.told(KIM).some(({ text }) => text.includes(EVERY_MONDAY))).toBe(false);
    expect(chat.told(ANA).filter(({ text }) => text.includes(EVERY_MONDAY))).toHaveLength(1);
    clock.now = NOW;
  });
});
