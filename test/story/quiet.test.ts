import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ActionName } from '../../cards/view/action.ts';
import { text, type View } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { deliverBatchJob, weeklyNoteJob } from '../../crm/notification/jobs.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import type { ChannelSettings } from '../../crm/store/channels.ts';
import { TEAM } from '../bot/slack/fake/people.ts';
import { TENANT } from '../bot/teams/client.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, KIM, LEA, TOM] = [
  'ana@rapport.example',
  'kim@rapport.example',
  'lea@rapport.example',
  'tom@rapport.example',
];
const PEOPLE = [
  { email: ANA, name: 'Ana Ruiz' },
  { email: KIM, name: 'Kim' },
  { email: LEA, name: 'Lea Brandt' },
  { email: TOM, name: 'Tom' },
];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  let week = 0;
  const ids = new Map<string, PersonId>();
  let acme: CustomerId;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: PEOPLE,
      now: () => clock.now,
      records: demoOrganisation(NOW),
      channels: [{ name: '#sales', members: [ANA, KIM] }],
    });
    await chat.as(ANA).says('help', { in: '#sales' });
    for (const { email } of PEOPLE) {
      await chat.as(email).says('help');
      ids.set(email, (await chat.store.people.byEmail(email))!.id);
    }
    acme = (await chat.store.customers.find('acme industries', 1))[0]!.customer.id;
  });
  afterAll(() => chat.close());
  // Each story a week after the one before, so that nothing of it is lately any more.
  beforeEach(() => {
    week += 1;
    clock.now = new Date(NOW.getTime() + week * 7 * 86_400_000);
  });

  const view = (title: string): View => ({
    title,
    blocks: [
      text(`About ${title}.`),
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: 'Open it',
            action: ActionName.parse('customer.show'),
            data: { customer: acme },
          },
        ],
      },
    ],
  });
  const message = (email: string, key: string, more: Partial<NewMessage> = {}): NewMessage => ({
    key,
    subject: { kind: 'other', id: key, role: 'other', version: null },
    to: { kind: 'person', person: ids.get(email)! },
    kind: 'signal',
    customerId: acme,
    line: `Line ${key}`,
    why: 'You own Acme Industries.',
    view: view(`News ${key}`),
    pressing: false,
    ...more,
  });
  const tell = (...messages: NewMessage[]) =>
    chat.store.commit(
      messages.map((one) => ({ kind: 'message', message: one })),
      clock.now,
    );
  const become = (key: string, state: string) =>
    chat.until(
      async () => (await chat.store.messages.get(key))?.state === state,
      `${key} is ${state}`,
    );
  /** Runs the queue's jobs of that time. */
  async function passes(email: string, until: string): Promise<void> {
    clock.now = new Date(until);
    await chat.queue.send(
      deliverBatchJob,
      { to: { kind: 'person', person: ids.get(email)! }, slot: until },
      { key: `${email} ${until}` },
    );
  }
  function where(): { place: Place; settings: ChannelSettings } {
    const [tenant, id] =
      platform === 'slack' ? [TEAM, 'CSALES'] : [TENANT, '19:sales@thread.tacv2'];
    return {
      place: { platform, tenant, kind: 'channel', id, name: 'sales', shared: false },
      settings: {
        platform,
        tenant,
        channel: id,
        name: 'sales',
        mode: 'open',
        department: null,
        showsAmounts: true,
      },
    };
  }
  const toldOf = (email: string, words: string) =>
    chat.told(email).filter(({ text: seen }) => seen.includes(words));

  test('ten messages in a minute become one, with the detail in its thread or a press away', async () => {
    const keys = Array.from({ length: 10 }, (_, i) => `burst-${i}`);
    await tell(...keys.map((key) => message(KIM, key)));
    for (const key of keys) await become(key, 'deferred');
    expect(toldOf(KIM, 'burst')).toEqual([]);
    const due = (await chat.store.messages.get('burst-0'))!.dueAt!;
    expect(due.getTime() - clock.now.getTime()).toBeLessThanOrEqual(11 * 60_000);
    await passes(KIM, due.toISOString());
    for (const key of keys) await become(key, 'sent');
    const told = await chat.as(KIM).isTold('10 things since');
    for (const key of keys) expect(told.text).toContain(`Line ${key}`);
    expect(
      chat.told(KIM).filter(({ text: seen, thread }) => !thread && seen.includes('burst')),
    ).toHaveLength(1);
    if (platform === 'slack')
      expect(
        chat.told(KIM).filter(({ text: seen, thread }) => thread && seen.includes('News burst')),
      ).toHaveLength(10);
    else {
      const detail = await chat.as(KIM).presses('Open');
      expect(detail.text).toContain('About News burst-0.');
      expect((await chat.as(KIM).presses('Back to the list')).text).toContain('10 things since');
    }
  });

  test('a burst to a channel is one post there, with why and without anybody’s own settings', async () => {
    const { place } = where();
    const keys = Array.from({ length: 5 }, (_, i) => `channel-${i}`);
    await tell(
      ...keys.map((key) => message(KIM, key, { to: { kind: 'place', place }, kind: 'win' })),
    );
    for (const key of keys) await become(key, 'deferred');
    clock.now = (await chat.store.messages.get('channel-0'))!.dueAt!;
    await chat.queue.send(
      deliverBatchJob,
      { to: { kind: 'place', place }, slot: clock.now.toISOString() },
      { key: 'channel' },
    );
    for (const key of keys) await become(key, 'sent');
    const posted = chat
      .posts()
      .filter(({ channel, text: seen }) => channel === '#sales' && seen.includes('5 things since'));
    expect(posted).toHaveLength(1);
    expect(posted[0]?.text).not.toContain('Mute');
  });

  test('a channel that was closed meanwhile gets nothing', async () => {
    const { place, settings } = where();
    await chat.store.channels.set({ ...settings, mode: 'read-only' });
    await tell(message(KIM, 'closed-1', { to: { kind: 'place', place } }));
    await become('closed-1', 'failed');
    await chat.store.channels.set({ ...settings, mode: 'open' });
    expect(chat.posts().filter(({ text: seen }) => seen.includes('closed-1'))).toEqual([]);
  });

  test('a message says why it came, leads back, and that it was acted on is known', async () => {
    await tell(message(ANA, 'why-1'));
    const told = await chat.as(ANA).isTold('News why-1');
    expect(told.text).toContain('Why you got this: You own Acme Industries.');
    const why = await chat.as(ANA).presses('Why this?');
    expect(why.text).toMatch(/You own Acme Industries\.[\s\S]*Signals come to you: at once\./);
    expect((await chat.store.messages.get('why-1'))?.actedAt).toBe(null);
    expect((await chat.as(ANA).presses('Back to the message')).text).toContain('About News why-1.');
    expect((await chat.as(ANA).presses('Open it')).text).toContain('Mid-market');
    expect((await chat.store.messages.get('why-1'))?.actedAt).toEqual(clock.now);
  });

  test('snoozed from the message: what comes is held, and comes when one is back', async () => {
    await tell(message(ANA, 'snooze-1'));
    await chat.as(ANA).isTold('News snooze-1');
    const snoozed = await chat.as(ANA).presses('Quiet for 1 hour');
    expect(snoozed.text).toContain('Quiet until today 12:14');
    await tell(message(ANA, 'snooze-2', { pressing: true }));
    await become('snooze-2', 'deferred');
    expect(toldOf(ANA, 'snooze-2')).toEqual([]);
    await chat.as(ANA).presses('Tell me again');
    await become('snooze-2', 'sent');
    expect(toldOf(ANA, 'News snooze-2')).toHaveLength(1);
  });

  test('typed: what a snooze held comes when it is ended, as one message; what waits for its own hour waits on', async () => {
    expect((await chat.as(TOM).says('me snooze 2h')).text).toContain('Quiet until today 12:14');
    await tell(
      message(TOM, 'typed-1', { pressing: true }),
      message(TOM, 'typed-2'),
      message(TOM, 'typed-3', { kind: 'followed' }),
    );
    for (const key of ['typed-1', 'typed-2', 'typed-3']) await become(key, 'deferred');
    expect(toldOf(TOM, 'typed-')).toEqual([]);
    await chat.as(TOM).says('me snooze off');
    for (const key of ['typed-1', 'typed-2']) await become(key, 'sent');
    const told = await chat.as(TOM).isTold('2 things since');
    for (const key of ['typed-1', 'typed-2']) expect(told.text).toContain(`Line ${key}`);
    expect(await chat.store.messages.get('typed-3')).toMatchObject({
      state: 'deferred',
      dueAt: new Date(clock.now.getTime() + 46 * 60_000),
    });
    await passes(TOM, (await chat.store.messages.get('typed-3'))!.dueAt!.toISOString());
    await become('typed-3', 'sent');
  });

  test('a shorter snooze, shorter quiet hours and another pace bring what they held at their time', async () => {
    await chat.as(TOM).says('me snooze until 18:00');
    await tell(message(TOM, 'shorter-1'));
    await become('shorter-1', 'deferred');
    await chat.as(TOM).says('me snooze 30m');
    expect((await chat.store.messages.get('shorter-1'))?.dueAt).toEqual(
      new Date(clock.now.getTime() + 30 * 60_000),
    );
    await chat.as(TOM).presses('Tell me again');
    await become('shorter-1', 'sent');
    await chat.as(TOM).says('me quiet 8:00-20:00');
    await tell(message(TOM, 'shorter-2'));
    await become('shorter-2', 'deferred');
    await chat.as(TOM).says('me');
    await chat.as(TOM).presses('Change');
    await chat.as(TOM).fills({ quietFrom: '', quietTo: '' });
    await become('shorter-2', 'sent');
    await chat.as(TOM).says('me signals daily');
    await tell(message(TOM, 'shorter-3'));
    await become('shorter-3', 'deferred');
    await chat.as(TOM).says('me signals at once');
    await become('shorter-3', 'sent');
    for (const n of [1, 2, 3]) expect(toldOf(TOM, `News shorter-${n}`), String(n)).toHaveLength(1);
  });

  test('who ends a snooze while a burst is gathered has the burst as it is', async () => {
    const keys = Array.from({ length: 5 }, (_, i) => `gust-${i}`);
    await tell(...keys.map((key) => message(LEA, key)));
    for (const key of keys) await become(key, 'deferred');
    await chat.as(LEA).says('me snooze 5m');
    await chat.as(LEA).says('me snooze off');
    for (const key of keys)
      expect((await chat.store.messages.get(key))?.state, key).toBe('deferred');
    await passes(LEA, (await chat.store.messages.get('gust-0'))!.dueAt!.toISOString());
    for (const key of keys) await become(key, 'sent');
    expect((await chat.as(LEA).isTold('5 things since')).text).toContain('Line gust-4');
  });

  test('a customer that is muted is not told of, until it is heard again', async () => {
    await tell(message(TOM, 'mute-1'));
    await chat.as(TOM).isTold('News mute-1');
    expect((await chat.as(TOM).presses('Nothing of this customer')).text).toContain(
      'Acme Industries is muted',
    );
    await tell(message(TOM, 'mute-2'));
    await become('mute-2', 'muted');
    expect((await chat.as(TOM).says('me')).text).toMatch(/Muted customers[\s\S]*1 customer/);
    await chat.as(TOM).presses('Show');
    await chat.as(TOM).presses('Hear of Acme Industries');
    await tell(message(TOM, 'mute-3'));
    expect((await chat.as(TOM).isTold('News mute-3')).text).toContain('Mute');
    expect(toldOf(TOM, 'mute-2')).toEqual([]);
  });

  test('quiet hours hold what comes in the evening; in the morning it is there, once', async () => {
    expect((await chat.as(LEA).says('me quiet 18:00-08:00')).text).toMatch(
      /Quiet hours:? +18:00–08:00/,
    );
    clock.now = new Date(`${clock.now.toISOString().slice(0, 10)}T20:30:00Z`);
    await tell(message(LEA, 'night-1', { pressing: true }));
    await become('night-1', 'deferred');
    const due = (await chat.store.messages.get('night-1'))!.dueAt!;
    expect(due.toISOString()).toMatch(/T07:00:00/);
    await passes(LEA, due.toISOString());
    await become('night-1', 'sent');
    await chat.queue.send(
      deliverBatchJob,
      { to: { kind: 'person', person: ids.get(LEA)! }, slot: due.toISOString() },
      { key: 'again' },
    );
    expect((await chat.as(LEA).isTold('News night-1')).text).toContain('About News night-1.');
    expect(toldOf(LEA, 'night-1')).toHaveLength(1);
  });

  test('a platform that says "too many" is asked again when it said so: one message, once', async () => {
    chat.refuses(1);
    await tell(message(ANA, 'busy-1'));
    await become('busy-1', 'sent');
    expect(toldOf(ANA, 'News busy-1')).toHaveLength(1);
  });

  test('how one is told things is set in a form', async () => {
    const lines = await chat.as(KIM).says('me');
    expect(lines.text).toMatch(/Named in wins[\s\S]*read your name[\s\S]*Do not name me/);
    expect(lines.text).not.toMatch(/Time zone|Kept from you/);
    const unnamed = await chat.as(KIM).presses('Do not name me');
    expect(unnamed.text).toMatch(/says “a colleague”[\s\S]*Name me again/);
    const form = await chat.as(KIM).presses('Change');
    expect(form.form?.title).toBe('How I tell you things');
    const saved = await chat.as(KIM).fills({
      win: 'muted',
      signal: 'daily',
      dailyAt: '08:30',
      quietFrom: '18:00',
      quietTo: '08:00',
      daysOff: ['7'],
      named: 'no',
    });
    expect(saved.text).toMatch(
      /Daily at 08:30[\s\S]*Signals[\s\S]*Never[\s\S]*Wins[\s\S]*18:00–08:00[\s\S]*Sunday/,
    );
    expect(await chat.store.notificationPreferences.get(ids.get(KIM)!)).toMatchObject({
      kinds: { win: 'muted', signal: 'daily', handoff: 'at-once' },
      dailyAt: '08:30',
      quiet: { from: '18:00', to: '08:00' },
      daysOff: [7],
      named: false,
    });
  });

  test.each([
    ['me wins hourly', /Hourly[^\n]*\n?[^\n]*Wins/],
    ['me mute wins', /Never[^\n]*\n?[^\n]*Wins/],
    ['me off sat sun', /Saturday, Sunday/],
    ['me daily 7am', /Daily hour:? +07:00/],
    ['me quiet 25:00-8', /could not read “25:00” as a time/],
    ['me off mon tue wed thu fri sat sun', /no day on which/],
    ['me away until friday', /You are away until/],
    ['me colder', /could not read “colder”/],
  ])('%s', async (words, answer) => expect((await chat.as(TOM).says(words)).text).toMatch(answer));

  test('the weekly note says what came and what was acted on, and one press makes it less', async () => {
    // The messages above came in the week until now.
    await tell(message(ANA, 'week-1'), message(ANA, 'week-2'));
    for (const key of ['week-1', 'week-2']) await become(key, 'sent');
    const told = await chat.as(ANA).isTold('News week-1');
    expect(told.text).toContain('Open it');
    await chat.as(ANA).presses('Open it');
    clock.now = new Date(clock.now.getTime() + 60_000);
    const week = clock.now.toISOString();
    await chat.queue.send(
      weeklyNoteJob,
      { person: ids.get(ANA)!, week },
      { key: `${platform} ${week}` },
    );
    const note = await chat.as(ANA).isTold('2 messages from me last week');
    expect(note.text).toMatch(/Signals:? +2, you acted on 1/);
    expect((await chat.as(ANA).presses('Gather all of this daily')).text).toContain(
      'Everything is gathered, daily at 09:00',
    );
    expect((await chat.store.notificationPreferences.get(ids.get(ANA)!)).kinds).toMatchObject({
      signal: 'daily',
      handoff: 'daily',
    });
    await chat.as(ANA).presses('Undo');
    expect((await chat.store.notificationPreferences.get(ids.get(ANA)!)).kinds).toEqual({});
  });

  test('somebody whom no account leads to is a failure on record, and nobody else’s message', async () => {
    const stranger = (await chat.store.people.all()).find(
      ({ email, active }) => active && !PEOPLE.some((one) => one.email === email),
    )!;
    await tell({ ...message(ANA, 'nowhere-1'), to: { kind: 'person', person: stranger.id } });
    await become('nowhere-1', 'failed');
    expect(await chat.store.audit.search({ limit: 5 })).toContainEqual(
      expect.objectContaining({
        person: stranger.id,
        detail: expect.objectContaining({ why: 'unreachable', message: 'nowhere-1' }),
      }),
    );
  });
});
