import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TicketRecord } from '../../crm/customer/business-records.ts';
import { watchSignals } from '../../jobs/signal/check-signals.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { customer, departments, employee, entry } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [HOUR, DAY] = [3_600_000, 86_400_000];
const [ANA, KIM, LEA] = ['ana@ours.example', 'kim@ours.example', 'lea@ours.example'];

const ticket = (externalId: string, of: string, over: Partial<TicketRecord>): TicketRecord => ({
  kind: 'ticket',
  source: 'crm',
  externalId,
  customer: of,
  subject: externalId,
  status: 'open',
  priority: 'urgent',
  owner: null,
  openedAt: NOW,
  firstResponseAt: null,
  solvedAt: null,
  escalated: false,
  satisfaction: null,
  ...over,
});

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  const clock = { now: NOW };
  const ago = (milliseconds: number) => new Date(clock.now.getTime() - milliseconds);
  beforeAll(async () => {
    chat = await bot({
      platform,
      now: () => clock.now,
      records: [
        ...departments,
        employee('Ana'),
        employee('Kim', { department: 'support' }),
        employee('Lea', { role: 'administrator' }),
        customer('Northwind', { owner: 'Ana', renewsOn: '2027-06-01' }),
        entry('northwind-call', 'Northwind', {
          at: new Date(NOW.getTime() - 2 * DAY),
          entryKind: 'call',
          person: 'Ana',
        }),
        customer('Southwind', { owner: 'Ana' }),
        customer('Westwind', { owner: 'Ana' }),
        entry('southwind-call', 'Southwind', {
          at: new Date(NOW.getTime() - 29 * DAY - 23 * HOUR),
          entryKind: 'call',
          person: 'Ana',
          title: 'A private word',
        }),
      ],
      people: [
        { email: ANA, name: 'Ana' },
        { email: KIM, name: 'Kim' },
        { email: LEA, name: 'Lea' },
      ],
    });
    for (const email of [ANA, KIM, LEA]) await chat.as(email).says('help');
    for (const rule of ['ticket-spike', 'silence'])
      await chat.store.signals.setRule({
        rule,
        isOn: true,
        threshold: rule === 'silence' ? 30 : 2,
      });
    await chat.as(KIM).says('follow northwind');
  });
  afterAll(() => chat.close());
  const toldOf = (email: string, words: string) =>
    chat.told(email).filter(({ text }) => text.includes(words)).length;

  test('two urgent tickets: owner and follower are told why, and what to do', async () => {
    await chat.store.records.save([
      ticket('Export fails', 'Northwind', { openedAt: ago(2 * HOUR) }),
      ticket('Import fails', 'Northwind', { openedAt: ago(HOUR) }),
    ]);
    const told = await chat.as(ANA).isTold('Northwind: 2 urgent tickets open');
    expect(told.text).toMatch(/Because of ticket “Export fails”, opened/);
    expect(told.text).toMatch(/last contact 2 days ago · Ana/);
    expect(told.text).toContain('Try: ask Support how it stands');
    expect(told.text).toContain('You own Northwind.');
    expect((await chat.as(KIM).isTold('Northwind: 2 urgent tickets open')).text).toContain(
      'You follow Northwind.',
    );
    expect(chat.told(LEA).some(({ text }) => text.includes('Northwind'))).toBe(false);
  });

  test('a third ticket repeats nothing, and the card says it once, with a reason to hold an offer', async () => {
    await chat.store.records.save([ticket('Login fails', 'Northwind', { openedAt: ago(HOUR) })]);
    await chat.until(async () => {
      const [row] = await chat.database.query<{ n: number }>(
        `SELECT jsonb_array_length(causes) AS n FROM signal WHERE rule = 'ticket-spike' AND ended_at IS NULL`,
      );
      return row?.n === 3;
    }, 'it is seen');
    const { text } = await chat.as(ANA).says('customer northwind');
    expect(text.match(/3 urgent tickets/g)).toHaveLength(1);
    expect(toldOf(ANA, 'urgent tickets open')).toBe(1);
  });

  test('useful, or a task of mine: each does what it says', async () => {
    await chat.as(ANA).isTold('Northwind: 2 urgent tickets open');
    expect((await chat.as(ANA).presses('Useful')).text).toContain('You called this useful');
    const task = await chat.as(ANA).presses('Task for me');
    expect(task.text).toMatch(/Ask Support how it stands/);
    expect((await chat.as(ANA).says('tasks')).text).toMatch(/Ask Support how it stands/);
  });

  test('it ends with the tickets; when it comes back, it is told again', async () => {
    const solved = { status: 'solved', solvedAt: clock.now } as const;
    const names = ['Export fails', 'Import fails', 'Login fails'];
    await chat.store.records.save(names.map((name) => ticket(name, 'Northwind', solved)));
    await chat.until(async () => {
      const [row] = await chat.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM signal WHERE rule = 'ticket-spike' AND ended_at IS NULL`,
      );
      return row?.n === 0;
    }, 'it is over');
    // A message that stands with somebody says so too, and keeps the answer that its reader gave.
    for (const email of [ANA, KIM])
      await chat.until(
        async () =>
          chat
            .told(email)
            .some(({ text }) => /urgent tickets open[\s\S]*It is over since/.test(text)),
        `${email} reads that it is over`,
      );
    clock.now = new Date(NOW.getTime() + 20 * DAY);
    await chat.store.records.save(
      ['Again', 'And again'].map((name) => ticket(name, 'Northwind', { openedAt: ago(HOUR) })),
    );
    await chat.until(async () => toldOf(ANA, 'urgent tickets open') === 2, 'Ana is told again');
    clock.now = NOW;
  });

  test('silence comes by time alone: told once, however often the clock looks', async () => {
    expect((await chat.as(ANA).says('signals')).text).not.toContain('No contact for');
    clock.now = new Date(NOW.getTime() + 2 * HOUR);
    for (const slot of ['2026-11-24T05:12:00.000Z', '2026-11-25T05:12:00.000Z'])
      await chat.queue.send(watchSignals.kind, { slot }, { key: `watch ${slot}` });
    await chat.as(ANA).isTold('Southwind: no contact for 30 days');
    await chat.until(async () => toldOf(ANA, 'Southwind: no contact') === 1, 'it came');
    expect((await chat.as(ANA).says('signals')).text).toMatch(/Southwind\s+No contact for 30 days/);
    expect((await chat.as(LEA).says('signals')).text).toMatch(
      /None at customers that you own or follow[\s\S]*Southwind\s+No contact for 30 days/,
    );
    clock.now = NOW;
  });

  test('a payment that failed is told as such, on the card as well, until the money came', async () => {
    const paid = (externalId: string, over: object) => ({
      kind: 'payment' as const,
      source: 'crm',
      externalId,
      customer: 'Southwind',
      invoice: null,
      money: { amount: 90_000, currency: 'EUR' },
      at: ago(HOUR),
      method: 'card',
      ...over,
    });
    await chat.store.signals.setRule({ rule: 'failed-payment', isOn: true, threshold: 1 });
    await chat.store.records.save([paid('p1', { status: 'failed' })]);
    await chat.as(ANA).isTold('Southwind: a payment failed');
    const card = async () => (await chat.as(ANA).says('customer southwind')).text;
    expect(await card()).toMatch(/Before you reach out[\s\S]*payment failed[\s\S]*Newest/);
    expect(await card()).toContain('Hold any offer: failed payment');
    await chat.store.records.save([paid('p2', { at: clock.now })]);
    await chat.until(async () => !/payment failed/.test(await card()), 'it is over');
  });

  test('tickets that were open for long and become urgent now are told: a priority is as it was then', async () => {
    // On a day on which Ana was not told of anything yet.
    clock.now = new Date(NOW.getTime() + DAY);
    const old = (name: string, priority: 'normal' | 'urgent') =>
      ticket(name, 'Westwind', { priority, openedAt: ago(9 * DAY) });
    await chat.store.records.save([old('Slow', 'normal'), old('Slower', 'normal')]);
    expect((await chat.as(ANA).says('signals')).text).not.toContain('Westwind');
    await chat.store.records.save([old('Slow', 'urgent'), old('Slower', 'urgent')]);
    await chat.as(ANA).isTold('Westwind: 2 urgent tickets open');
    clock.now = NOW;
  });
});
