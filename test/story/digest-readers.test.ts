import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendJob } from '../../crm/store/change.ts';
import { postDigests } from '../../jobs/index.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Wednesday in office hours. */
const NOW = new Date('2026-11-18T10:14:00Z');
const clock = { now: NOW };
const [ANA, LEA] = ['ana@rapport.example', 'lea@rapport.example'];

describe.each(CHAT_PLATFORMS)('the readers and the days of a digest, %s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    clock.now = NOW;
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana' },
        { email: LEA, name: 'Lea' },
      ],
      now: () => clock.now,
      records: demoOrganisation(NOW),
      channels: [{ name: '#success', members: [ANA, LEA] }],
    });
  });
  afterAll(() => chat.close());

  const says = async (who: string, words: string) =>
    (await chat.as(who).says(words, { in: '#success' })).text;

  const posts = () => chat.posts().filter(({ text }) => text.includes('As of'));
  /** The clock of the bot strikes this minute, and everything that is due is sent. */
  async function strikes(at: string): Promise<void> {
    clock.now = new Date(at);
    const slot = clock.now.toISOString();
    await chat.store.commit([
      sendJob(postDigests.kind, { slot }, { key: `${postDigests.kind.id}:${slot}` }),
    ]);
    await chat.until(async () => {
      const due = await chat.store.digests.due(clock.now);
      const [digest] = await chat.store.digests.all();
      const issues = digest ? await chat.store.digests.issues(digest.id, 9) : [];
      return due.length === 0 && issues.every(({ sentAt }) => sentAt !== null);
    }, 'nothing is due any more');
  }

  test('a closed day moves it to the next working day, or leaves it out', async () => {
    expect(await says(ANA, 'digest Monday 8:00 europe/berlin')).toContain('Mon, 23 Nov');
    await says(LEA, 'holidays 2026-11-23');
    expect(await says(ANA, 'digest move holidays')).toContain('Next: Tue, 24 Nov');
    expect(await says(ANA, 'digest skip holidays')).toContain('Next: Mon, 30 Nov');
  });

  test('a channel without amounts has no figure in money', async () => {
    const lea = chat.as(LEA);
    const form = {
      rhythm: 'week-1',
      clock: '08:00',
      zone: 'Europe/Berlin',
      holidays: 'move',
      kpis: ['average-revenue', 'churn-rate'],
    };
    await says(LEA, 'digest');
    await lea.presses('Edit');
    await lea.fills(form);
    // Ana set it up.
    await lea.presses('Change it');
    expect(await says(LEA, 'digest preview')).toContain('Average revenue');
    await says(LEA, 'channel');
    await lea.presses('Hide amounts');
    const preview = await says(LEA, 'digest preview');
    expect(preview).not.toContain('Average revenue');
    expect(preview).toContain('Churn rate');
  });

  test('moved for a holiday it comes a day later, with the same week and without amounts', async () => {
    await says(ANA, 'digest move holidays');
    await strikes('2026-11-23T07:00:00Z');
    expect(posts()).toEqual([]);
    await strikes('2026-11-24T07:00:00Z');
    const [post, ...others] = posts();
    expect(others).toEqual([]);
    expect(post?.text).toContain('Week 47');
    expect(post?.text).toContain('As of today 08:00');
    expect(post?.text).not.toContain('Late');
    expect(post?.text).toContain('Churn rate');
    expect(post?.text).not.toMatch(/Average revenue|€|EUR/);
    await chat.as(ANA).looksAt('#success', 'As of');
    expect((await chat.as(ANA).presses('All figures')).text).toContain('16 Nov to 22 Nov');
  });

  test('skipped for a holiday it does not come, and the week after tells of its own days', async () => {
    await says(LEA, 'holidays 2026-11-30');
    expect(await says(ANA, 'digest skip holidays')).toContain('Next: Mon, 7 Dec');
    for (const at of ['2026-11-30T07:00:00Z', '2026-12-01T07:00:00Z']) await strikes(at);
    expect(posts()).toHaveLength(1);
    await strikes('2026-12-07T07:00:00Z');
    expect(posts()).toHaveLength(2);
    expect(posts().at(-1)?.text).toContain('Week 49');
  });
});
