import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendJob } from '../../crm/store/change.ts';
import { postDigests } from '../../jobs/index.ts';
import { demoOrganisation } from '../../prisma/seed/organisation.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';

/** A Wednesday in office hours. */
const NOW = new Date('2026-11-18T10:14:00Z');
/** Monday 08:00 in Berlin. */
const MONDAY = new Date('2026-11-23T07:00:00Z');
const MINUTE = 60_000;
const [ANA, BEN, OLGA] = ['ana@rapport.example', 'ben@rapport.example', 'olga@client.example'];
const PEOPLE = [
  { email: ANA, name: 'Ana Ruiz' },
  { email: BEN, name: 'Ben Osei' },
  { email: OLGA, name: 'Olga', standing: 'outsider' as const },
];
const RECORDS = demoOrganisation(NOW);

describe.each(CHAT_PLATFORMS)('a digest, %s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: PEOPLE,
      now: () => clock.now,
      records: RECORDS,
      channels: [
        { name: '#success', members: [ANA, BEN] },
        { name: '#client', members: [ANA], shared: true },
      ],
    });
  });
  afterAll(() => chat.close());

  const digests = (channel = '#success') =>
    chat.posts().filter((post) => post.channel === channel && post.text.includes('our customers'));
  /** The clock of the bot strikes this minute. */
  async function strikes(at: Date): Promise<void> {
    clock.now = at;
    const slot = at.toISOString();
    await chat.store.commit([
      sendJob(postDigests.kind, { slot }, { key: `${postDigests.kind.id}:${slot}` }),
    ]);
    await chat.until(
      async () => (await chat.store.digests.due(at)).length === 0,
      'nothing is due any more',
    );
  }
  const sent = async () =>
    chat.until(async () => {
      const [digest] = await chat.store.digests.all();
      const [issue] = digest ? await chat.store.digests.issues(digest.id, 1) : [];
      return Boolean(issue?.sentAt);
    }, 'the issue is sent');

  test('is set up for the channel in which somebody types it, for Monday 08:00', async () => {
    const reply = await chat.as(ANA).says('digest', { in: '#success' });
    expect(reply.text).toMatch(/success gets a digest/);
    expect(reply.text).toContain('every Monday at 08:00');
    expect(reply.text).toContain('Europe/Berlin');
    expect(reply.text).toContain('2 people read it there');
    expect(reply.private).toBe(true);
    expect((await chat.as(BEN).says('digest', { in: '#success' })).text).toContain('has a digest');
    expect(await chat.store.digests.all()).toHaveLength(1);
  });

  test('comes once at its minute, with figures, their change, and as of when', async () => {
    await strikes(new Date(MONDAY.getTime() - 5 * MINUTE));
    expect(digests()).toEqual([]);
    await strikes(MONDAY);
    await sent();
    await strikes(new Date(MONDAY.getTime() + 5 * MINUTE));
    const [post, ...others] = digests();
    expect(others).toEqual([]);
    expect(post?.text).toContain('Week 47 · our customers');
    expect(post?.text).toMatch(/[▲▼] [\d.]+.*, (?:better|worse)/);
    expect(post?.text).toContain('As of today 08:00');
    expect(post?.text).not.toContain('Late');
  });

  test('its buttons lead to all figures and to the records', async () => {
    await chat.as(BEN).looksAt('#success', 'our customers');
    expect((await chat.as(BEN).presses('All figures')).text).toContain('16 Nov to 22 Nov');
    const [digest] = await chat.store.digests.all();
    const [issue] = await chat.store.digests.issues(digest!.id, 1);
    expect(issue?.actedAt).toEqual(clock.now);
  });

  test.each([
    ['#client', 'shared with another organisation'],
    ['direct', 'goes to a channel'],
  ] as const)('is not set up in %s', async (place, says) => {
    expect((await chat.as(ANA).says('digest', { in: place })).text).toContain(says);
  });
});
