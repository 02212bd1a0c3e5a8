import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntryRecord } from '../../crm/customer/records.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { customer, departments, employee, entry } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const HOUR = 3_600_000;
const ANA = 'ana@ours.example';
/** More than a page of the timeline reads at once. */
const MANY = 3000;

const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const talk = (of: string, n: number, hours: number): EntryRecord =>
  entry(`${of} talk ${n}`, of, { at: ago(hours), entryKind: 'call', title: `Talk ${n}` });
const like = (of: string, n: number, part: Partial<EntryRecord>): EntryRecord =>
  entry(`${of} ${String(n).padStart(4, '0')}`, of, { at: ago(10 + n / 10), ...part });
const sessions = { department: 'product', channel: 'product', entryKind: 'usage' } as const;
const reminders = { entryKind: 'email', direction: 'outbound', title: 'Payment reminder' } as const;
const above = [1, 2] as const;
const below = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] as const;
const around = (of: string): EntryRecord[] => [
  ...above.map((n) => talk(of, n, n)),
  ...below.map((n) => talk(of, n, 1000 + n)),
];
const many = (of: string, part: Partial<EntryRecord>, count: number): EntryRecord[] =>
  Array.from({ length: count }, (_, n) => like(of, n, part));

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      now: () => NOW,
      records: [
        ...departments,
        employee('Ana'),
        ...['Sessions', 'Reminders', 'Thousand'].map((name) => customer(name)),
        ...around('Sessions'),
        ...many('Sessions', sessions, MANY),
        ...around('Reminders'),
        ...many('Reminders', reminders, MANY),
        ...many('Thousand', sessions, 1100),
      ],
      people: [{ email: ANA, name: 'Ana' }],
    });
  });
  afterAll(() => chat.close());

  /** Slack says each line again in the menu that opens it. */
  const withoutMenus = (text: string) => text.replace(/\[[^\]]*\]/g, '');
  const talks = (text: string): number[] =>
    [...withoutMenus(text).matchAll(/Talk (\d+)/g)].map(([, n]) => Number(n));
  const place = (text: string): string | undefined => /\S+ of [^\n]*lines?/.exec(text)?.[0];
  interface Seen {
    text: string;
    runs: { count: number; goesOn: boolean }[];
  }

  test.each([
    ['Sessions', /([\d,]+)(\+?) sessions/g],
    ['Reminders', /Payment reminder × ([\d,]+)(\+?)/g],
  ])(
    'a run of 3,000 %s: each page says that it goes on, until it ends, and back',
    async (name, run) => {
      const ana = chat.as(ANA);
      const seen = (text: string): Seen => ({
        text,
        runs: [...withoutMenus(text).matchAll(run)].map(([, n = '', plus]) => ({
          count: Number(n.replaceAll(',', '')),
          goesOn: plus === '+',
        })),
      });
      const pages = [seen((await ana.says(`timeline ${name.toLowerCase()}`)).text)];
      while (pages.at(-1)?.text.includes('[Older]'))
        pages.push(seen((await ana.presses('Older')).text));
      const runs = pages.flatMap((page) => page.runs);
      expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(MANY);
      expect(runs.map(({ goesOn }) => goesOn)).toEqual(runs.map((_, i) => i < runs.length - 1));
      expect(pages.flatMap(({ text }) => talks(text))).toEqual([...above, ...below]);
      const lines = runs.length + above.length + below.length;
      expect(place(pages[0]?.text ?? '')).toBe('1–3 of at least 4 lines');
      expect(place(pages.at(-1)?.text ?? '')).toMatch(new RegExp(`–${lines} of ${lines} lines$`));
      const up: number[][] = [];
      for (let { text } = pages.at(-1) ?? { text: '' }; text.includes('[Newer]'); ) {
        ({ text } = await ana.presses('Newer'));
        up.unshift(talks(text));
      }
      expect(up.flat().slice(0, 2)).toEqual([...above]);
    },
  );

  test('a run of 1,100 and nothing else is one line of one', async () => {
    const { text } = await chat.as(ANA).says('timeline thousand');
    expect(text).toContain('1,100 sessions');
    expect(place(text)).toBe('1–1 of 1 line');
  });
});
