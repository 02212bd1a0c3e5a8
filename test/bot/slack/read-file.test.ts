import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  tokenWorkspace,
  type Workspace,
  webClient,
} from '../../../bot/slack/directory/workspaces.ts';
import { readFile } from '../../../bot/slack/incoming/read-file.ts';
import { examineSlack } from '../../../bot/slack/setup/doctor.ts';
import { botScopes } from '../../../bot/slack/setup/manifest.ts';
import { Upstream } from '../../../crm/problem.ts';
import { BOT_TOKEN, fakeDirectory } from './fake/people.ts';
import { screens } from './fake/screen.ts';
import { type FakeApi, fakeApi, type Trouble } from './fake/server.ts';

const MOST = 20;
const REDIRECT: Trouble = { status: 302, headers: { location: 'https://rapport.slack.com/' } };
const PAGE: Trouble = { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } };

describe('a file of a Slack message', () => {
  let api: FakeApi;
  let workspace: Workspace;
  beforeAll(async () => {
    api = await fakeApi(fakeDirectory([], []), screens());
    const config = {
      signingSecret: '',
      access: { kind: 'token' as const, botToken: BOT_TOKEN },
      apiUrl: api.url,
      publicUrl: 'https://rapport.example',
    };
    const client = webClient(config, { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
    workspace = await tokenWorkspace(BOT_TOKEN, client).of('T0RAPPORT');
  });
  afterAll(() => api.close());
  beforeEach(() => {
    api.calls.length = 0;
    api.scopes.add('files:read');
  });

  const read = (info: Record<string, unknown> | null, text = '%PDF-1.7') => {
    const bytes = Buffer.from(text);
    const url = new URL('/files/F1', api.url).href;
    const usual = { id: 'F1', name: 'a.pdf', mimetype: 'application/pdf', mode: 'hosted' };
    const file = { ...usual, size: bytes.length, url_private_download: url, ...info };
    api.files.delete('F1');
    if (info) api.files.set('F1', { info: file, bytes });
    return readFile(workspace, { id: 'F1' }, { most: MOST, apiUrl: api.url });
  };
  const downloads = () => api.calls.filter(({ method }) => method === 'download').length;

  test('is read whole', async () => {
    expect(await read({})).toEqual({
      kind: 'content',
      name: 'a.pdf',
      type: 'application/pdf',
      bytes: new Uint8Array(Buffer.from('%PDF-1.7')),
    });
    // A page that somebody posted is a file.
    expect(await read({ mimetype: 'text/html' }, '<p>hello</p>')).toMatchObject({
      kind: 'content',
    });
  });

  test.each<[string, string, Record<string, unknown> | null]>([
    ['deleted', 'gone', null],
    ['a tombstone', 'gone', { mode: 'tombstone' }],
    ['hidden by a free plan', 'gone', { mode: 'hidden_by_limit' }],
    ['of another service', 'elsewhere', { mode: 'external', is_external: true }],
    ['of another company', 'elsewhere', { file_access: 'check_file_info' }],
    ['too large, as Slack says', 'too-large', { size: MOST + 1 }],
    [
      'at an address that is not Slack’s',
      'elsewhere',
      { url_private_download: 'https://evil.example/a.pdf' },
    ],
    [
      'at an address that looks like Slack’s',
      'elsewhere',
      { url_private_download: 'http://127.0.0.1:1/files/F1' },
    ],
    ['without an address', 'elsewhere', { url_private_download: undefined }],
  ])('that is %s: %s, and nothing is fetched', async (_, fault, info) => {
    expect(await read(info)).toMatchObject({ kind: 'link', fault });
    expect(downloads()).toBe(0);
  });

  test('that is larger than Slack said is not read to its end', async () => {
    expect(await read({ size: 1 }, 'x'.repeat(5_000_000))).toEqual({
      kind: 'link',
      fault: 'too-large',
    });
  });

  test('the doctor names the scope, and the way to it, where files are to be read', async () => {
    const config = {
      signingSecret: 's',
      access: { kind: 'token' as const, botToken: BOT_TOKEN },
      apiUrl: api.url,
      publicUrl: 'https://rapport.example',
    };
    const examine = async (noteFiles: boolean) => {
      const granted = botScopes({}).join(',');
      const headers = { 'x-oauth-scopes': granted };
      api.next('auth.test', { status: 200, headers, body: { ok: true, team: 'Rapport' } });
      return JSON.stringify(await examineSlack({ ...config, noteFiles }, null));
    };
    expect(await examine(false)).toContain('Slack has given every scope');
    expect(await examine(true)).toMatch(/Slack scopes: files:read.*NOTE_FILES=1/);
  });

  test('without the scope: the scope is named; a login page is no file', async () => {
    api.scopes.clear();
    expect(await read({})).toEqual({ kind: 'link', fault: 'no-right', detail: 'files:read' });
    api.scopes.add('files:read');
    for (const trouble of [REDIRECT, PAGE, { status: 403 }]) {
      api.next('download', trouble);
      expect(await read({})).toEqual({ kind: 'link', fault: 'no-right' });
    }
    api.next('download', { status: 404 });
    expect(await read({})).toEqual({ kind: 'link', fault: 'gone' });
  });

  test.each<[string, string, Trouble, object]>([
    [
      'download',
      'rate-limited',
      { status: 429, headers: { 'retry-after': '7' } },
      { retryAfter: 7_000 },
    ],
    ['download', 'unavailable', { status: 503 }, {}],
    [
      'files.info',
      'rate-limited',
      { status: 429, headers: { 'retry-after': '7' } },
      { retryAfter: 7_000 },
    ],
    [
      'files.info',
      'unavailable',
      { status: 200, body: { ok: false, error: 'internal_error' } },
      {},
    ],
    [
      'files.info',
      'unauthorised',
      { status: 200, body: { ok: false, error: 'token_revoked' } },
      {},
    ],
  ])('%s is %s: it is asked for again another time', async (method, fault, trouble, more) => {
    api.next(method, trouble);
    const cause = await read({}).catch((thrown: unknown) => thrown);
    expect(cause).toBeInstanceOf(Upstream);
    expect(cause).toMatchObject({ system: 'slack', fault, ...more });
    expect(await read({})).toMatchObject({ kind: 'content' });
  });
});
