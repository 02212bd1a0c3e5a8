import { Buffer } from 'node:buffer';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../bot/config.ts';
import { ingestDoor } from '../../../bot/ingest/door.ts';
import { type HttpServer, httpServer } from '../../../bot/server.ts';
import { itemMappings } from '../../../crm/connectors/items/mappings.ts';
import { type Bot, bot } from '../../chat/bot.ts';
import { rawExchange, rawRequest } from '../../raw-http.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { INGEST_SECRET, sendItems, signedHeaders } from './signed.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
const MINUTE = 60_000;
const log = pino({ level: 'silent' });

let opened: FreshStore;
let server: HttpServer;
let url = '';
beforeAll(async () => {
  opened = await freshStore('server', () => NOW);
  const { store } = opened;
  server = httpServer({ store, log });
  const mappings = itemMappings(null);
  const parts = { http: server.http, store, log, now: () => NOW, mappings };
  ingestDoor({ ...parts, secrets: { secret: INGEST_SECRET, ofSource: {} } });
  url = await server.listen('127.0.0.1', 0);
});
afterAll(async () => {
  await server.close();
  await opened.close();
});

const isStored = async (key: string) =>
  (await opened.store.deliveries.receipt({ source: 'segment', key })) !== null;

/** Sends these bytes under a right signature, or with other headers. */
async function post(
  body: string | Uint8Array<ArrayBuffer>,
  { key, path = 'segment', headers = {} }: { key: string; path?: string; headers?: object },
) {
  const response = await fetch(`${url}/ingest/${path}`, {
    method: 'POST',
    headers: { ...signedHeaders(body, { key, at: NOW }), ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, text };
}

/** The same as bytes, in which headers may come as often as one likes. */
async function postRaw(change: (headers: [string, string][]) => [string, string][]) {
  const body = '{"type":"track"}';
  const headers = Object.entries(signedHeaders(body, { key: 'raw', at: NOW }));
  const all = change([...headers, ['Host', 'x'], ['Content-Length', String(body.length)]]);
  return rawExchange(url, rawRequest('POST', '/ingest/segment', all, { body }));
}

describe('a request that is not signed is refused before its body is read', () => {
  test.each([
    ['without a signature', { 'rapport-signature': '' }],
    ['with half of one', { 'rapport-signature': 'v1=abc' }],
    ['with one of another scheme', { 'rapport-signature': `v0=${'0'.repeat(64)}` }],
    ['with another one', { 'rapport-signature': `v1=${'0'.repeat(64)}` }],
    ['without a timestamp', { 'rapport-timestamp': '' }],
    ['with a timestamp that is no number', { 'rapport-timestamp': '1e9' }],
    ['with another timestamp', { 'rapport-timestamp': String(NOW.getTime() / 1000 + 1) }],
  ])('%s', async (_, headers) => {
    const { status, text } = await post('{"type":"track"}', { key: 'unsigned', headers });
    expect(status).toBe(401);
    expect(text).toContain('Rapport-Signature');
    expect(await isStored('unsigned')).toBe(false);
  });

  test.each([
    ['is stale', -5 * MINUTE - 1000, 401],
    ['comes from a clock ahead', 5 * MINUTE + 1000, 401],
    ['is nearly stale', -5 * MINUTE, 202],
  ])('one that %s', async (_, off, status) => {
    const at = new Date(NOW.getTime() + off);
    const answer = await sendItems(
      `${url}/ingest/segment`,
      { off },
      { key: `at ${off}`.replace(' ', ':'), at },
    );
    expect(answer.status).toBe(status);
    if (status === 401) expect(JSON.stringify(answer.answer)).toContain('five minutes');
  });

  test('one that is signed with another secret', async () => {
    const signing = { key: 'forged', secret: 'another-secret-here', at: NOW };
    expect((await sendItems(`${url}/ingest/segment`, {}, signing)).status).toBe(401);
  });

  test.each(['rapport-signature', 'rapport-timestamp', 'idempotency-key'])(
    'one with %s twice',
    async (name) => {
      const answer = await postRaw((headers) => [
        ...headers,
        ...headers.filter(([one]) => one === name),
      ]);
      expect(answer?.status).toBe(name === 'idempotency-key' ? 400 : 401);
      expect(await isStored('raw')).toBe(false);
    },
  );

  test('one of a wrong length is not accepted', async () => {
    const withLength = (length: number) =>
      postRaw((headers) =>
        headers.map(([name, value]) => [name, name === 'Content-Length' ? String(length) : value]),
      );
    // The parser may complain of the rest before the signature is compared.
    for (const length of [5, -1]) expect([400, 401]).toContain((await withLength(length))?.status);
    expect(await isStored('raw')).toBe(false);
  });

  test('a large one hears why, though nobody reads it', async () => {
    const body = 'x'.repeat(900_000);
    const { status, text } = await post(body, {
      key: 'large',
      headers: { 'rapport-signature': 'v1=0' },
    });
    expect([status, text]).toEqual([401, expect.stringContaining('Rapport-Signature')]);
  });
});

describe('a signed request is refused with the next step', () => {
  test.each([
    ['nothing', '', 'not JSON'],
    ['half of JSON', '{"type":', 'not JSON'],
    ['a word', '"track"', 'no items'],
    ['an empty list', '[]', 'no items'],
    ['a list of words', '["track"]', 'no items'],
    ['a list in a list', '[[{"type":"track"}]]', 'no items'],
    ['lists one in the other', `${'['.repeat(500_000)}`, '32 levels'],
    ['objects one in the other', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, '32 levels'],
    ['thousands of items', `[${'{},'.repeat(5000)}{}]`, '5,000 items'],
  ])('%s', async (_, body, says) => {
    const { status, text } = await post(body, { key: 'unread' });
    expect(status).toBe(says === '5,000 items' ? 413 : 400);
    expect(text).toContain(says);
    expect(JSON.parse(text)).toHaveProperty('next');
    expect(await isStored('unread')).toBe(false);
  });

  test('what is not UTF-8', async () => {
    const bytes = new Uint8Array(Buffer.from('{"name":"M\xfcller"}', 'latin1'));
    expect(await post(bytes, { key: 'latin' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('UTF-8'),
    });
  });

  test('more than a megabyte', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(2 ** 20) });
    expect(await post(body, { key: 'long' })).toMatchObject({
      status: 413,
      text: expect.stringContaining('several requests'),
    });
  });

  test.each(['fax', '..%2F..%2Fetc', 'Segment', '__proto__'])(
    'an unknown source, %s',
    async (path) => {
      expect(await post('{}', { key: 'unknown', path })).toMatchObject({
        status: 404,
        text: expect.stringContaining('segment, stripe, zendesk'),
      });
    },
  );

  test('without a key, or with one that is too long', async () => {
    for (const key of ['', 'x'.repeat(201), 'with blank'])
      expect((await post('{}', { key })).status).toBe(400);
  });
});

describe('a request that comes again', () => {
  test('is answered as the first was; with another body it is refused', async () => {
    const first = await post('[{"a":1},{"a":2}]', { key: 'again' });
    expect(first).toEqual({ status: 202, text: '{"accepted":2}' });
    expect(await post('[{"a":1},{"a":2}]', { key: 'again' })).toEqual(first);
    expect(await post('{"a":3}', { key: 'again' })).toMatchObject({
      status: 409,
      text: expect.stringContaining('another body'),
    });
  });

  test('many at once are one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post('{"b":1}', { key: 'at-once' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const stored = await opened.database.query(
      `SELECT key FROM ingest_delivery WHERE key = 'at-once'`,
    );
    expect(stored).toHaveLength(1);
  });

  test('under another key or for another source, an overheard one is refused', async () => {
    expect((await post('{"c":1}', { key: 'mine' })).status).toBe(202);
    expect((await post('{"c":1}', { key: 'theirs' })).status).toBe(409);
    expect((await post('{"c":1}', { key: 'mine', path: 'stripe' })).status).toBe(409);
  });
});

test('names that mean something to JavaScript, unpaired halves, NUL and long numbers are stored as they are, or without what cannot be', async () => {
  const body = String.raw`{"__proto__":{"admin":true},"constructor":{"prototype":1},"na\u0000me":"a\u0000b\ud800c","id":9007199254740993123,"rate":1e400,"half":0.5}`;
  expect((await post(body, { key: 'odd' })).status).toBe(202);
  const stored = await opened.store.deliveries.unsaved({ source: 'segment', key: 'odd' });
  const [item] = stored?.items.map((one) => one.item) ?? [];
  expect(JSON.parse(JSON.stringify(item))).toEqual(
    JSON.parse(
      '{"__proto__":{"admin":true},"constructor":{"prototype":1},"name":"abc","id":"9007199254740993123","rate":"1e400","half":0.5}',
    ),
  );
  expect({}).not.toHaveProperty('admin');
});

test('items of which nothing could be saved are kept aside, and read page by page', async () => {
  const items = Array.from({ length: 1200 }, (_, no) => ({ no }));
  expect((await post(JSON.stringify(items), { key: 'many', path: 'stripe' })).status).toBe(202);
  const { deliveries } = opened.store;
  await deliveries.setAside({ source: 'stripe', key: 'many' }, 'the store was full');
  expect(await deliveries.overview('stripe')).toMatchObject({
    aside: 1200,
    last: { done: true, saved: 0, aside: 1200, example: { no: 0 } },
    reasons: [{ example: 'the store was full', count: 1200 }],
  });
  const seen: unknown[] = [];
  let page = await deliveries.aside('stripe', null);
  for (let pages = 0; page.length > 0 && pages < 5; pages += 1) {
    seen.push(...page.flatMap((one) => one.items.map(({ item }) => item)));
    const [delivery] = page;
    const { position = 0 } = delivery?.items.at(-1) ?? {};
    page = await deliveries.aside('stripe', { receivedAt: NOW, key: 'many', position });
  }
  expect(seen).toEqual(items);
});

test('without a secret there is no door, and a short one is refused', async () => {
  expect(readConfig({}).ingest).toEqual({ secret: null, ofSource: {}, folder: '.data/mappings' });
  expect(() => readConfig({ INGEST_SECRET: 'short' })).toThrow('INGEST_SECRET');
  const chat: Bot = await bot({ platform: 'slack', people: [], records: [], now: () => NOW });
  expect(chat.door).toBeNull();
  const answer = await fetch(`${chat.slack?.url}/ingest/segment`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(404);
  await chat.close();
});
