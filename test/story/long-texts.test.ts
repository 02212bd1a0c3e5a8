import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganisation } from '../../prisma/seed/organisation.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';

const NOW = new Date('2026-11-25T10:14:00Z');
const TOM = 'tom@rapport.example';
const textOf = (file: string) =>
  readFileSync(new URL(`../fixtures/cases/long-texts/${file}.txt`, import.meta.url), 'utf8').trim();

describe.each(CHAT_PLATFORMS)('a long text, on %s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: TOM, name: 'Tom' },
        { email: 'kim@rapport.example', name: 'Kim' },
      ],
      now: () => NOW,
      records: demoOrganisation(NOW),
    });
  });
  afterAll(() => chat.close());

  const tom = async () => (await chat.store.people.byEmail(TOM))!.id;
  const form = async (): Promise<string> =>
    JSON.stringify((await chat.as(TOM).presses('Open the form')).raw);

  test.each([
    ['task globex', 'task-700', '500'],
    ['tell @support globex', 'question-1500', '1,000'],
    ['handoff globex @kim', 'reason-900', '600'],
  ])(
    '%s + %s: refused, with the limit, its length, and all of it in the form',
    async (command, file, limit) => {
      const words = textOf(file);
      const said = await chat.as(TOM).says(`${command} ${words}`);
      expect(said.text).toContain(`${words.length.toLocaleString('en')} characters long`);
      expect(said.text).toContain(`${limit} fit`);
      expect(await form()).toContain(words);
      expect(await chat.store.tasks.list({ createdBy: await tom(), open: true, limit: 5 })).toEqual(
        [],
      );
      expect(await chat.store.handoffs.list({ given: await tom(), open: true, limit: 5 })).toEqual(
        [],
      );
    },
  );

  test('what no form can hold comes back as the answer', async () => {
    const words = `${'seven words that say the same again '.repeat(90)}END`;
    const said = await chat.as(TOM).says(`task globex ${words}`);
    expect(said.text).toContain('No form can hold so much');
    expect(said.text.replace(/\s+/g, ' ')).toContain(words.slice(-60));
  });

  test('beyond 4,000 characters nothing is read, and a note is kept all the same', async () => {
    const words = 'by friday '.repeat(450).trim();
    const said = await chat.as(TOM).says(`task globex ${words}`);
    expect(said.text).toContain('4,000 fit');
    const noted = await chat.as(TOM).says(`note globex ${words} END`);
    expect(noted.text).toMatch(/Globex/);
    const notes = await chat.store.notes.of((await chat.store.customers.named('globex'))!, 5);
    expect(JSON.stringify(notes)).toContain('friday END');
  });

  test.each(['win-emoji', 'note-family'])(
    'win kestrel + %s: whole characters, nothing lost',
    async (file) => {
      const words = textOf(file);
      const said = await chat.as(TOM).says(`win kestrel ${words}`);
      expect(said.text).toContain('Kestrel');
      const draft = await chat.store.winDrafts.of(await tom());
      expect(`${draft?.what}${draft?.difference ?? ''}`).toBe(words);
      expect(draft?.what.isWellFormed()).toBe(true);
      expect(draft?.what.endsWith('\u200D')).toBe(false);
    },
  );
});
