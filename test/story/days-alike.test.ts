import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Saturday. */
const NOW = new Date('2026-11-28T10:14:00Z');
/** In London, New York, Berlin and Tokyo. */
const PEOPLE = ['tom', 'darnell', 'ben', 'yuki'].map((name) => ({
  email: `${name}@rapport.example`,
  name,
}));

describe.each(CHAT_PLATFORMS)('%s: a day without an hour has no zone', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: PEOPLE,
      now: () => NOW,
      records: demoOrganisation(NOW),
      cases: ['csv/day-only'],
    });
  });
  afterAll(() => chat.close());

  test.each(PEOPLE)('$name reads the days that the file says', async ({ email }) => {
    const { text } = await chat.as(email).says('customer day probe');
    expect(text).toContain('customer since November 2025');
    expect(text).toMatch(/renews (?:1 Jan|Jan 1,) 2027/);
  });
});
