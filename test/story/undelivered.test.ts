import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PersonRecord } from '../../crm/customer/records.ts';
import { deliverBatchJob } from '../../crm/notification/jobs.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { dailyWins } from '../../jobs/win/daily-wins.ts';
import { TEAM } from '../bot/slack/fake/people.ts';
import { TENANT } from '../bot/teams/client.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-17T10:14:00Z');
const [ANA, BEN, KIM, LEA, TOM, MIA] = ['ana', 'ben', 'kim', 'lea', 'tom', 'mia'].map(
  (name) => `${name}@rapport.example`,
) as [string, string, string, string, string, string];
const PEOPLE = [ANA, BEN, KIM, LEA, TOM, MIA].map((email) => ({
  email,
  name: email.split('@')[0] ?? '',
}));
const RECORDS = demoOrganisation(NOW);

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const ids = new Map<string, PersonId>();
  beforeAll(async () => {
    chat = await bot({
      platform,
      // Slack is asked for a colleague's account, so there Ben has none.
      people: PEOPLE.filter(({ email }) => platform === 'teams' || email !== BEN),
      now: () => clock.now,
      records: RECORDS,
      channels: [{ name: '#sales', members: [ANA, KIM, LEA, TOM] }],
    });
    for (const { email } of PEOPLE) ids.set(email, (await chat.store.people.byEmail(email))!.id);
    // Ben has never written to the bot.
    for (const email of [ANA, KIM, LEA, TOM]) await chat.as(email).says('help');
    await chat.as(ANA).says('help', { in: '#sales' });
  });
  afterAll(() => chat.close());
  // So that nothing of the story before is a burst with this one.
  beforeEach(() => {
    clock.now = new Date(clock.now.getTime() + 2 * 3_600_000);
  });

  const person = (email: string): PersonRecord =>
    RECORDS.find(
      (record): record is PersonRecord => record.kind === 'person' && record.email === email,
    )!;
  const leaves = (email: string) => chat.store.records.save([{ ...person(email), active: false }]);
  const returns = (email: string) => chat.store.records.save([person(email)]);
  const lately = async (email: string) =>
    chat.store.messages.recent({ kind: 'person', person: ids.get(email)! }, new Date(0));
  const untold = async (email: string) =>
    (await lately(email)).filter(({ subject }) =>
      ['undelivered', 'unposted'].includes(subject.role),
    );
  const sales = (mode: 'open' | 'read-only') => {
    const [tenant, channel] =
      platform === 'slack' ? [TEAM, 'CSALES'] : [TENANT, '19:sales@thread.tacv2'];
    return chat.store.channels.set({
      platform,
      tenant,
      channel,
      name: 'sales',
      mode,
      department: null,
      showsAmounts: true,
    });
  };
  /** Delivers the messages that were deferred until then. */
  async function comes(email: string, about: string): Promise<void> {
    const waits = async () =>
      (await lately(email)).find(({ state, line }) => state === 'deferred' && line.includes(about));
    await chat.until(async () => Boolean(await waits()), `"${about}" is laid aside`);
    clock.now = (await waits())!.dueAt!;
    await chat.queue.send(
      deliverBatchJob,
      { to: { kind: 'person', person: ids.get(email)! }, slot: clock.now.toISOString() },
      { key: `${email} ${about} ${clock.now.toISOString()}` },
    );
  }

  test('a handoff to somebody who never wrote to the bot: the giver hears why, asks an administrator, and hands it to somebody else', async () => {
    const ana = chat.as(ANA);
    await ana.says('handoff acme industries @ben "moving to Berlin" by friday');
    const told = await ana.isTold('Ben was not told');
    expect(told.text).toMatch(
      /Acme Industries: Ben was not told[\s\S]*Your handoff did not reach Ben: they have not written to me yet[\s\S]*Hand it to somebody else, or tell them yourself/,
    );
    expect(JSON.stringify(told.raw)).toContain(`mailto:${BEN}`);
    expect((await ana.presses('Tell Lea')).text).toContain('Lea is told');
    expect((await chat.as(LEA).isTold('I cannot reach Ben Osei')).text).toContain(
      'Ana wanted to tell Ben something',
    );
    expect((await chat.as(LEA).presses('Whose account is whose')).text).toContain(
      'no account that I have seen',
    );
    expect((await ana.presses('Back to the message')).text).toContain('Ben was not told');
    await ana.presses('Someone else…');
    await ana.fills({ person: 'Kim' });
    expect((await chat.as(KIM).isTold('hands you Acme Industries')).text).toContain(
      'moving to Berlin',
    );
    expect(await untold(ANA)).toHaveLength(1);
  });

  test('an administrator gets the way to link the account at once', async () => {
    await chat.as(LEA).says('task acme industries @ben "ring them" by friday');
    const told = await chat.as(LEA).isTold('Ben was not told');
    expect(told.text).toContain('Your task did not reach Ben');
    expect(told.text).toContain('Somebody else…');
    expect(told.text).not.toContain('Tell Lea');
    expect((await chat.as(LEA).presses('Whose account is whose')).text).toContain(
      'Whose account is whose',
    );
  });

  test('somebody who left before it reached them', async () => {
    await chat.as(KIM).says('me handoffs daily');
    await chat.as(ANA).says('handoff globex @kim "new buyer there" by friday');
    await chat.until(
      async () =>
        (await lately(KIM)).some(
          ({ state, line }) => state === 'deferred' && line.includes('Globex'),
        ),
      'it is laid aside',
    );
    await leaves(KIM);
    await comes(KIM, 'Globex');
    const told = await chat.as(ANA).isTold('Globex: Kim was not told');
    expect(told.text).toContain('Kim: they no longer work here');
    expect(told.text).not.toContain('Write to Kim');
    expect(told.text).toContain('Someone else…');
    await returns(KIM);
    await chat.as(KIM).says('me handoffs at once');
  });

  test('somebody who muted the customer hears nothing of it, and the giver hears that', async () => {
    const kim = { kind: 'person' as const, person: ids.get(KIM)! };
    const preference = await chat.store.notificationPreferences.get(kim.person);
    const halden = (await chat.store.customers.find('halden', 1))[0]!.customer.id;
    await chat.store.notificationPreferences.save(kim.person, {
      ...preference,
      mutedCustomers: [halden],
    });
    await chat.as(ANA).says('handoff halden @kim "wants a second site" by friday');
    const told = await chat.as(ANA).isTold('Halden Logistics: Kim was not told');
    expect(told.text).toContain(
      'did not reach Kim: they asked not to be told of this customer, or of such things; it stands in their list of work',
    );
    expect(told.text).toContain('Someone else…');
    expect((await chat.as(KIM).says('work')).text).toContain('Halden Logistics');
    expect(
      (await lately(KIM)).filter(({ line, state }) => line.includes('Halden') && state === 'sent'),
    ).toEqual([]);
    await chat.store.notificationPreferences.save(kim.person, preference);
  });

  test('a question to several: only once it reached nobody', async () => {
    await chat.as(ANA).says('tell @product globex "did the export work?"');
    await chat.as(TOM).says('tell @sales globex "who has the contract?"');
    await chat.until(
      async () =>
        (await lately(ANA)).some(
          ({ state, line }) => state === 'sent' && line.includes('Tom asks you'),
        ),
      'a colleague in Sales is asked',
    );
    const told = await chat.as(ANA).isTold('nobody whom you asked was told');
    expect(told.text).toContain('Your question reached nobody there');
    expect(told.text).toContain('Ask somebody else…');
    expect((await untold(ANA)).filter(({ line }) => line.includes('whom you asked'))).toHaveLength(
      1,
    );
    await chat.until(
      async () =>
        (await chat.store.audit.search({ limit: 100 })).filter(({ detail }) =>
          String(detail['message']).startsWith('mention:'),
        ).length > 2,
      'those whom nothing reached are on record',
    );
    expect(await untold(TOM)).toEqual([]);
  });

  test('a channel that became read-only in between: nothing stands there, and whoever shared hears of it', async () => {
    const ana = chat.as(ANA);
    await ana.says('share globex', { in: '#sales' });
    chat.refuses(1);
    await ana.presses('Share');
    await sales('read-only');
    const told = await ana.isTold('Globex: not posted in #sales');
    expect(told.text).toMatch(
      /An administrator set #sales to be read-only in between[\s\S]*Share it in another channel/,
    );
    expect(
      chat
        .posts()
        .filter(({ channel, text }) => channel === '#sales' && text.includes('Shared by')),
    ).toEqual([]);
    await sales('open');
  });

  test('the same with a win: it is kept, its teller is told once, and it comes when the channel is open again', async () => {
    const tom = chat.as(TOM);
    await chat.as(LEA).says('win channel', { in: '#sales' });
    await tom.says('win kestrel signed for three years');
    chat.refuses(1);
    await tom.presses('Post it');
    await sales('read-only');
    expect((await tom.isTold('Kestrel Energy: not posted in #sales')).text).toContain(
      'The win is kept',
    );
    expect((await tom.presses('The win')).text).toContain('signed for three years');
    await sales('open');
    clock.now = new Date(clock.now.getTime() + 3_600_000);
    await chat.queue.send(dailyWins.kind, { slot: clock.now.toISOString() }, { key: 'daily' });
    await chat.until(
      () =>
        chat.posts().some(({ channel, text }) => channel === '#sales' && text.includes('Kestrel')),
      'it is posted with the wins of the day',
    );
    expect((await untold(TOM)).filter(({ line }) => line.includes('not posted'))).toHaveLength(1);
  });

  test('that somebody was not told reaches nobody in its turn: that is only on record', async () => {
    await chat.as(TOM).says('me handoffs daily');
    await chat.as(TOM).says('handoff brightwater @ben "needs Berlin" by friday');
    const isLaidAside = async () =>
      (await lately(TOM)).some(
        ({ state, line }) => state === 'deferred' && line.includes('Ben was not told'),
      );
    await chat.until(isLaidAside, 'it is laid aside');
    await leaves(TOM);
    await comes(TOM, 'Ben was not told');
    await chat.until(
      async () =>
        (await chat.store.audit.search({ limit: 5 })).some(
          ({ detail }) =>
            String(detail['message']).startsWith('untold:handoff') && detail['why'] === 'inactive',
        ),
      'it is on record',
    );
    await chat.until(async () => !(await isLaidAside()), 'it is laid aside no more');
    await returns(TOM);
  });
});
