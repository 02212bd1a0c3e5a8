import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliverBatchJob } from '../../crm/notification/jobs.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [KIM, TOM, MIA, GRACE] = [
  'kim@rapport.example',
  'tom@rapport.example',
  'mia@rapport.example',
  'grace@rapport.example',
];
const PEOPLE = [
  { email: KIM, name: 'Kim' },
  { email: TOM, name: 'Tom' },
  { email: MIA, name: 'Mia' },
  { email: GRACE, name: 'Grace' },
];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const ids = new Map<string, PersonId>();
  let day = 0;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: PEOPLE,
      now: () => clock.now,
      records: demoOrganisation(NOW),
    });
    for (const { email } of PEOPLE) {
      await chat.as(email).says('help');
      ids.set(email, (await chat.store.people.byEmail(email))!.id);
    }
  });
  afterAll(() => chat.close());
  // Each story a week after the one before, so that nothing of it is lately any more.
  beforeEach(() => {
    day += 7;
    clock.now = new Date(NOW.getTime() + day * 86_400_000);
  });

  const open = async (email: string) =>
    chat.store.questions.list({ to: ids.get(email)!, answered: false, limit: 50 });
  const messagesOf = (email: string, since = clock.now) =>
    chat.store.messages.recent(
      { kind: 'person', person: ids.get(email)! },
      new Date(since.getTime() - 1000),
    );
  const deferred = (email: string, n: number) =>
    chat.until(
      async () =>
        (await messagesOf(email)).filter(({ state }) => state === 'deferred').length === n,
      `${n} are deferred`,
    );
  const told = (email: string, words: string) =>
    chat.told(email).filter(({ text }) => text.includes(words));
  /** Runs the queue's jobs of that time. */
  async function passes(email: string, until: Date): Promise<void> {
    clock.now = until;
    await chat.queue.send(
      deliverBatchJob,
      { to: { kind: 'person', person: ids.get(email)! }, slot: until.toISOString() },
      { key: `${email} ${until.toISOString()}` },
    );
  }

  test('a note taken back before it was told is never told, and its question waits for nobody', async () => {
    await chat.as(TOM).says('me snooze 2h');
    const saved = await chat.as(KIM).says('note vela their ceo said secret-A @tom');
    expect(saved.text).toContain('Tom is told.');
    await deferred(TOM, 1);
    const [{ dueAt } = { dueAt: null }] = await messagesOf(TOM);
    expect((await chat.as(KIM).presses('Undo')).text).toMatch(
      /taken back[\s\S]*Tom is not asked any more/,
    );

    for (const words of ['work', 'messages', 'home', 'timeline vela'])
      expect((await chat.as(TOM).says(words)).text).not.toMatch(/secret-A|mentions you/);
    expect(await open(TOM)).toEqual([]);
    expect(await messagesOf(TOM)).toEqual([]);
    await chat.as(KIM).says('note globex the other thing @tom');
    await deferred(TOM, 1);
    await passes(TOM, dueAt!);
    await chat.as(TOM).isTold('the other thing');
    // Written down too, before the clock goes on to another day.
    await chat.until(
      async () => (await messagesOf(TOM, NOW)).every(({ state }) => state === 'sent'),
      'it is sent',
    );
    expect(told(TOM, 'secret-A')).toEqual([]);
  });

  test('a note kept to a department after it was told: who may not read it any more finds its words nowhere, who may still has them', async () => {
    const kim = chat.as(KIM);
    await kim.says('note vela their ceo said secret-B @tom @mia');
    const tom = chat.as(TOM);
    await tom.isTold('secret-B');
    await chat.as(MIA).isTold('secret-B');
    expect((await kim.presses('Only my department')).text).toContain('Tom is not asked any more');
    await chat.until(() => told(TOM, 'secret-B').length === 0, 'Tom’s message says it no more');
    expect(told(TOM, 'is for Support only now')).toHaveLength(1);
    expect(told(MIA, 'secret-B')).toHaveLength(1);
    expect([
      (await open(TOM)).filter(({ words }) => words.includes('secret')),
      (await open(MIA)).length,
    ]).toEqual([[], 1]);
    for (const words of ['work', 'timeline vela', 'customer vela'])
      expect((await tom.says(words)).text).not.toContain('secret-B');
    await tom.says('messages');
    const [message] = await messagesOf(TOM);
    expect(JSON.stringify(message)).not.toContain('secret-B');
    if (platform === 'teams')
      expect((await tom.presses('Open')).text).toMatch(
        /is for Support only now[\s\S]*nothing to answer or to do/,
      );
  });

  test('what is edited reads as it is now, where it was told', async () => {
    const kim = chat.as(KIM);
    await kim.says('note vela they pay 70 @tom');
    await chat.as(TOM).isTold('they pay 70');
    await kim.presses('Edit');
    await kim.fills({ body: 'they pay 90 @tom' });
    await chat.until(() => told(TOM, 'they pay 90').length === 1, 'it reads as it is now');
    expect(told(TOM, 'they pay 70')).toEqual([]);
    expect((await chat.as(TOM).says('work')).text).toMatch(/they pay 90/);
  });

  test('several told as one message: the post, its thread and its list lose what was taken back', async () => {
    await chat.as(TOM).says('me snooze 2h');
    const kim = chat.as(KIM);
    await kim.says('note vela the first of them @tom');
    await kim.says('note vela their ceo said secret-D @tom');
    await deferred(TOM, 2);
    await passes(TOM, (await messagesOf(TOM))[0]!.dueAt!);
    await chat.as(TOM).isTold('2 things since');
    await chat.until(
      async () => (await messagesOf(TOM, NOW)).every(({ state }) => state === 'sent'),
      'both are told',
    );
    await kim.presses('Undo');
    await chat.until(
      () => told(TOM, 'Kim took a note').length > 0 && told(TOM, 'secret-D').length === 0,
      'neither post nor thread says it',
    );
    expect(told(TOM, '2 things since')).toHaveLength(1);
    expect(told(TOM, '2 things since')[0]?.text).toContain('Kim took a note on Vela Clinics back');
  });

  test('thanks for a win that was taken back do not come, and those that came say so', async () => {
    await chat.as(MIA).says('me wins at once');
    const kim = chat.as(KIM);
    await kim.says('win globex saved secret-E @tom @mia');
    await kim.presses('Keep it');
    await deferred(TOM, 1);
    await chat.as(MIA).isTold('secret-E');
    const asked = await kim.presses('Take it back');
    if (!asked.text.includes('the win is taken back')) await kim.presses('Yes, take it back');
    await chat.until(() => told(MIA, 'a win was taken back').length === 1, 'Mia’s thanks say so');
    expect([told(MIA, 'secret-E'), await messagesOf(TOM)]).toEqual([[], []]);
    expect((await chat.as(TOM).says('messages')).text).not.toContain('secret-E');
  });

  test('an answer to what a department keeps is the department’s, and follows the note', async () => {
    const kim = chat.as(KIM);
    await kim.says('note vela export again @grace @mia');
    await chat.as(GRACE).isTold('export again');
    await chat.as(GRACE).presses('Answer');
    await chat.as(GRACE).fills({ words: 'I know why, secret-F' });
    await kim.isTold('I know why');
    await kim.says('notes vela');
    await kim.presses('Show');
    const reads = async (email: string) =>
      (await chat.as(email).says('timeline vela')).text.includes('secret-F');
    expect(await reads(TOM)).toBe(true);
    await kim.presses('Only my department');
    expect([await reads(KIM), await reads(MIA), await reads(TOM)]).toEqual([true, true, false]);
    await chat.as(MIA).says('work');
    await chat.as(MIA).presses('Answer');
    await chat.as(MIA).fills({ words: 'So do I, secret-G' });
    expect((await chat.as(TOM).says('timeline vela')).text).not.toContain('secret-G');
    await kim.says('notes vela');
    await kim.presses('Show');
    await kim.presses('Everyone');
    expect([await reads(KIM), await reads(TOM)]).toEqual([true, true]);
  });
});
