import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot } from '../../chat/bot.ts';
import { INGEST_SECRET, sendItems } from './signed.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
const sample = (name: string): unknown =>
  JSON.parse(readFileSync(`test/fixtures/tools/${name}.json`, 'utf8'));

let chat: Bot;
beforeAll(async () => {
  chat = await bot({
    platform: 'slack',
    people: [],
    records: [],
    now: () => NOW,
    ingest: { secret: INGEST_SECRET, folder: null },
  });
});
afterAll(() => chat.close());

const send = (items: unknown, key: string) =>
  sendItems(`${chat.door}/zendesk`, items, { key, at: NOW });
const isDone = (key: string) =>
  chat.until(
    async () => (await chat.store.deliveries.unsaved({ source: 'zendesk', key })) === null,
    `${key} is done`,
  );

describe('what a tool sends', () => {
  test('becomes records, once for each key', async () => {
    const batch = [sample('zendesk-organization-created'), sample('zendesk-ticket-created')];
    const first = await send(batch, 'first');
    expect(first).toEqual({ status: 202, answer: { accepted: 2 } });
    await isDone('first');
    expect(await send(batch, 'first')).toEqual(first);
    const [customer] = await chat.store.customers.find('northwind', 1);
    expect(customer?.customer.name).toBe('Northwind');
    const tickets = await chat.database.query('SELECT subject, status, priority FROM ticket');
    expect(tickets).toEqual([
      { subject: 'The export stops half-way', status: 'open', priority: 'high' },
    ]);
  });
});
