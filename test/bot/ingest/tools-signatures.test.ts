import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestDoor } from '../../../bot/ingest/door.ts';
import { type HttpServer, httpServer } from '../../../bot/server.ts';
import { itemMappings } from '../../../crm/connectors/items/mappings.ts';
import { type FreshStore, freshStore } from '../../store.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
const MINUTE = 60_000;
const secretOf = (tool: string): string => `whsec_of-${tool}`;
const FORMER = 'whsec_before';
const log = pino({ level: 'silent' });

let opened: FreshStore;
let server: HttpServer;
let url = '';
beforeAll(async () => {
  opened = await freshStore('server', () => NOW);
  const { store } = opened;
  server = httpServer({ store, log });
  const ofSource = Object.fromEntries(Object.keys(TOOLS).map((name) => [name, secretOf(name)]));
  ingestDoor({
    ...{ http: server.http, store, log, now: () => NOW, mappings: itemMappings(null) },
    secrets: { secret: null, ofSource, former: { secret: null, ofSource: { stripe: FORMER } } },
  });
  url = await server.listen('127.0.0.1', 0);
});
afterAll(async () => {
  await server.close();
  await opened.close();
});

const hmac = (algorithm: string, text: string, as: 'hex' | 'base64', secret: string) =>
  createHmac(algorithm, secret).update(text).digest(as);

type Signing = (body: string, at: Date, secret: string) => Record<string, string>;

/** Each tool's headers as its own documentation makes them. */
const TOOLS: Readonly<Record<string, { signs: Signing; body: string; key: string }>> = {
  stripe: {
    body: '{"id":"evt_1","type":"customer.created"}',
    key: 'evt_1',
    signs(body, at, secret) {
      const t = Math.floor(at.getTime() / 1000);
      return {
        'stripe-signature': `t=${t},v1=${hmac('sha256', `${t}.${body}`, 'hex', secret)},v0=${'a'.repeat(64)}`,
      };
    },
  },
  zendesk: {
    body: '{"type":"zen:event-type:ticket.created","id":"z1"}',
    key: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    signs: (body, at, secret) => ({
      'x-zendesk-webhook-signature': hmac('sha256', at.toISOString() + body, 'base64', secret),
      'x-zendesk-webhook-signature-timestamp': at.toISOString(),
      'x-zendesk-webhook-invocation-id': '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    }),
  },
  intercom: {
    body: '{"type":"notification_event","id":"notif_1","topic":"contact.created"}',
    key: 'notif_1',
    signs: (body, _, secret) => ({
      'x-hub-signature': `sha1=${hmac('sha1', body, 'hex', secret)}`,
    }),
  },
  delighted: {
    body: '{"event_type":"survey_response.created","event_id":"37f1a4b9c6d6a3f9"}',
    key: '37f1a4b9c6d6a3f9',
    signs: (body, _, secret) => ({
      'x-delighted-webhook-signature': `sha256=${hmac('sha256', body, 'hex', secret)}`,
    }),
  },
  segment: {
    body: '{"type":"track","messageId":"m-1"}',
    key: 'm-1',
    signs: (body, _, secret) => ({ 'x-signature': hmac('sha1', body, 'hex', secret) }),
  },
};

async function post(source: string, body: string, headers: Record<string, string>) {
  const response = await fetch(`${url}/ingest/${source}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, text: await response.text() };
}

test.each(Object.entries(TOOLS))(
  '%s signs in its own way: taken once, under its event’s id',
  async (source, { body, key, signs }) => {
    expect(await post(source, body, signs(body, NOW, secretOf(source)))).toEqual({
      status: 202,
      text: '{"accepted":1}',
    });
    const again = new Date(NOW.getTime() + MINUTE);
    expect(await post(source, body, signs(body, again, secretOf(source)))).toEqual({
      status: 202,
      text: '{"accepted":1}',
    });
    expect((await opened.store.deliveries.receipt({ source, key }))?.count).toBe(1);
  },
);

test.each(Object.entries(TOOLS))(
  '%s: another secret, another body, another source, no signature',
  async (source, { body, signs }) => {
    const other = body.replace('"', ' "');
    const elsewhere = source === 'stripe' ? 'delighted' : 'stripe';
    const said = [
      await post(source, body, signs(body, NOW, 'somebody-else')),
      await post(source, other, signs(body, NOW, secretOf(source))),
      await post(elsewhere, body, signs(body, NOW, secretOf(source))),
      await post(source, body, {}),
    ];
    expect(said.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  },
);

test.each(['stripe', 'zendesk'])('%s: a request of ten minutes ago is refused', async (source) => {
  const { body, signs } = TOOLS[source] as (typeof TOOLS)[string];
  const early = new Date(NOW.getTime() - 10 * MINUTE);
  expect(await post(source, body, signs(body, early, secretOf(source)))).toMatchObject({
    status: 401,
  });
});

test('an event without an id of its own is not taken, and it says why', async () => {
  const { signs } = TOOLS['segment'] as (typeof TOOLS)[string];
  const body = '{"type":"track"}';
  expect(await post('segment', body, signs(body, NOW, secretOf('segment')))).toMatchObject({
    status: 400,
    text: expect.stringContaining('no id of its own'),
  });
});

test('while a secret is changed, both are good, and of Stripe’s two signatures one is enough', async () => {
  const { signs } = TOOLS['stripe'] as (typeof TOOLS)[string];
  const signed = (id: string, ...secrets: string[]) => {
    const body = `{"id":"${id}","type":"customer.created"}`;
    const [first = '', ...more] = secrets.map(
      (secret) => signs(body, NOW, secret)['stripe-signature'] ?? '',
    );
    const codes = more.flatMap((text) => /v1=\w+/.exec(text) ?? []);
    return post('stripe', body, { 'stripe-signature': [first, ...codes].join(',') });
  };
  const said = [
    await signed('evt_a', FORMER),
    await signed('evt_b', 'one-to-come', secretOf('stripe')),
    await signed('evt_c', 'somebody-else', 'one-to-come'),
  ];
  expect(said.map(({ status }) => status)).toEqual([202, 202, 401]);
});
