import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendJob } from '../../crm/store/change.ts';
import { dailyWins } from '../../jobs/win/daily-wins.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { customer } from '../prisma/people-of-acme.ts';

/** The last Monday of a month, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-30T10:14:00Z');
const MINUTE = 60_000;
const [ANA, LEA] = ['ana@rapport.example', 'lea@rapport.example'];
const winnersCalled = (name: string) => [...'ABCDEFGHIJKLMNO'].map((letter) => `${name}${letter}`);
const [ZEPHYRS, QUILLONS] = [winnersCalled('Zephyr'), winnersCalled('Quillon')];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const later = (minutes: number) => {
    clock.now = new Date(clock.now.getTime() + minutes * MINUTE);
  };
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: LEA, name: 'Lea' },
      ],
      now: () => clock.now,
      records: [
        ...demoOrganisation(NOW),
        ...[...ZEPHYRS, ...QUILLONS].map((name) => customer(name)),
      ],
      channels: [{ name: '#wins', members: [ANA, LEA] }],
    });
    await chat.as(LEA).says('win channel', { in: '#wins' });
  });
  afterAll(() => chat.close());

  /** Ana posts a small win with each of them. */
  async function posted(winners: readonly string[]): Promise<void> {
    for (const name of winners) {
      await chat.as(ANA).says(`win ${name} sent us flowers`);
      const { text } = await chat.as(ANA).presses('Post it');
      expect(text).toContain('goes into the next afternoon’s post');
      later(1);
    }
  }
  /** Each win that was told is on its way to its post, which a job does. */
  async function underWay(): Promise<boolean> {
    const told = await chat.store.wins.list({ since: NOW, until: clock.now, limit: 100 });
    const posts = await Promise.all(told.map(({ id }) => chat.store.winPosts.of(id)));
    return posts.every((post) => post !== null);
  }
  async function dayEnds(posts: number): Promise<void> {
    await chat.until(underWay, 'each win is on its way');
    later(60);
    const slot = clock.now.toISOString();
    await chat.store.commit([sendJob(dailyWins.kind, { slot }, { key: `day ${slot}` })]);
    await chat.until(() => ofToday().length === posts, 'the day is posted');
  }
  const ofToday = () => chat.posts().filter(({ text }) => text.includes('Also today'));
  const named = (text: string, winners: readonly string[]) =>
    winners.filter((name) => text.includes(`${name} sent us flowers`));
  /** Those that are read by pressing on, to the end. */
  async function pressedOn(label: string, winners: readonly string[]): Promise<Set<string>> {
    const read = new Set<string>();
    for (let next: string | undefined = label; next; ) {
      const { text } = await chat.as(ANA).presses(next);
      for (const name of named(text, winners)) read.add(name);
      next = /\d+ more\b/.exec(text)?.[0];
    }
    return read;
  }

  test('more wins in a day than a post names: the button says how many more, and opens them all', async () => {
    await posted(ZEPHYRS);
    await dayEnds(1);
    const { text } = await chat.as(ANA).looksAt('#wins', 'Also today');
    expect(text).toContain('Also today: 15 wins');
    expect(named(text, ZEPHYRS)).toEqual(ZEPHYRS.slice(0, 12));
    expect(/\d+ more\b/.exec(text)?.[0]).toBe('3 more');
    expect(await pressedOn('3 more', ZEPHYRS)).toEqual(new Set(ZEPHYRS));
  });

  test('told in two months, those that are left out are opened with their own', async () => {
    await posted(QUILLONS.slice(0, 3));
    later(24 * 60);
    await posted(QUILLONS.slice(3));
    await dayEnds(2);
    const { text } = await chat.as(ANA).looksAt('#wins', 'QuillonA');
    expect(text).toContain('Also today: 15 wins');
    expect(await pressedOn('3 more', QUILLONS)).toEqual(new Set(QUILLONS.slice(3)));
  });
});
