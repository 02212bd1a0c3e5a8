import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { sendJob } from '../../crm/store/change.ts';
import { remindHandoffs } from '../../jobs/handoff/remind-handoffs.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-17T10:14:00Z');
const HOUR = 3_600_000;
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, KIM, MIA, NINA, EMEKA, INGRID, LEA, GUS] = [
  'ana',
  'kim',
  'mia',
  'nina',
  'emeka',
  'ingrid',
  'lea',
  'gus',
].map(mail) as [string, string, string, string, string, string, string, string];
const PEOPLE = [ANA, KIM, MIA, NINA, EMEKA, INGRID, LEA].map((email) => ({
  email,
  name: email.split('@')[0]!,
}));

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [...PEOPLE, { email: GUS, name: 'Gus', standing: 'guest' }],
      now: () => clock.now,
      records: demoOrganisation(NOW),
      channels: [
        { name: '#onboarding', members: [NINA, EMEKA, INGRID, LEA] },
        { name: '#support', members: [KIM, MIA, LEA] },
        { name: '#with-guests', members: [NINA, LEA, GUS] },
      ],
    });
    for (const { email } of PEOPLE) await chat.as(email).says('me');
  });
  afterAll(() => chat.close());

  const idOf = async (email: string) => (await chat.store.people.byEmail(email))!.id;
  const posts = (channel: string, has: string) =>
    chat.posts().filter((post) => post.channel === channel && post.text.includes(has));
  const posted = (channel: string, has: string) =>
    chat.until(() => posts(channel, has).length > 0, `${channel} reads “${has}”`);
  const toldIn = (email: string, has: string) =>
    chat.told(email).filter(({ text }) => text.includes(has));
  const given = async (email: string): Promise<Handoff> =>
    (await chat.store.handoffs.list({ given: await idOf(email), open: true, limit: 20 })).sort(
      (a, b) => b.createdAt.getTime() - a.createdAt.getTime(),
    )[0]!;
  const sets = async (channel: `#${string}`, what: string) =>
    expect((await chat.as(LEA).says(`channel ${what}`, { in: channel })).text).toContain('and me');
  const later = (hours: number) => {
    clock.now = new Date(clock.now.getTime() + hours * HOUR);
  };
  /** Nothing is left to be sent. */
  const quiet = (email: string) =>
    chat.until(
      async () =>
        (
          await chat.store.messages.recent({ kind: 'person', person: await idOf(email) }, NOW)
        ).every(({ state }) => state !== 'waiting'),
      `nothing is on its way to ${email}`,
    );

  test('without a channel each is told in private, and once one has it the others read who', async () => {
    await chat.as(INGRID).says('handoff kestrel onboarding "signed, starts in May"');
    await Promise.all([NINA, EMEKA].map((email) => chat.as(email).isTold('Ingrid hands Kestrel')));
    expect((await chat.as(NINA).presses('Accept')).text).toContain('is yours');
    await chat.until(
      () => toldIn(EMEKA, 'Nina has Kestrel').length === 1,
      'Emeka reads who has it',
    );
    expect(toldIn(EMEKA, 'Ingrid hands')).toEqual([]);
    expect(toldIn(EMEKA, 'Nina has Kestrel')[0]!.text).not.toContain('[Accept]');
    // The message that Nina pressed shows her answer, and nothing replaces it.
    if (platform === 'slack')
      expect(toldIn(NINA, 'Kestrel').map(({ text }) => text)).toEqual([
        expect.stringContaining('Still missing: what was sold'),
      ]);
  });

  test('with one it is offered there, once; two press, one has it, and the post says who', async () => {
    await sets('#onboarding', 'department onboarding');
    expect(
      (await chat.as(INGRID).says('handoff solvang onboarding "bought the Scale plan"')).text,
    ).toContain('It is put into the channel of Onboarding');
    await posted('#onboarding', 'Ingrid hands Solvang');
    const [post] = posts('#onboarding', 'Ingrid hands Solvang');
    expect(post!.text).toContain('This is the channel of Onboarding');
    expect(post!.text).not.toContain('€');
    await chat.as(NINA).looksAt('#onboarding', 'Ingrid hands Solvang');
    await chat.as(EMEKA).looksAt('#onboarding', 'Ingrid hands Solvang');
    const [nina, emeka] = await Promise.all([
      chat.as(NINA).presses('Accept'),
      chat.as(EMEKA).presses('Accept'),
    ]);
    const winner = nina.text.includes('is yours') ? 'Nina' : 'Emeka';
    expect([nina, emeka].filter(({ text }) => text.includes('is yours'))).toHaveLength(1);
    expect([nina, emeka].find(({ text }) => !text.includes('is yours'))!.text).toMatch(
      new RegExp(`${winner} has Solvang.* already`),
    );
    expect([nina.private, emeka.private]).toEqual([true, true]);
    await posted('#onboarding', `${winner} has Solvang`);
    expect(posts('#onboarding', 'Solvang')).toHaveLength(1);
    expect(posts('#onboarding', 'Solvang')[0]!.text).not.toContain('[Accept]');
    await Promise.all([NINA, EMEKA].map(quiet));
    expect(
      [...toldIn(NINA, 'Solvang'), ...toldIn(EMEKA, 'Solvang')].filter(({ text }) =>
        text.includes('Ingrid hands'),
      ),
    ).toEqual([]);
    await chat.as(INGRID).isTold(`${winner} accepted Solvang`);
  });

  test('taken back, the post says so; and nobody of another department can take it', async () => {
    await chat.as(INGRID).says('handoff tamarind onboarding "signed"');
    await posted('#onboarding', 'Ingrid hands Tamarind');
    await chat.as(LEA).looksAt('#onboarding', 'Ingrid hands Tamarind');
    expect((await chat.as(LEA).presses('Accept')).text).toContain('not yours to decide');
    expect((await chat.as(INGRID).presses('Take it back')).text).toContain('You took Tamarind');
    await posted('#onboarding', 'Ingrid took Tamarind');
    expect(posts('#onboarding', 'Ingrid hands Tamarind')).toEqual([]);
  });

  test('late and unclaimed, the channel is reminded, once', async () => {
    later(0.1);
    await chat.as(INGRID).says('handoff vela onboarding "moved their office" by tomorrow 12:00');
    await posted('#onboarding', 'Ingrid hands Vela');
    const { id, dueAt } = await given(INGRID);
    clock.now = new Date(dueAt.getTime() + HOUR);
    for (const sweep of [1, 2])
      await chat.store.commit([
        sendJob(remindHandoffs.kind, { slot: clock.now.toISOString() }, { key: `sweep:${sweep}` }),
      ]);
    await posted('#onboarding', 'waits for Onboarding since');
    expect(posts('#onboarding', 'waits for Onboarding since')[0]!.text).toContain('[Accept]');
    await Promise.all([NINA, EMEKA].map(quiet));
    expect([...toldIn(NINA, 'Vela'), ...toldIn(EMEKA, 'Vela')]).toEqual([]);
    await chat.as(EMEKA).looksAt('#onboarding', 'waits for Onboarding since');
    await chat.as(EMEKA).presses('Accept');
    await chat.until(
      () => posts('#onboarding', 'Emeka has Vela').length === 2,
      'both posts say who has it',
    );
    const audited = (await chat.store.audit.search({ limit: 50 })).filter(
      ({ person, detail }) => person === null && detail['handoff'] === id,
    );
    expect(audited.map(({ detail }) => detail['step'])).toEqual(['reminded']);
  });

  test.each(['silent', 'read-only'] as const)(
    'a %s channel is not posted to: each is told in private',
    async (mode) => {
      await sets('#onboarding', mode);
      const customer = mode === 'silent' ? 'oresund' : 'brightwater';
      await chat.as(ANA).says(`handoff ${customer} onboarding "starts next week"`);
      expect(
        (await chat.as(NINA).isTold(customer === 'oresund' ? 'resund' : 'Brightwater')).text,
      ).toContain('to Onboarding');
      expect(posts('#onboarding', 'Ana hands')).toEqual([]);
      await sets('#onboarding', 'open');
    },
  );

  test('nor is one in which a guest reads', async () => {
    await sets('#onboarding', 'department none');
    await sets('#with-guests', 'department onboarding');
    await chat.as(ANA).says('handoff globex onboarding "starts next week"');
    expect((await chat.as(EMEKA).isTold('Ana hands Globex to Onboarding')).text).toContain(
      '[Accept]',
    );
    expect(posts('#with-guests', 'Globex')).toEqual([]);
    await sets('#with-guests', 'department none');
  });

  test('closed while it was on its way: nobody is forgotten', async () => {
    await sets('#onboarding', 'department onboarding');
    later(0.1);
    await chat.as(ANA).says('handoff acme labs onboarding "starts next week"');
    await posted('#onboarding', 'Ana hands Acme Labs to Onboarding');
    const key = `handoff:${(await given(ANA)).id}:1:channel`;
    const sent = (await chat.store.messages.get(key))!;
    // The next one of the same, as it is before it is posted: in a channel that an administrator has closed since.
    await sets('#onboarding', 'read-only');
    await chat.store.commit([
      {
        kind: 'message',
        message: {
          ...sent,
          key: key.replace(':1:', ':2:'),
          subject: { ...sent.subject, version: 2 },
        },
      },
    ]);
    await Promise.all(
      [NINA, EMEKA].map((email) => chat.as(email).isTold('Ana hands Acme Labs to Onboarding')),
    );
    await sets('#onboarding', 'open');
  });

  test('a question to a department is asked in its channel; one takes it, the other is told who, the asker gets it', async () => {
    later(1);
    await sets('#support', 'department support');
    expect(
      (await chat.as(ANA).says('tell @support acme industries can you look at the export?')).text,
    ).toMatch(/Asked Support.*It is put into the channel of Support/s);
    await posted('#support', 'Acme Industries: Ana asks Support');
    await chat.as(KIM).looksAt('#support', 'Ana asks Support');
    await chat.as(MIA).looksAt('#support', 'Ana asks Support');
    const [kim, mia] = await Promise.all([
      chat.as(KIM).presses('I take it'),
      chat.as(MIA).presses('I take it'),
    ]);
    const [answer] = await Promise.all([chat.as(ANA).isTold('I take it.')]);
    const winner = answer.text.includes('Kim') ? 'Kim' : 'Mia';
    for (const { text, private: alone } of [kim, mia])
      expect([text, alone]).toEqual([expect.stringContaining(`${winner} answered`), true]);
    await posted('#support', `${winner} answered`);
    expect(posts('#support', 'can you look at the export?')).toHaveLength(1);
    for (const email of [KIM, MIA]) {
      expect(toldIn(email, 'can you look at the export?')).toEqual([]);
      expect((await chat.as(email).says('work')).text).not.toContain('can you look at the export?');
    }
    expect(toldIn(ANA, 'I take it.')).toHaveLength(1);
  });

  test('answered in words from the channel, and the post shows them', async () => {
    await chat.as(ANA).says('tell @support globex is the printer fixed?');
    await posted('#support', 'is the printer fixed?');
    await chat.as(MIA).looksAt('#support', 'is the printer fixed?');
    expect((await chat.as(MIA).presses('Answer')).form?.title).toBe('Your answer');
    await chat.as(MIA).fills({ words: 'Since this morning' });
    await chat.as(ANA).isTold('Since this morning');
    await posted('#support', 'Since this morning');
    await chat.as(LEA).looksAt('#support', 'Since this morning');
    expect((await chat.as(LEA).presses('Answer')).text).toContain('put to somebody else');
  });
});
