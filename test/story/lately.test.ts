import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { customer, departments, employee, entry } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [HOUR, DAY] = [3_600_000, 86_400_000];
const [ANA, KIM] = ['ana@ours.example', 'kim@ours.example'];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  beforeAll(async () => {
    chat = await bot({
      platform,
      now: () => clock.now,
      records: [
        ...departments,
        employee('Ana'),
        employee('Kim'),
        customer('Northwind'),
        entry('call', 'Northwind', {
          at: NOW,
          entryKind: 'call',
          channel: 'call',
          person: 'Kim',
          title: 'A word about the contract',
        }),
        customer('Southwind'),
        ...Array.from({ length: 15 }, (_, days) =>
          entry(`day ${days}`, 'Southwind', {
            at: new Date(NOW.getTime() - days * DAY),
            entryKind: 'note',
            title: `${new Date(NOW.getTime() - days * DAY).toISOString().slice(0, 10)} it went on`,
          }),
        ),
      ],
      people: [
        { email: ANA, name: 'Ana' },
        { email: KIM, name: 'Kim' },
      ],
    });
  });
  afterAll(() => chat.close());

  test.each([
    [1, true],
    [47, true],
    [49, false],
    [20 * 24 - 1, false],
  ])('%i hours after a colleague’s call one is told of it: %s', async (hours, isTold) => {
    clock.now = new Date(NOW.getTime() + hours * HOUR);
    const { text } = await chat.as(ANA).says('customer northwind');
    clock.now = NOW;
    expect(text).toContain('Northwind');
    expect(text.includes('Kim was in touch')).toBe(isTold);
  });

  test('of one’s own call one need not be told', async () => {
    clock.now = new Date(NOW.getTime() + HOUR);
    const { text } = await chat.as(KIM).says('customer northwind');
    clock.now = NOW;
    expect(text).not.toContain('was in touch');
  });

  test.each([
    ['since monday', '2026-11-23', '2026-11-24'],
    ['since tuesday', '2026-11-24', '2026-11-24'],
    ['since wednesday', '2026-11-18', '2026-11-24'],
    ['since friday', '2026-11-20', '2026-11-24'],
    ['since sunday', '2026-11-22', '2026-11-24'],
    ['since yesterday', '2026-11-23', '2026-11-24'],
    ['since 19 nov', '2026-11-19', '2026-11-24'],
    ['since last thursday', '2026-11-19', '2026-11-24'],
    ['since wednesday until friday', '2026-11-18', '2026-11-20'],
    ['since thursday until monday', '2026-11-19', '2026-11-23'],
  ])('the timeline %s, said on a Tuesday: from %s to %s', async (words, from, to) => {
    const { text } = await chat.as(ANA).says(`timeline southwind ${words}`);
    const days = [...text.matchAll(/(\d{4}-\d\d-\d\d) it went on/g)].map(([, day]) => day);
    expect([days.at(-1), days[0]]).toEqual([from, to]);
  });
});
