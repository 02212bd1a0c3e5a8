import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendJob } from '../../crm/store/change.ts';
import { postDigests } from '../../jobs/index.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Wednesday in office hours. */
const NOW = new Date('2026-11-18T10:14:00Z');
/** Monday 08:00 in Berlin. */
const MONDAY = new Date('2026-11-23T07:00:00Z');
const MINUTE = 60_000;
const [ANA, BEN, LEA, OLGA] = [
  'ana@rapport.example',
  'ben@rapport.example',
  'lea@rapport.example',
  'olga@client.example',
];
const PEOPLE = [
  { email: ANA, name: 'Ana Ruiz' },
  { email: BEN, name: 'Ben Osei' },
  { email: LEA, name: 'Lea' },
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
        { name: '#sales', members: [ANA] },
        { name: '#client', members: [ANA], shared: true },
      ],
    });
  });
  afterAll(() => chat.close());

  const digests = (channel = '#success') =>
    chat.posts().filter((post) => post.channel === channel && post.text.includes('As of'));
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
    const proposed = await chat.as(ANA).says('digest', { in: '#success' });
    expect(proposed.text).toMatch(/Nothing is posted yet. 2 people read it there[\s\S]*Week 46/);
    expect(await chat.store.digests.all()).toEqual([]);
    const reply = await chat.as(ANA).presses('Post it every Monday at 08:00');
    expect(reply.text).toMatch(/success gets a digest/);
    expect(reply.text).toContain('every Monday at 08:00');
    // By the clock of the one who set it up, who is in Madrid.
    expect(reply.text).toContain('Europe/Madrid');
    expect(reply.text).toContain('2 people read it there');
    expect(reply.private).toBe(true);
    expect((await chat.as(BEN).says('digest', { in: '#success' })).text).toContain('has a digest');
    expect(await chat.store.digests.all()).toHaveLength(1);
  });

  test('a colleague’s is stopped and changed only after a question, and its maker hears of it', async () => {
    const ben = chat.as(BEN);
    expect((await chat.as(ANA).says('digests')).text).toContain('#success');
    const stop = await ben.says('digest stop', { in: '#success' });
    expect(stop.text).toMatch(/Stop the digest of #success\?\nAna Ruiz set it up, and hears of it/);
    expect((await ben.presses('Leave it as it is')).text).toContain('has a digest');
    await ben.says('digest stop', { in: '#success' });
    expect((await ben.presses('Stop it')).text).toContain('is stopped');
    await chat.as(ANA).isTold('Ben Osei stopped the digest');
    expect((await chat.as(ANA).presses('Resume')).text).toContain('has a digest');
    await ben.says('digest daily 9:00 Europe/Berlin', { in: '#success' });
    expect((await ben.presses('Change it')).text).toContain('every working day at 09:00');
    await chat.as(ANA).isTold('Ben Osei changed the digest');
    // An administrator sees it without reading the channel.
    expect((await chat.as(LEA).says('digests')).text).toContain('#success');
    const back = await chat.as(ANA).says('digest weekly 8:00 Europe/Madrid', { in: '#success' });
    expect(back.text).toContain('every Monday at 08:00 (Europe/Madrid)');
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
    // Of few answers it says how few.
    expect(post?.text).toMatch(/Customer satisfaction [\d.]+ of 5 .*· n = \d records?$/m);
    expect(post?.text).toContain('As of today 08:00');
    // A number and its unit stay on one line.
    expect(post?.text).toMatch(/16 Nov 100 %/);
    expect(post?.text).not.toContain('Late');
  });

  test('its buttons lead to all figures and to the records', async () => {
    await chat.as(BEN).looksAt('#success', 'As of');
    expect((await chat.as(BEN).presses('All figures')).text).toContain('16 Nov to 22 Nov');
    const [digest] = await chat.store.digests.all();
    const [issue] = await chat.store.digests.issues(digest!.id, 1);
    expect(issue?.actedAt).toEqual(clock.now);
  });

  test('a leader’s own says who takes part; a member has none', async () => {
    expect((await chat.as(BEN).says('digest leaders')).text).toContain('for managers and leaders');
    expect((await chat.as(LEA).says('digest leaders')).text).toContain('You get a digest');
    expect((await chat.as(LEA).says('digest leaders preview')).text).toMatch(
      /Who takes part[\s\S]*of \d+ departments logged less than half/,
    );
    expect((await chat.as(LEA).says('digest leaders stop')).text).toContain('is stopped');
  });

  test('a customer who needs somebody becomes the task of whoever presses first', async () => {
    await chat.as(BEN).looksAt('#success', 'As of');
    const taken = await chat.as(BEN).presses('I take it');
    const name = /You take (.+)/.exec(taken.text)?.[1] ?? '';
    expect(name).not.toBe('');
    const ben = await chat.store.people.byEmail(BEN);
    const tasks = await chat.store.tasks.list({ holder: ben!.id, open: true, limit: 50 });
    expect(tasks.filter(({ what }) => what.startsWith('Look after them'))).toHaveLength(1);
    // Everybody sees it where the digest stands; the other customer is still offered.
    await chat.until(
      async () => digests()[0]?.text.includes('Ben has it') ?? false,
      'the post says so',
    );
    expect(digests()[0]?.text).toMatch(/I take it/);
    await chat.as(ANA).looksAt('#success', 'As of');
    const other = /You take (.+)/.exec((await chat.as(ANA).presses('I take it')).text)?.[1];
    expect(other).not.toBe(name);
    await chat.until(
      async () => digests()[0]?.text.includes('Ana has it') ?? false,
      'and of the other',
    );
    expect(digests()[0]?.text).toContain('Ben has it');
    expect(digests()[0]?.text).not.toMatch(/I take it/);
    expect(digests()[0]?.text).toContain('As of today 08:00');
  });

  test('is previewed, tested in private, paused, resumed, edited and stopped', async () => {
    const ana = chat.as(ANA);
    await ana.says('digests');
    expect((await ana.says('digest preview', { in: '#success' })).text).toContain(
      'Preview · Week 47',
    );
    expect((await ana.says('digest test', { in: '#success' })).text).toContain('on its way to you');
    expect((await ana.isTold('Week 47')).text).toContain('you asked for a test');
    expect((await ana.says('digest pause', { in: '#success' })).text).toContain('is paused');
    expect((await chat.store.digests.all())[0]?.next).toBeNull();
    expect((await ana.presses('Resume')).text).toContain('Next:');
    await ana.presses('Edit');
    const edited = await ana.fills({
      rhythm: 'day',
      clock: '14:00',
      zone: 'Asia/Tokyo',
      holidays: 'skip',
      kpis: ['churn-rate'],
    });
    expect(edited.text).toContain('every working day at 14:00');
    expect(edited.text).toContain('Asia/Tokyo');
    expect(edited.text).toContain('Churn rate');
    await ana.presses('Edit');
    const again = await ana.fills({
      rhythm: 'day',
      clock: '09:00',
      zone: 'Asia/Tokyoo',
      holidays: 'skip',
      kpis: [],
    });
    expect(again.text).toContain('Asia/Tokyoo');
  });

  test('another channel gets the same by its name', async () => {
    expect((await chat.as(ANA).says('digest like #success', { in: '#sales' })).text).toContain(
      'Asia/Tokyo',
    );
    expect((await chat.as(BEN).says('digests', { in: 'direct' })).text).not.toContain('#sales');
    expect((await chat.as(ANA).says('digests', { in: 'direct' })).text).toContain('#sales');
    expect((await chat.as(ANA).says('digest stop', { in: '#sales' })).text).toContain('is stopped');
    expect(
      (await chat.as(ANA).says('digest weekly friday 16:00', { in: '#sales' })).text,
    ).toContain('every Friday at 16:00');
    expect((await chat.as(ANA).says('digest stop', { in: '#sales' })).text).toContain('is stopped');
  });

  test('missed while the bot was down it comes late, says so, and once', async () => {
    await chat.as(ANA).says('digest weekly monday 8:00 Europe/Berlin', { in: '#success' });
    const before = digests().length;
    // Two Mondays later, on a Wednesday.
    await strikes(new Date('2026-12-09T09:00:00Z'));
    await sent();
    await strikes(new Date('2026-12-09T09:05:00Z'));
    expect(digests()).toHaveLength(before + 1);
    expect(digests().at(-1)?.text).toContain('Late: this was due');
    expect(digests().at(-1)?.text).toContain('Week 49');
  });

  test('nobody acted on it for four weeks, so it asks whether to stop, and goes on if told so', async () => {
    for (const day of ['2026-12-14', '2026-12-21', '2026-12-28', '2027-01-04', '2027-01-11']) {
      await strikes(new Date(`${day}T07:00:00Z`));
      await sent();
    }
    expect(digests().at(-1)?.text).toContain('Nobody opened this digest for four weeks');
    await chat.as(BEN).looksAt('#success', 'Nobody opened');
    expect((await chat.as(BEN).presses('Keep it')).text).toContain('It goes on');
    await strikes(new Date('2027-01-18T07:00:00Z'));
    await sent();
    expect(digests().at(-1)?.text).not.toContain('Nobody opened');
  });

  test('a channel that was closed since is posted nothing, and its maker hears of it', async () => {
    const [digest] = await chat.store.digests.all();
    const { to } = digest!;
    if (to.kind !== 'place') throw new Error('A channel’s');
    const { platform: on, tenant, id: channel, name } = to.place;
    const settings = { platform: on, tenant, channel, name, department: null, showsAmounts: true };
    await chat.store.channels.set({ ...settings, mode: 'read-only' });
    const before = digests().length;
    await strikes(new Date('2027-01-25T07:00:00Z'));
    expect((await chat.as(ANA).isTold('was not posted')).text).toContain('read-only');
    expect(digests()).toHaveLength(before);
  });

  test.each([
    ['#client', 'shared with another organisation'],
    ['direct', 'goes to a channel'],
  ] as const)('is not set up in %s', async (place, says) => {
    expect((await chat.as(ANA).says('digest', { in: place })).text).toContain(says);
  });
});
