import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playgroundPlatform } from '../bot/playground/playground.ts';
import { blocksHtml } from '../bot/playground/slack-blocks.ts';
import { addDemo, rapport } from '../bot/rapport.ts';
import { httpServer } from '../bot/server.ts';
import { toBlockKit } from '../cards/slack.ts';
import { line, text } from '../cards/view.ts';
import { demoStories } from '../crm/demo/organisation.ts';
import { browser } from './browser.ts';
import { type FreshStore, freshStore } from './store.ts';

const now = () => new Date();
const log = pino({ level: 'silent' });
const complaintsOf = new WeakMap<Page, string[]>();
const closing: (() => Promise<unknown>)[] = [];
let [address, openAddress, chrome, opened]: [string, string, Browser | null, FreshStore | null] = ['', '', null, null];

/** The whole bot with the demo organisation, reachable from beyond loopback as far as the socket goes. */
beforeAll(async () => {
  opened = await freshStore('embedded');
  const { store, queue } = opened;
  await addDemo(store, now());
  const server = httpServer({ store, log });
  const bot = rapport({ store, queue, http: server.http, log, now, zone: 'Europe/Berlin', locale: 'en-GB', connect: (wiring) => ({ playground: playgroundPlatform(wiring, { open: false, everybody: true, suggestions: demoStories }) }) });
  await bot.start();
  address = (await server.listen('0.0.0.0', 0)).replace('0.0.0.0', '127.0.0.1');
  const other = httpServer({ store, log });
  playgroundPlatform({ app: bot.app, http: other.http, store, log, now }, { open: true, everybody: false, suggestions: [] });
  openAddress = (await other.listen('127.0.0.1', 0));
  chrome = await browser();
  closing.push(() => chrome?.close() ?? Promise.resolve(), () => server.close(), () => other.close(), () => bot.stop(), () => opened?.close() ?? Promise.resolve());
});
afterAll(async () => {
  for (const close of closing) await close();
});

describe('a person at the page', () => {
  test('reads the same facts as Slack and as Teams, and presses in either', async () => {
    const page = await visit();
    await choose(page, 'Ana Ruiz');
    await say(page, 'customer acme industries');
    for (const fact of ['Acme Industries', 'Berlin', 'Owner Ana Ruiz', '€48,000']) for (const phone of ['#slack', '#teams']) await contains(page, phone, fact);
    await page.locator('#slack').getByText('Timeline', { exact: true }).click();
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Acme Industries · timeline');
    await page.locator('#teams').getByText('"Export fails" reopened').click();
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Export fails');
    await page.locator('#teams').getByRole('button', { name: 'Back to the timeline' }).click();
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Acme Industries · timeline');
    await leave(page);
  });

  test.each(['slack', 'teams'])('fills in a form as %s has it', async (platform) => {
    const page = await visit();
    await choose(page, 'Ana Ruiz');
    await say(page, 'timeline acme industries');
    await page.locator(`#${platform}`).getByText('Filter', { exact: true }).click();
    const dialog = page.locator(`#${platform}-dialog`);
    await dialog.getByLabel('Product', { exact: true }).check();
    await dialog.locator('button', { hasText: /^(Show|Apply|Filter)/ }).click();
    await page.locator('#slack-dialog').waitFor({ state: 'hidden' });
    for (const phone of ['#slack', '#teams']) {
      await contains(page, phone, 'product sessions');
      expect(await page.locator(phone).textContent()).not.toContain('Export fails');
    }
    await leave(page);
  });

  test('finds a customer while typing, with the keyboard alone', async () => {
    const page = await visit();
    await page.locator('#words').pressSequentially('globe');
    await page.getByRole('option', { name: /Globex/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Globex');
    await leave(page);
  });

  test('opens an entry and leaves a form with the keyboard alone', async () => {
    const page = await visit();
    await say(page, 'timeline acme industries');
    await page.locator('#teams').getByText('"Export fails" reopened').waitFor();
    await page.locator('#slack summary', { hasText: 'Open an entry' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await contains(page, '#slack', 'Back to the timeline');
    await page.locator('#slack .reply:focus').waitFor();
    await page.locator('#slack').getByText('Back to the timeline').focus();
    await page.keyboard.press('Enter');
    await page.locator('#slack').getByText('Filter', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#slack-dialog[open] :focus').waitFor();
    await page.keyboard.press('Escape');
    for (const dialog of ['#slack-dialog', '#teams-dialog']) await page.locator(dialog).waitFor({ state: 'hidden' });
    await page.locator('#words:focus').waitFor();
    await leave(page);
  });

  test('is told in the chat what nobody there asked for, and presses in it', async () => {
    const page = await visit();
    await choose(page, 'Kim');
    const { store } = opened!;
    const [kim, [acme]] = await Promise.all([store.people.byEmail('kim@rapport.example'), store.customers.find('acme industries', 1)]);
    const view = { title: 'Ana asks you about Acme Industries', blocks: [text('Is the export fixed?')] };
    await store.desk.commit([{ kind: 'message', message: { key: 'asked-1', to: { kind: 'person', person: kim!.id }, kind: 'mention', customerId: acme!.customer.id, line: view.title, why: 'Ana mentioned you.', view, pressing: true } }], now());
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Is the export fixed?');
    await page.locator('#teams').getByText('Why this?', { exact: true }).click();
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Mentions come to you: at once.');
    await choose(page, 'Ana Ruiz');
    await contains(page, '#slack', 'Ask about a customer.');
    expect(await page.locator('#slack').textContent()).not.toContain('Is the export fixed?');
    await leave(page);
  });

  test('shares into a channel, where everybody reads it', async () => {
    const page = await visit();
    await choose(page, 'Ana Ruiz');
    await page.locator('#place').selectOption({ label: '#team' });
    await contains(page, '#channel', 'Nothing was posted here');
    await say(page, 'customer acme industries');
    await page.locator('#slack summary', { hasText: 'More' }).click();
    await page.locator('#slack').getByText('Share', { exact: true }).click();
    await page.locator('#teams').getByRole('button', { name: /^(Share|Post)/ }).first().click();
    await contains(page, '#channel', 'Acme Industries');
    await leave(page);
  });

  test('is told why a guest gets no answer', async () => {
    const page = await visit();
    await choose(page, 'A guest');
    await say(page, 'customer acme industries');
    for (const phone of ['#slack', '#teams']) {
      await contains(page, phone, 'guest');
      expect(await page.locator(phone).textContent()).not.toContain('€48,000');
    }
    await leave(page);
  });

  test('reads the plain text and the JSON', async () => {
    const page = await visit();
    await say(page, 'customer acme industries');
    await page.getByRole('radio', { name: 'Text' }).check({ force: true });
    for (const phone of ['#slack', '#teams']) await contains(page, `${phone} .plain`, 'Acme Industries');
    await page.getByRole('radio', { name: 'JSON' }).check({ force: true });
    await contains(page, '#slack .json', '"type": "header"');
    await contains(page, '#teams .json', '"type": "AdaptiveCard"');
    await leave(page);
  });

  test.each(['light', 'dark'] as const)('sees it whole on a phone, %s', async (colorScheme) => {
    const page = await visit({ viewport: { width: 390, height: 844 }, colorScheme });
    await say(page, 'customer acme industries');
    for (const tab of ['Slack', 'Teams']) {
      await page.getByRole('button', { name: tab, exact: true }).click();
      await contains(page, `#${tab.toLowerCase()}`, 'Acme Industries');
      expect(await page.locator('#slack').isVisible()).toBe(tab === 'Slack');
      const overflowing = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('.turns')].filter((one) => one.scrollWidth > one.clientWidth).length);
      expect(overflowing).toBe(0);
      await page.screenshot({ path: join(import.meta.dirname, '..', 'node_modules', '.cache', 'rapport', 'playground', `${tab.toLowerCase()}-${colorScheme}.png`) });
    }
    await leave(page);
  });
});

describe('the playground is this machine\'s alone', () => {
  const post = JSON.stringify({ person: 'ana@rapport.example', place: 'direct', words: 'help' });

  test.each([
    ['another name for this machine', { host: 'rebound.example' }],
    ['a proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('%s is refused with a sentence', async (_, headers) => {
    const answer = await send(address, '/playground/ask', { headers, body: post });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatch(/^(The playground answers only|This came from another page)/);
  });

  test('the page itself, and a program of this machine, are answered', async () => {
    expect((await send(address, '/')).status).toBe(200);
    expect((await send(address, '/', { headers: { host: 'rebound.example' } })).status).toBe(403);
    expect((await send(address, '/playground/people', { headers: { host: 'rebound.example' } })).status).toBe(403);
    expect((await send(address, '/playground/ask', { headers: { origin: address }, body: post })).status).toBe(200);
    expect((await send(address, '/playground/ask', { body: post })).status).toBe(200);
    expect((await send(address, '/playground/ask', { body: '{}' })).status).toBe(400);
    expect((await send(address, '/playground/../playground.ts')).status).toBe(404);
  });

  const outer = Object.values(networkInterfaces()).flat().find((one) => one && !one.internal && one.family === 'IPv4')?.address;
  test.skipIf(!outer)(`another address than loopback is refused${outer ? '' : ' (skipped: this machine has none)'}`, async () => {
    const { port } = new URL(address);
    expect((await send(`http://${outer}:${port}`, '/', { headers: { host: 'localhost' } })).status).toBe(403);
  });

  test('opened on purpose it answers others, but still no other page', async () => {
    expect((await send(openAddress, '/', { headers: { host: 'rapport.example' } })).status).toBe(200);
    expect((await send(openAddress, '/playground/ask', { headers: { host: 'rapport.example', origin: 'http://rapport.example' }, body: post })).status).toBe(200);
    expect((await send(openAddress, '/playground/ask', { headers: { host: 'rapport.example', origin: 'https://evil.example' }, body: post })).status).toBe(403);
  });
});

describe('Slack\'s blocks as HTML', () => {
  test('text from outside stays text', () => {
    const hostile = '<script>alert(1)</script>" onclick="x';
    const html = blocksHtml(toBlockKit({ title: hostile, blocks: [text(line`${hostile}`), { kind: 'buttons', buttons: [{ kind: 'press', label: hostile, action: 'a.b', data: { hostile } }] }] }).blocks);
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/" onclick/);
  });

  test('an unknown block is an error and not a hole', () => {
    expect(() => blocksHtml([{ type: 'markdown', text: '*x*' }])).toThrow('markdown');
  });
});

async function visit(options: Parameters<Browser['newPage']>[0] = { viewport: { width: 1300, height: 900 } }): Promise<Page> {
  if (!chrome) throw new Error('There is no browser');
  const page = await chrome.newPage(options);
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  complaintsOf.set(page, complaints);
  await page.goto(address);
  await page.locator('#tries button').first().waitFor();
  return page;
}

/** A broken rule of the page's content policy, or an error in it, fails the story. */
async function leave(page: Page): Promise<void> {
  await page.close();
  expect(complaintsOf.get(page)).toEqual([]);
}
const contains = (page: Page, selector: string, words: string) => page.locator(selector).filter({ hasText: words }).first().waitFor();
const choose = async (page: Page, name: string) => {
  const value = await page.locator('#person option', { hasText: name }).first().getAttribute('value');
  await page.locator('#person').selectOption(value ?? '');
};

async function say(page: Page, words: string): Promise<void> {
  await page.locator('#words').fill(words);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('#slack .slack-message, #slack .plain, #slack .json').first().waitFor({ state: 'attached' });
}

function send(base: string, path: string, { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {}): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method: body ? 'POST' : 'GET', headers: { ...(body && { 'content-type': 'application/json' }), ...headers } }, async (response) => {
      resolve({ status: response.statusCode ?? 0, body: (await response.setEncoding('utf8').toArray()).join('') });
    });
    sent.on('error', reject).end(body);
  });
}
