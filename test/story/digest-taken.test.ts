import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendJob } from '../../crm/store/change.ts';
import { postDigests } from '../../jobs/index.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Wednesday in office hours, and the Monday after it at 08:00 in Berlin. */
const NOW = new Date('2026-11-18T10:14:00Z');
const MONDAY = new Date('2026-11-23T07:00:00Z');
const [BEN, LEA] = ['ben@rapport.example', 'lea@rapport.example'];
const RECORDS = demoOrganisation(NOW);

describe.each(CHAT_PLATFORMS)('a customer of a digest who is taken on, %s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: BEN, name: 'Ben Osei' },
        { email: LEA, name: 'Lea' },
      ],
      now: () => clock.now,
      records: RECORDS,
      channels: [{ name: '#success', members: [BEN] }],
    });
    await chat.as(BEN).says('digest weekly', { in: '#success' });
    await chat.as(LEA).says('digest leaders weekly monday 8:00 Europe/Berlin');
    clock.now = MONDAY;
    const slot = MONDAY.toISOString();
    await chat.store.commit([
      sendJob(postDigests.kind, { slot }, { key: `${postDigests.kind.id}:${slot}` }),
    ]);
    await chat.until(async () => {
      const digests = await chat.store.digests.all();
      const last = await Promise.all(digests.map(({ id }) => chat.store.digests.issues(id, 1)));
      return last.length === 2 && last.every(([issue]) => issue?.sentAt);
    }, 'both issues are sent');
  });
  afterAll(() => chat.close());

  const posts = (says: string) => chat.posts().filter(({ text }) => text.includes(says));

  test('the detail in the thread says it as the digest does, wherever it was pressed', async () => {
    const detail = async () => {
      if (platform === 'slack') return chat.as(BEN).looksAt('#success', '· all of it');
      await chat.as(BEN).looksAt('#success', 'As of');
      return chat.as(BEN).presses('All of it');
    };
    expect((await detail()).text).not.toContain('Ben has it');
    const taken = await chat.as(BEN).presses('I take it');
    const name = /You take (.+)/.exec(taken.text)?.[1] ?? '';
    await chat.until(async () => posts('As of')[0]?.text.includes('Ben has it') ?? false, 'posted');
    if (platform === 'slack')
      await chat.until(
        async () => posts('· all of it')[0]?.text.includes('Ben has it') ?? false,
        'the thread says so',
      );
    const shown = (await detail()).text;
    expect(shown).toMatch(new RegExp(`${name}[\\s\\S]{0,9}Ben has it`));
    expect(shown).toContain('I take it');
    expect(shown).toContain('All figures');
    // From the post itself: its thread follows.
    await chat.as(BEN).looksAt('#success', 'As of');
    await chat.as(BEN).presses('I take it');
    await chat.until(
      async () => (await detail()).text.split('Ben has it').length === 3,
      'the detail says both',
    );
  });

  test('a leader’s own says it too', async () => {
    const told = await chat.as(LEA).isTold('Week 47');
    expect(told.text).not.toContain('Lea has it');
    const taken = await chat.as(LEA).presses('I take it');
    expect(taken.text).toMatch(/You take/);
    const stands = () => chat.told(LEA).find(({ text }) => text.includes('As of'))?.text ?? '';
    await chat.until(async () => stands().includes('Lea has it'), 'her message says so');
    expect(stands()).toContain('I take it');
    // It goes on to say why she gets it.
    expect(stands()).toContain('leaders');
    expect(stands()).toContain('Who takes part');
  });
});
