import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonId } from '../../crm/person/person.ts';
import { weeklySummary } from '../../jobs/notification/weekly-summary.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours, and behind us, so that what is to be sent later is sent at once. */
const NOW = new Date('2026-11-10T10:14:00Z');
const MONDAY = new Date('2026-11-16T08:00:00Z');
const [ANA, KIM, TOM] = ['ana@rapport.example', 'kim@rapport.example', 'tom@rapport.example'];
const PEOPLE = [
  { email: ANA, name: 'Ana' },
  { email: KIM, name: 'Kim' },
  { email: TOM, name: 'Tom' },
];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const ids = new Map<string, PersonId>();
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

  const lately = (email: string) =>
    chat.store.messages.recent({ kind: 'person', person: ids.get(email)! }, new Date(0));
  const toAna = () => lately(ANA);
  const later = (hours: number) => {
    clock.now = new Date(clock.now.getTime() + hours * 3_600_000);
  };

  test('a week of real work: what came, what was acted on, nothing of the weeks around it', async () => {
    // The week before.
    clock.now = new Date(NOW.getTime() - 3 * 86_400_000);
    await chat.as(TOM).says('task oresund @ana "from before" by friday');
    await chat.until(
      async () => (await toAna()).some(({ state }) => state === 'sent'),
      'it arrived then',
    );
    clock.now = NOW;
    for (const customer of ['globex', 'vela']) {
      later(2);
      await chat.as(TOM).says(`handoff ${customer} @ana "moving to Berlin" by friday`);
      await chat.until(
        async () =>
          (await toAna()).filter(
            ({ kind, state, line }) =>
              kind === 'handoff' && state === 'sent' && line.toLowerCase().includes(customer),
          ).length === 1,
        `${customer} is handed over`,
      );
    }
    await chat.as(ANA).isTold('hands you Globex');
    await chat.as(ANA).presses('Accept');
    later(2);
    await chat.as(TOM).says('tell @ana halden "who is it?"');
    await chat.as(ANA).isTold('Tom asks you');
    await chat.as(ANA).presses('Answer');
    await chat.as(ANA).fills({ words: 'Jonas' });
    for (const what of ['ring them', 'write to them']) {
      later(2);
      await chat.as(TOM).says(`task kestrel @ana "${what}" by friday`);
      await chat.as(ANA).isTold(what);
    }
    // Somebody else's, and one that reached her after the week.
    later(2);
    await chat.as(TOM).says('task kestrel @kim "for somebody else" by friday');
    const arrived = async () =>
      (await Promise.all([ANA, KIM].map(lately))).flat().every(({ state }) => state === 'sent');
    await chat.until(arrived, 'it is known that all of it arrived');

    clock.now = MONDAY;
    await chat.queue.send(
      weeklySummary.kind,
      { slot: '2026-11-15T09:05:00.000Z' },
      { key: 'monday' },
    );
    const note = await chat.as(ANA).isTold('messages from me last week');
    expect(note.text).toContain('5 messages from me last week');
    expect(note.text).toMatch(/Handoffs:? +2, you acted on 1/);
    expect(note.text).toMatch(/Mentions:? +1, you acted on 1/);
    expect(note.text).toMatch(/Tasks:? +2, you acted on 0/);
    expect(note.text).toContain('You pressed nothing on: Tasks.');
    const summed = (email: string) =>
      chat.until(
        async () =>
          (await lately(email)).some(({ kind, state }) => kind === 'summary' && state === 'sent'),
        `${email} has a note of the week`,
      );
    await summed(KIM);
    expect((await chat.as(KIM).isTold('from me last week')).text).toContain(
      '1 message from me last week',
    );
    await chat.queue.send(
      weeklySummary.kind,
      { slot: '2026-11-15T09:05:00.000Z' },
      { key: 'monday, by another copy' },
    );
    expect(
      chat.told(ANA).filter(({ text }) => text.includes('messages from me last week')),
    ).toHaveLength(1);
  }, 60_000);

  test('one press gathers all of it, and another takes that back', async () => {
    await chat.as(ANA).isTold('messages from me last week');
    expect((await chat.as(ANA).presses('Gather all of this daily')).text).toContain(
      'Everything is gathered, daily at 09:00',
    );
    later(1);
    await chat.as(TOM).says('tell @ana halden "and the phone?"');
    await chat.until(
      async () =>
        (await toAna()).some(({ kind, state }) => kind === 'mention' && state === 'deferred'),
      'it waits for the morning',
    );
    expect((await toAna()).find(({ state }) => state === 'deferred')?.dueAt).toEqual(
      new Date('2026-11-17T08:00:00Z'),
    );
    await chat.as(ANA).presses('Undo');
    later(1);
    await chat.as(TOM).says('tell @ana halden "or an address?"');
    expect((await chat.as(ANA).isTold('or an address?')).text).toContain('Why you got this');
  });
});
