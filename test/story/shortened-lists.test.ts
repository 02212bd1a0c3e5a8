import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { demoOrganisation } from '../../prisma/seed/organisation.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, BEN, HELENA] = ['ana', 'ben', 'helena'].map(mail) as [string, string, string];
const MANY = Array.from({ length: 24 }, (_, i) => `piece ${String(i + 1).padStart(2, '0')}`);

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben' },
        { email: HELENA, name: 'Helena' },
      ],
      now: () => NOW,
      records: demoOrganisation(NOW),
    });
    const ana = chat.as(ANA);
    await ana.says('handoff acme industries @ben "piece 00"');
    const { store } = chat;
    const from = (await store.people.byEmail(ANA))!.id;
    const [first] = await store.handoffs.list({ given: from, open: true, limit: 1 });
    const like = first as Handoff;
    await store.commit(
      MANY.map((reason, i) => ({
        kind: 'handoff' as const,
        handoff: { ...like, id: `many-${i}`, reason, talk: [] },
      })),
      NOW,
    );
  });
  afterAll(() => chat.close());

  const counted = (text: string, words: string) => text.split(words).length - 1;

  /** Presses on to the end, and adds up the rows that stand on each card. */
  async function rowsOf(email: string, typed: string, row: string) {
    const person = chat.as(email);
    let { text } = await person.says(typed);
    let rows = counted(text, row);
    while (/\d+ more/.test(text)) {
      const [label = '', left = ''] = /(\d+) more/.exec(text) ?? [];
      ({ text } = await person.presses(label));
      expect(counted(text, row)).toBeLessThanOrEqual(Number(left));
      expect(counted(text, row)).toBeGreaterThan(0);
      rows += counted(text, row);
    }
    return rows;
  }

  test('handoffs given, a page at a time', async () => {
    const all = await chat.store.handoffs.list({
      given: (await chat.store.people.byEmail(ANA))!.id,
      open: true,
      limit: 100,
    });
    const { text } = await chat.as(ANA).says('handoffs');
    expect(text).toContain(`${all.length - 10} more`);
    const next = await chat.as(ANA).presses(`${all.length - 10} more`);
    expect(counted(next.text, '→')).toBe(10);
    expect(next.text).toContain(`${all.length - 20} more`);
  });

  test('a leader’s handoffs of each department', async () => {
    const { text } = await chat.as(HELENA).says('handoffs');
    const [label = '', left = ''] = /Success · open[\s\S]*?((\d+) more)/.exec(text)?.slice(1) ?? [];
    expect(Number(left)).toBeGreaterThan(MANY.length - 1);
    const next = await chat.as(HELENA).presses(label);
    expect(counted(next.text, '→')).toBe(10);
    expect(next.text).toContain(`${Number(left) - 10} more`);
  });

  test('the work that waits, to its end', async () => {
    expect(await rowsOf(BEN, 'work', 'Acme Industries: piece')).toBe(MANY.length + 1);
  });

  test('the notes on a customer, to the end', async () => {
    for (const words of MANY.slice(0, 10)) await chat.as(ANA).says(`note solvang ${words}`);
    const { text } = await chat.as(ANA).says('notes solvang');
    const [label = '', left = ''] = /(\d+) more/.exec(text) ?? [];
    expect(Number(left)).toBeGreaterThan(1);
    expect(counted((await chat.as(ANA).presses(label)).text, '“piece')).toBe(Number(left));
  });
});
