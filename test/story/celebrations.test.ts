import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DealRecord } from '../../crm/customer/business-records.ts';
import type { CustomerRecord, SourceRecord } from '../../crm/customer/records.ts';
import { celebrateTargets } from '../../jobs/win/celebrate-targets.ts';
import { dailyWins } from '../../jobs/win/daily-wins.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { customer, entry } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours, and behind us. */
const NOW = new Date('2026-11-17T10:14:00Z');
const [MINUTE, DAY] = [60_000, 86_400_000];
const mail = (first: string) => `${first}@rapport.example`;
const [TOM, LEA, FATIMA, MIA] = ['tom', 'lea', 'fatima', 'mia'].map(mail) as [
  string,
  string,
  string,
  string,
];
const PEOPLE = demoOrganisation(NOW).filter(
  ({ kind }) => kind === 'department' || kind === 'person',
);
const people = PEOPLE.flatMap((one) => (one.kind === 'person' ? [one] : []));
const idIn = (email: string) => people.find((one) => one.email === email)?.externalId ?? '';
const SOURCE = people[0]?.source ?? 'crm';

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [TOM, LEA, FATIMA, MIA].map((email) => ({
        email,
        name: email.split('@')[0] ?? '',
      })),
      channels: [{ name: '#wins', members: [TOM, LEA, FATIMA] }],
      now: () => clock.now,
      records: [
        ...PEOPLE,
        ...['Ondo', 'Pemba', 'Quill', 'Rowan', 'Sable'].flatMap((name) => [
          account(name),
          ...[TOM, MIA].map((email) =>
            entry(`${name} ${email}`, name, {
              source: SOURCE,
              entryKind: 'call',
              person: idIn(email),
              at: new Date(NOW.getTime() - 20 * DAY),
            }),
          ),
        ]),
      ],
    });
  });
  afterAll(() => chat.close());

  const save = (...records: SourceRecord[]) => chat.store.records.save(records);
  const posts = (has: string) =>
    chat.posts().filter(({ channel, text }) => channel === '#wins' && text.includes(has));
  const ask = async (words: string, email = LEA) => (await chat.as(email).says(words)).text;
  const wins = () =>
    chat.store.wins.list({
      since: new Date(0),
      until: new Date(clock.now.getTime() + 1),
      limit: 100,
    });
  const send = (job: { kind: typeof dailyWins.kind }, slot: Date) =>
    chat.queue.send(job.kind, { slot: slot.toISOString() }, { key: slot.toISOString() });
  /** All consumers have read what was appended so far. */
  const atRest = () =>
    chat.until(async () => {
      const [row] = await chat.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM event e, event_consumer c WHERE c.name = 'celebrations' AND (e.transaction, e.id) > (c.transaction, c.event_id)`,
      );
      return row?.n === 0;
    }, 'the events are read');

  test('off until an administrator switches it on; a dry run says what it would have posted', async () => {
    await chat.as(LEA).says('win channel', { in: '#wins' });
    await save(deal('Ondo', { closedAt: new Date(NOW.getTime() - DAY / 2) }));
    await atRest();
    expect(await wins()).toEqual([]);
    const text = await ask('celebrations', TOM);
    expect(text).toMatch(/Celebrations are off/);
    expect(text).toMatch(/would have posted 1 in the last 30 days: Deals won 1/);
    expect(text).not.toContain('Switch them on');
    expect(await ask('celebrations on', TOM)).toMatch(/administrators/i);
    await ask('celebrations');
    expect((await chat.as(LEA).presses('Switch them on')).text).toMatch(/Celebrations are on/);
    await atRest();
    expect(await wins()).toEqual([]);
    clock.now = new Date(clock.now.getTime() + MINUTE);
  });

  test('a deal won is posted once, with everybody whom the timeline names', async () => {
    await save(deal('Pemba', { status: 'open', closedAt: null }));
    await save(deal('Pemba', { closedAt: clock.now }));
    await chat.until(() => posts('Pemba').length > 0, 'it is posted');
    const [post] = posts('Pemba');
    expect(post?.text).toMatch(/🎉 Pemba signed/);
    expect(post?.text).toMatch(/€50[.,]000/);
    expect(post?.text).toMatch(
      /Tom Whitfield \(Sales\)[\s\S]*Mia Hoffmann \(Support\)|Mia[\s\S]*Tom/,
    );
    expect(post?.text).not.toContain('Told by');
    await save(deal('Pemba', { closedAt: clock.now, stage: 'Signed' }));
    await atRest();
    expect(await wins()).toHaveLength(1);
    expect(await ask('timeline pemba', TOM)).toMatch(/Celebrated: signed/);
  });

  test('reopened, the post says that it was taken back', async () => {
    await save(deal('Pemba', { status: 'open', closedAt: null }));
    await chat.until(() => posts('this win was taken back').length > 0, 'it is taken back');
    expect(posts('🎉 Pemba')).toEqual([]);
    expect((await wins())[0]?.state).toBe('retracted');
  });

  test('a renewal is, and its withdrawal takes it back', async () => {
    await save(account('Quill', { renewsOn: '2026-12-01' }));
    await save(account('Quill', { renewsOn: '2027-12-01' }));
    await chat.until(() => posts('Quill renewed until 1 Dec 2027').length > 0, 'it is posted');
    await save(account('Quill', { renewsOn: '2026-12-01' }));
    await chat.until(() => posts('Quill renewed').length === 0, 'it is taken back');
  });

  test('a customer who is saved, until they are at risk again', async () => {
    await save(account('Rowan', { stage: 'at-risk' }));
    await save(account('Rowan', { stage: 'live' }));
    await chat.until(() => posts('Rowan is no longer at risk').length > 0, 'it is posted');
    await save(account('Rowan', { stage: 'at-risk' }));
    await chat.until(() => posts('Rowan is no longer at risk').length === 0, 'it is taken back');
  });

  test('praise waits for the daily post; what is off is not posted', async () => {
    await save(...praise('Sable', 10));
    await atRest();
    const [win] = (await wins()).filter(({ what }) => what.includes('10 of 10'));
    expect(win).toMatchObject({ kind: 'other', state: 'posted' });
    expect(posts('Sable')).toEqual([]);
    clock.now = new Date(clock.now.getTime() + 15 * MINUTE);
    await chat.until(
      async () => (await chat.store.winPosts.of(win?.id ?? '')) !== null,
      'it waits',
    );
    await send(dailyWins, clock.now);
    await chat.until(() => posts('gave us 10 of 10').length > 0, 'the daily post stands');
    expect(await ask('celebrations praise off')).toMatch(/Praise by a customer[\s\S]{0,3}off/);
    await save(...praise('Ondo', 10));
    await save(...praise('Pemba', 9));
    await atRest();
    expect((await wins()).filter(({ what }) => what.includes('of 10'))).toHaveLength(1);
  });

  test('history is never announced', async () => {
    const n = (await wins()).length;
    await save(deal('Quill', { closedAt: new Date(clock.now.getTime() - 3 * DAY) }));
    await atRest();
    expect(await wins()).toHaveLength(n);
  });

  test('a figure that reached its target is celebrated once, when its period is over', async () => {
    for (const pace of ['daily', 'rules'])
      expect(await ask(`celebrations targets ${pace}`)).toMatch(/posted at once, or not at all/);
    await ask('target nps 20 a week');
    await ask('target nps 30 a week @tom');
    await save(
      account('Sable', { owner: idIn(TOM) }),
      entry('call of the week', 'Sable', {
        source: SOURCE,
        entryKind: 'call',
        person: idIn(MIA),
        at: clock.now,
      }),
      entry('private word', 'Sable', {
        source: SOURCE,
        entryKind: 'call',
        person: idIn(FATIMA),
        at: clock.now,
        visibility: 'managers',
      }),
    );
    const monday = new Date('2026-11-23T08:20:00Z');
    clock.now = monday;
    await send(celebrateTargets, monday);
    await chat.until(() => posts('reached 100').length === 2, 'both are posted');
    const of = (target: string) => posts(target)[0]?.text ?? '';
    expect(of('Target 20')).toMatch(
      /Target 20 · all customers · 16 Nov to 22 Nov[\s\S]*Thanks to .*Mia Hoffmann \(Support\).*, and to everybody who moves it: .*Support/,
    );
    expect(of('Target 20')).not.toContain('Fatima');
    expect(of('Target 30')).toMatch(
      /🎉 Net promoter score · customers of Tom Whitfield reached 100[\s\S]*Target 30 · customers of Tom Whitfield · 16 Nov/,
    );
    await send(celebrateTargets, new Date(monday.getTime() + DAY));
    await ask('goals');
    expect(posts('reached 100')).toHaveLength(2);
  });
});

const account = (name: string, over: Partial<CustomerRecord> = {}): CustomerRecord =>
  customer(name, { source: SOURCE, ...over });

const deal = (of: string, over: Partial<DealRecord> = {}): DealRecord => ({
  kind: 'deal',
  source: SOURCE,
  externalId: `deal of ${of}`,
  customer: of,
  name: 'New business',
  status: 'won',
  stage: null,
  money: { amount: 5_000_000, currency: 'EUR' },
  owner: idIn(TOM),
  origin: null,
  product: null,
  openedAt: new Date(NOW.getTime() - 40 * DAY),
  closedAt: NOW,
  ...over,
});

const praise = (of: string, score: number): SourceRecord[] => [
  {
    kind: 'survey-answer',
    source: SOURCE,
    externalId: `answer of ${of}`,
    customer: of,
    survey: 'nps',
    score,
    best: 10,
    comment: null,
    at: new Date(NOW.getTime() + MINUTE),
    ticket: null,
  },
  entry(`answer of ${of}`, of, {
    source: SOURCE,
    entryKind: 'survey',
    at: new Date(NOW.getTime() + MINUTE),
    record: { kind: 'survey-answer', id: `answer of ${of}` },
  }),
];
