import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INGEST_SECRET, sendItems } from '../bot/ingest/signed.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
const SECOND = 1000;
const [ANA, LEA] = ['ana@rapport.example', 'lea@rapport.example'];

const mapping = (priority: string) => `name: Inbox
source: inbox
items:
  - item: account
    when: "{kind} = account"
    id: "{id}"
    records:
      - customer: { name: "{name}", stage: live }
  - item: ticket
    when: "{kind} = ticket"
    id: "{id}"
    records:
      - ticket:
          customer: "{account}"
          subject: "{subject}"
          status: open
          priority: { map: "{priority}", to: { ${priority} } }
          openedAt: "{at}"
`;
const ticket = (id: string, more: object = {}) => ({
  kind: 'ticket',
  id,
  account: 'a1',
  subject: 'The export stops',
  priority: 'P1',
  at: '2026-11-16T09:00:00Z',
  api_token: 'not-for-eyes',
  ...more,
});

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-mappings-'));
  let chat: Bot;
  /** Each request comes a second later. */
  let now = NOW;
  beforeAll(async () => {
    writeFileSync(join(folder, 'inbox.yaml'), mapping('P2: normal'));
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana' },
        { email: LEA, name: 'Lea' },
      ],
      now: () => now,
      records: demoOrganisation(NOW),
      ingest: { secret: INGEST_SECRET, ofSource: {}, folder },
    });
  });
  afterAll(async () => {
    await chat.close();
    rmSync(folder, { recursive: true });
  });

  const send = (items: unknown, key: string) => {
    now = new Date(now.getTime() + SECOND);
    return sendItems(`${chat.door}/inbox`, items, { key, at: now });
  };
  const overview = () => chat.store.deliveries.overview('inbox');

  test('before anything came, the card says how to send it', async () => {
    expect((await chat.as(LEA).says('map')).text).toContain('inbox');
    expect((await chat.as(LEA).says('map inbox')).text).toContain('POST /ingest');
    expect((await chat.as(LEA).says('map fax')).text).toContain('There is no mapping “fax”');
  });

  test('an item that cannot be read is kept aside, and saved once the mapping is corrected', async () => {
    const account = { kind: 'account', id: 'a1', name: 'Northwind Traders' };
    await send([account, ticket('1', { priority: 'P2' }), ticket('2'), { kind: 'other' }], 'one');
    await send(ticket('3', { account: 'a9', priority: 'P2' }), 'two');
    await chat.until(async () => (await overview())?.aside === 2, 'two items are kept aside');

    const card = await chat.as(LEA).says('map inbox');
    expect(card.text).toContain('2 items are kept aside');
    expect(card.text).toContain('"P1" is not among what the mapping knows (P2)');
    expect(card.text).toContain('no customer is called "a9" (ticket)');
    expect(card.text).toContain('The export stops');
    expect(card.text).not.toContain('not-for-eyes');

    writeFileSync(join(folder, 'inbox.yaml'), mapping('P1: urgent, P2: normal'));
    const pressed = await chat.as(LEA).presses('Try the 2 again');
    expect(pressed.text).toContain('The 2 are tried again');
    await chat.until(async () => (await overview())?.aside === 1, 'one of them is saved');
    const tickets = await chat.database.query(
      `SELECT external_id AS id, priority FROM ticket WHERE source = 'inbox' ORDER BY external_id`,
    );
    expect(tickets).toEqual([
      { id: '1', priority: 'normal' },
      { id: '2', priority: 'urgent' },
      { id: '3', priority: 'normal' },
    ]);

    // The customer comes later.
    await send({ kind: 'account', id: 'a9', name: 'Fabrikam' }, 'three');
    await chat.until(async () => (await overview())?.last.saved === 1, 'the customer is there');
    const again = await chat.as(LEA).presses('Look again');
    expect(again.text).toContain('1 item is kept aside');
    await chat.as(LEA).presses('Try the one again');
    await chat.until(async () => (await overview())?.aside === 0, 'all are saved');
    expect((await chat.as(LEA).says('map inbox')).text).toContain('Nothing is kept aside');
    expect((await chat.as(LEA).says('customer fabrikam')).text).toContain('Fabrikam');
  });

  test('a mapping that is wrong keeps everything aside with the reason', async () => {
    writeFileSync(join(folder, 'inbox.yaml'), mapping('P1: urgent').replace('subject:', 'topic:'));
    expect((await send(ticket('4'), 'four')).status).toBe(202);
    await chat.until(async () => (await overview())?.aside === 1, 'it is kept aside');
    const card = await chat.as(LEA).says('map inbox');
    expect(card.text).toContain('ticket has no field "topic"');
    writeFileSync(join(folder, 'inbox.yaml'), mapping('P1: urgent'));
    await chat.as(LEA).presses('Try the one again');
    await chat.until(async () => (await overview())?.aside === 0, 'it is saved');
  });

  test('it is for administrators', async () => {
    expect((await chat.as(ANA).says('map inbox')).text).toContain('for administrators');
  });
});
