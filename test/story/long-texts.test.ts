import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import type { VisibleReply } from '../chat/chat.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-17T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [TOM, KIM, BEN] = [mail('tom'), mail('kim'), mail('ben')];
const typed = (file: string) =>
  readFileSync(`test/fixtures/cases/long-texts/${file}.txt`, 'utf8').trim();
/** Words without an end: with blanks, and as many characters as wanted. */
const long = (length: number) =>
  `${'who sees the export stop '.repeat(500).slice(0, length - 4)} END`;
/** Breaks of lines and of blocks stand where a platform puts them. */
const flat = (words: string) => words.replace(/\s+/g, ' ').trim();
const packed = (words: string) => words.replace(/\s+/g, '');
const shows = (reply: Pick<VisibleReply, 'text'>, words: string) =>
  expect(packed(reply.text).includes(packed(words)), reply.text).toBe(true);

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const idOf = async (email: string) => (await chat.store.people.byEmail(email))!.id;
  const customer = async (name: string) => (await chat.store.customers.named(name))!;
  const tasks = async () =>
    chat.store.tasks.list({ holder: await idOf(TOM), open: true, limit: 100 });
  const handoffs = async () =>
    chat.store.handoffs.list({ customer: await customer('globex'), open: true, limit: 100 });
  const noteBodies = async () =>
    (await chat.store.notes.of(await customer('globex'), 5)).map(({ body }) => body);
  const draft = async () => (await chat.store.winDrafts.of(await idOf(TOM)))!;

  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [TOM, KIM, BEN].map((email) => ({ email, name: email.split('@')[0] ?? '' })),
      now: () => NOW,
      records: demoOrganisation(NOW),
    });
    for (const email of [TOM, KIM, BEN]) await chat.as(email).says('me');
  });
  afterAll(() => chat.close());

  test('a task is kept to its last word, and shown so', async () => {
    const words = typed('task-700');
    const reply = await chat.as(TOM).says(`task globex ${words}`);
    shows(reply, words);
    expect((await tasks()).map(({ what }) => flat(what))).toContain(flat(words));
  });

  test('a question is kept to its last word, and whoever is asked reads all of it', async () => {
    const words = typed('question-1500');
    shows(await chat.as(TOM).says(`tell @support globex ${words}`), words);
    shows(await chat.as(KIM).isTold('Tom asks'), words);
  });

  test('the reason of a handoff is kept to its last word, and its receiver reads all of it', async () => {
    const words = typed('reason-900');
    shows(await chat.as(TOM).says(`handoff globex @kim ${words}`), words);
    shows(await chat.as(KIM).isTold('hands'), words);
    expect((await handoffs()).map(({ reason }) => flat(reason))).toContain(flat(words));
  });

  test.each(['win-emoji', 'note-family'])('a win keeps each character of %s', async (file) => {
    const words = typed(file);
    const reply = await chat.as(TOM).says(`win kestrel ${words}`);
    expect(reply.text).not.toContain('broke');
    const { what, difference } = await draft();
    expect(what + (difference ?? '')).toBe(words);
    expect([what, difference].every((part) => part?.isWellFormed() ?? true)).toBe(true);
    const [character = ''] =
      /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic})*/u.exec(words) ?? [];
    expect([what, difference].filter((part) => part?.includes(character))).toHaveLength(1);
  });

  test.each([
    ['task globex', tasks],
    ['handoff globex @ben', handoffs],
    ['win kestrel', async () => [(await draft()).id]],
    ['tell @ben globex', async () => chat.told(BEN).filter(({ text }) => text.includes('asks'))],
  ])(
    '%s with more than is kept is refused with its length, its limit and all of its words',
    async (command, kept) => {
      const before = await kept();
      const reply = await chat.as(TOM).says(`${command} ${long(3900)}`);
      expect(reply.text).toContain('3,900 characters');
      expect(reply.text).toContain('at most 3,000');
      shows(reply, long(3900));
      expect(await kept()).toEqual(before);
    },
  );

  test('beyond 4,000 characters nothing is read: all words come back, and a note is kept', async () => {
    const before = await tasks();
    const words = `${'by friday '.repeat(450)}END`;
    const reply = await chat.as(TOM).says(`task globex ${words}`);
    expect(reply.text).toContain('at most 4,000');
    shows(reply, words);
    expect(await tasks()).toEqual(before);
    await chat.as(TOM).says(`note globex ${words}`);
    expect(await noteBodies()).toContainEqual(expect.stringContaining('friday END'));
  });

  test('what no answer can hold is not shown, and the bot says so', async () => {
    const reply = await chat.as(TOM).says(`task globex ${long(9000)}`);
    expect(reply.text).toContain('too long even to be shown again');
  });

  test('a note that no form holds is finished in a form that keeps all of it', async () => {
    await chat.as(TOM).says(`note acme ${long(5000)}`);
    await chat.as(TOM).presses('Finish');
    await chat.as(TOM).fills({ customer: await customer('globex') });
    expect(await noteBodies()).toContainEqual(expect.stringContaining(long(5000)));
  });

  test.each(['task acme', 'tell @support acme', 'handoff acme @kim', 'win acme'])(
    '%s, of which there are several, keeps all words while one is chosen',
    async (command) => {
      const said = await chat.as(TOM).says(`${command} ${long(1900)}`, { in: 'slash' });
      const { raw } = said.form ? said : await chat.as(TOM).presses('Open the form');
      expect(JSON.stringify(raw)).toContain(long(1900));
    },
  );

  test.each([
    '"moving on" by all the people who came to the meeting with so many things to say END',
    'please take them, "moving on" by soonish END',
    `"moving on" by friday if you can find some time for it between all of your other things END`,
    `@${'k'.repeat(150)} "moving on" END`,
  ])('handoff acme … %s keeps all words, and its buttons can be pressed', async (words) => {
    const to = words.startsWith('@') ? '' : '@kim ';
    const said = await chat.as(TOM).says(`handoff acme ${to}${words}`, { in: 'slash' });
    const label = /Hand off Acme Industries/.exec(said.text)?.[0];
    const pressed = label ? await chat.as(TOM).presses(label) : said;
    const { raw } = pressed.text.includes('Open the form')
      ? await chat.as(TOM).presses('Open the form')
      : pressed;
    expect(pressed.text).not.toMatch(/did not understand|broke/);
    expect(JSON.stringify(raw)).toContain('END');
  });

  test('words behind "by" that are no time are said to be none, and stay', async () => {
    await chat.as(TOM).says('handoff acme @kim "moving on" by soonish', { in: 'slash' });
    const { text } = await chat.as(TOM).presses('Hand off Acme Industries');
    expect(text).toContain('soonish');
    expect(text).toMatch(/no time|could not read|not read/i);
  });
});
