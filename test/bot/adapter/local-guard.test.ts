import type { Server } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localGuard } from '../../../bot/adapter/local-guard.ts';
import { isLoopbackUrl } from '../../../bot/adapter/loopback.ts';
import { rawExchange, rawRequest } from '../../raw-http.ts';
import { listening } from '../slack/fake/server.ts';

const closing: Server[] = [];
let [local, open, host] = ['', '', ''];
beforeAll(async () => {
  for (const isOpen of [false, true]) {
    const http = express();
    http.use(localGuard({ open: isOpen }), (_, response) => void response.send('in'));
    const { server, url } = await listening(http);
    closing.push(server);
    if (isOpen) open = url;
    else local = url;
  }
  host = new URL(local).host;
});
afterAll(() => {
  for (const server of closing) server.close();
});

const JSON_TYPE = ['Content-Type', 'application/json'] as const;
type Headers = readonly (readonly [string, string])[];
const gets = async (headers: Headers, version = '1.1', base = local) =>
  (await rawExchange(base, rawRequest('GET', '/', headers, { version })))?.status;
const posts = async (headers: Headers, base = local) =>
  (
    await rawExchange(
      base,
      rawRequest('POST', '/', [...headers, ['Content-Length', '2']], { body: '{}' }),
    )
  )?.status;

test('this machine is answered, by each of its names', async () => {
  for (const name of [host, 'localhost', 'LOCALHOST:3000', '127.0.0.1', '127.8.9.10:80', '[::1]:1'])
    expect([name, await gets([['Host', name]])]).toEqual([name, 200]);
  expect(await posts([['Host', host], JSON_TYPE])).toBe(200);
  expect(
    await posts([
      ['Host', host],
      ['Content-Type', 'Application/JSON; charset=utf-8'],
    ]),
  ).toBe(200);
});

test.each([
  'rebound.example',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '0x7f.1',
  '127.1',
  '0177.0.0.1',
  '2130706433',
  '127.0.0.256',
  '[::ffff:127.0.0.1]',
  '0.0.0.0',
  'user@localhost',
  'localhost:',
  '',
])('the name %j is not this machine’s own', async (name) => {
  expect(await gets([['Host', name]])).toBe(403);
});

test('two names are none', async () => {
  const both = [
    ['Host', host],
    ['Host', 'evil.example'],
  ] as const;
  expect([400, 403]).toContain(await gets(both));
});

test.each([
  'Via',
  'Forwarded',
  'X-Forwarded-For',
  'X-Forwarded-Proto',
  'X-Forwarded-Host',
  'X-Forwarded-Port',
  'X-Forwarded-Server',
  'X-Forwarded',
  'X-Real-IP',
  'X-Client-IP',
  'X-Cluster-Client-IP',
  'True-Client-IP',
  'Client-IP',
  'CF-Connecting-IP',
  'CF-Ray',
  'CDN-Loop',
  'Fly-Client-IP',
  'Fastly-Client-IP',
  'X-Azure-ClientIP',
  'X-Original-Host',
  'X-Envoy-External-Address',
  'X-ProxyUser-Ip',
  'X-Amzn-Trace-Id',
])('what comes by way of a proxy that says %s is refused', async (name) => {
  expect(
    await gets([
      ['Host', host],
      [name, '203.0.113.7'],
    ]),
  ).toBe(403);
  expect(
    await gets([
      ['Host', host],
      [name, ''],
    ]),
  ).toBe(403);
});

test('a proxy that says nothing but speaks HTTP/1.0, as nginx does by itself, is refused', async () => {
  expect(await gets([['Host', host]], '1.0')).toBe(403);
});

describe.each(['here', 'opened'])('another page, %s', (where) => {
  const base = () => (where === 'here' ? local : open);
  const name = () => new URL(base()).host;
  test.each(['https://evil.example', 'http://127.0.0.1:1', 'http://localhost', 'null', ''])(
    'of the origin %j',
    async (origin) => {
      expect(await posts([['Host', name()], ['Origin', origin], JSON_TYPE], base())).toBe(403);
      expect(
        await gets(
          [
            ['Host', name()],
            ['Origin', origin],
          ],
          '1.1',
          base(),
        ),
      ).toBe(403);
    },
  );

  test.each(['cross-site', 'same-site', 'anything'])('that the browser calls %s', async (site) => {
    const from = ['Sec-Fetch-Site', site] as const;
    expect(await posts([['Host', name()], from, JSON_TYPE], base())).toBe(403);
    const script = ['Sec-Fetch-Mode', 'no-cors'] as const;
    expect(await gets([['Host', name()], from, script], '1.1', base())).toBe(403);
  });

  test('may link to this one', async () => {
    const linked = [
      ['Host', name()],
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Mode', 'navigate'],
    ] as const;
    expect(await gets(linked, '1.1', base())).toBe(200);
  });

  test.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/jsonp',
  ])('sends no form: %s', async (type) => {
    expect(
      await posts(
        [
          ['Host', name()],
          ['Content-Type', type],
        ],
        base(),
      ),
    ).toBe(415);
    expect(await posts([['Host', name()]], base())).toBe(415);
  });
});

test('opened on purpose, others and proxies get in', async () => {
  expect(
    await gets(
      [
        ['Host', 'rapport.example'],
        ['X-Forwarded-For', '203.0.113.7'],
      ],
      '1.0',
      open,
    ),
  ).toBe(200);
});

test.each([
  ['http://127.0.0.1:3978/', true],
  ['https://localhost/teams', true],
  ['http://[::1]:80/', true],
  ['http://localhost.evil.example/', false],
  ['http://evil.example/#localhost', false],
  ['http://localhost@evil.example/', false],
  ['http://user:word@localhost/', false],
  ['file://localhost/etc/passwd', false],
  ['http://169.254.169.254/', false],
  ['http://10.0.0.1/', false],
  ['localhost', false],
  ['', false],
])('%j is an address of this machine: %s', (address, is) => {
  expect(isLoopbackUrl(address)).toBe(is);
});
