import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDemo } from '../../bot/move-in.ts';
import type { Platform } from '../../bot/platform.ts';
import { playgroundPlatform } from '../../bot/playground/playground.ts';
import { blocksHtml } from '../../bot/playground/slack-blocks.ts';
import { rapport } from '../../bot/rapport.ts';
import { httpServer } from '../../bot/server.ts';
import { ActionName } from '../../cards/view/action.ts';
import { toBlockKit } from '../../cards/view/slack/block-kit.ts';
import { line, text } from '../../cards/view/view.ts';
import { matchCustomersJob } from '../../crm/matching/jobs.ts';
import { COMPANIES } from '../../prisma/seed/companies.ts';
import { demoStories } from '../../prisma/seed/organisation.ts';
import { TEAM } from '../../prisma/seed/work.ts';
import { browser } from '../browser.ts';
import { now } from '../clock.ts';
import { customer } from '../prisma/people-of-acme.ts';
import { type FreshStore, freshStore } from '../store.ts';

const log = pino({ level: 'silent' });
const HALDEN = COMPANIES.find(({ key }) => key === 'halden')!;
const complaintsOf = new WeakMap<Page, string[]>();
const closing: (() => Promise<unknown>)[] = [];
let [address, openAddress, chrome, opened, platform]: [
  string,
  string,
  Browser | null,
  FreshStore | null,
  Platform | null,
] = ['', '', null, null, null];

/** The whole bot with the demo organisation, reachable from beyond loopback as far as the socket goes. */
beforeAll(async () => {
  opened = await freshStore('embedded');
  const { store, queue } = opened;
  await addDemo(opened, now());
  const server = httpServer({ store, log });
  const bot = rapport({
    store,
    queue,
    http: server.http,
    log,
    now,
    zone: 'Europe/Berlin',
    locale: 'en-GB',
    connect(wiring) {
      platform = playgroundPlatform(wiring, {
        open: false,
        everybody: true,
        suggestions: demoStories,
        shortcuts: [
          { command: 'note', label: 'Note on a customer' },
          { command: 'task', label: 'Task on a customer' },
        ],
      });
      return { playground: platform };
    },
  });
  await bot.start();
  address = (await server.listen('0.0.0.0', 0)).replace('0.0.0.0', '127.0.0.1');
  const other = httpServer({ store, log });
  playgroundPlatform(
    { app: bot.app, http: other.http, store, log, now },
    { open: true, everybody: false, suggestions: [] },
  );
  openAddress = await other.listen('127.0.0.1', 0);
  chrome = await browser();
  closing.push(
    () => chrome?.close() ?? Promise.resolve(),
    () => server.close(),
    () => other.close(),
    () => bot.stop(),
    () => opened?.close() ?? Promise.resolve(),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
});

describe('a person at the page', () => {
  test('reads the same facts as Slack and as Teams, and presses in either', async () => {
    const page = await visit();
    await choose(page, 'Ana Ruiz');
    await say(page, 'customer acme industries');
    for (const fact of ['Acme Industries', 'Berlin', 'Owner Ana Ruiz', '€48,000'])
      for (const phone of ['#slack', '#teams']) await contains(page, phone, fact);
    await page.locator('#slack').getByText('Timeline', { exact: true }).click();
    for (const phone of ['#slack', '#teams'])
      await contains(page, phone, 'Acme Industries · timeline');
    await page.locator('#teams').getByText('"Export fails" reopened').click();
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Export fails');
    await page.locator('#teams').getByRole('button', { name: 'Back to the timeline' }).click();
    for (const phone of ['#slack', '#teams'])
      await contains(page, phone, 'Acme Industries · timeline');
    await leave(page);
  });

  test.each(['slack', 'teams'])('fills in a form as %s has it', async (platform) => {
    const page = await visit();
    await choose(page, 'Ana Ruiz');
    await say(page, 'timeline acme industries');
    await page.locator(`#${platform}`).getByText('Filter', { exact: true }).click();
    const dialog = page.locator(`#${platform}-dialog`);
    // Many options stand in a short select: with chips on Slack, folded in Teams.
    if (platform === 'slack')
      await dialog.locator('.slack-chips select').first().selectOption({ label: 'Product' });
    else {
      await dialog.locator('.teams-choices summary').first().click();
      await dialog.getByLabel('Product', { exact: true }).check();
    }
    await dialog.locator('button', { hasText: /^(Show|Apply|Filter)/ }).click();
    await page.locator('#slack-dialog').waitFor({ state: 'hidden' });
    for (const phone of ['#slack', '#teams']) {
      await contains(page, phone, 'sessions');
      expect(await page.locator(phone).textContent()).not.toContain('Export fails');
    }
    await leave(page);
  });

  test.each(['slack', 'teams'])('picks colleagues in a form as %s has it', async (platform) => {
    const page = await visit();
    await choose(page, 'Tom');
    await page.locator('#words').fill('win tamarind');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const dialog = page.locator(`#${platform}-dialog[open]`);
    await dialog.getByLabel(/^What happened/).fill('renewed for a year');
    if (platform === 'slack') {
      const also = dialog.locator('.slack-chips[data-people]');
      for (const email of ['lea@rapport.example', 'priya@rapport.example'])
        await also.locator('select').selectOption(email);
      await also.getByRole('button', { name: /^Remove Priya/ }).click();
    } else {
      await dialog.locator('.teams-choices summary').last().click();
      await dialog.getByLabel(/^Lea Brandt/).check();
    }
    await dialog.getByLabel(/^What these did/).fill('read the contract');
    await dialog.locator('button', { hasText: 'Look at it' }).click();
    await page.locator('#slack-dialog').waitFor({ state: 'hidden' });
    for (const phone of ['#slack', '#teams']) {
      await contains(page, phone, 'read the contract');
      await contains(page, phone, 'Lea Brandt');
      expect(await page.locator(phone).textContent()).not.toContain('Priya');
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

  test.each(['slack', 'teams'])(
    'finds a customer on the start page while typing, as %s has it',
    async (platform) => {
      const page = await visit();
      await say(page, 'home');
      const phone = page.locator(`#${platform}`);
      await phone.getByPlaceholder(/^Name, domain/).pressSequentially('globe');
      // It stands under the field, where a finger reaches it.
      await phone.getByRole('option', { name: /^Globex/ }).click();
      for (const other of ['#slack', '#teams']) await contains(page, other, 'Manchester');
      await leave(page);
    },
  );

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
    for (const dialog of ['#slack-dialog', '#teams-dialog'])
      await page.locator(dialog).waitFor({ state: 'hidden' });
    await page.locator('#words:focus').waitFor();
    await leave(page);
  });

  test('is told in the chat what nobody there asked for, and presses in it', async () => {
    const page = await visit();
    await choose(page, 'Kim');
    const { store } = opened!;
    const [kim, [acme]] = await Promise.all([
      store.people.byEmail('kim@rapport.example'),
      store.customers.find('acme industries', 1),
    ]);
    const view = {
      title: 'Ana asks you about Acme Industries',
      blocks: [text('Is the export fixed?')],
    };
    await store.commit(
      [
        {
          kind: 'message',
          message: {
            key: 'asked-1',
            subject: { kind: 'question', id: 'asked-1', role: 'asked', version: null },
            to: { kind: 'person', person: kim!.id },
            kind: 'mention',
            customerId: acme!.customer.id,
            line: view.title,
            why: 'Ana mentioned you.',
            view,
            pressing: true,
          },
        },
      ],
      now(),
    );
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Is the export fixed?');
    await page.locator('#teams').getByText('Why this?', { exact: true }).click();
    for (const phone of ['#slack', '#teams'])
      await contains(page, phone, 'Mentions come to you: at once.');
    await choose(page, 'Marco');
    await contains(page, '#slack', 'You are Marco Bellini');
    expect(await page.locator('#slack').textContent()).not.toContain('Is the export fixed?');
    await leave(page);
  });

  test('shares into a channel: everybody reads it there, as both platforms show it', async () => {
    const page = await visit();
    await choose(page, 'Ana Ruiz');
    await page.locator('#place').selectOption({ label: '#team' });
    await contains(page, '#slack', 'Nothing was posted here');
    await say(page, 'customer acme industries');
    await page.locator('#slack summary', { hasText: 'More' }).click();
    await page.locator('#slack').getByText('Share', { exact: true }).click();
    await page
      .locator('#teams')
      .getByRole('button', { name: /^(Share|Post)/ })
      .first()
      .click();
    for (const phone of ['#slack', '#teams'])
      await contains(page, `${phone} .everybody`, 'everybody here can see this');
    for (const phone of ['#slack', '#teams'])
      await contains(page, `${phone} .everybody`, 'Acme Industries');
    await leave(page);
  });

  test('presses in what everybody reads: the post stays, the answer comes below and is theirs alone', async () => {
    const page = await visit();
    await page.locator('#place').selectOption({ label: '#team' });
    const [globex] = await opened!.store.customers.find('globex', 1);
    const show = {
      kind: 'press' as const,
      label: 'Who is it?',
      action: ActionName.parse('customer.show'),
      data: { customer: globex!.customer.id },
    };
    await platform!.post(
      TEAM,
      { title: 'Somebody asks for a date', blocks: [{ kind: 'buttons', buttons: [show] }] },
      'pressed-1',
    );
    for (const phone of ['#slack', '#teams']) {
      const post = page
        .locator(`${phone} .everybody`)
        .filter({ hasText: 'Somebody asks for a date' });
      await post.getByText('Who is it?').click();
      for (const other of ['#slack', '#teams'])
        await page
          .locator(`${other} .turn:last-child .reply:not(.everybody)`)
          .filter({ hasText: 'Manchester' })
          .filter({ hasText: 'only you can see this' })
          .waitFor();
      await page.locator(`${phone} .turn:last-child .reply:focus`).waitFor();
      expect(await post.count()).toBe(1);
      expect(await page.locator(`${phone} .reply`).filter({ hasText: 'Manchester' }).count()).toBe(
        phone === '#slack' ? 1 : 2,
      );
    }
    await leave(page);
  });

  test('begins a note from a post, by the message’s own menu, with the keyboard', async () => {
    const page = await visit();
    await choose(page, 'Kim');
    await page.locator('#place').selectOption({ label: '#team' });
    const { store } = opened!;
    const view = {
      title: 'Globex asks for a date',
      blocks: [text('Dana wants to know when the report is right.')],
    };
    await platform!.post(TEAM, view, 'from-a-menu');
    for (const phone of ['#slack', '#teams'])
      await contains(page, `${phone} .everybody`, 'Dana wants to know');
    const post = page.locator('#teams .everybody').filter({ hasText: 'Globex asks' });
    await post.locator('summary[aria-label^="More actions"]').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#teams-dialog[open]').getByText('Dana wants to know').waitFor();
    await page.locator('#slack-dialog [data-fills]').fill('globex');
    await page
      .locator('#slack-dialog')
      .getByRole('option', { name: /Globex/ })
      .click();
    await page.locator('#slack-dialog').getByRole('button', { name: 'Save' }).click();
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Noted on Globex');
    const [globex] = await store.customers.find('globex', 1);
    expect(
      (await store.notes.of(globex!.customer.id, 5)).map(
        ({ origin }) => origin?.messages[0]?.words,
      ),
    ).toContainEqual(expect.stringContaining('Dana wants to know'));
    await leave(page);
  });

  test('sees that a post was edited, and what stands in its thread', async () => {
    const page = await visit();
    await page.locator('#place').selectOption({ label: '#team' });
    const say = (title: string) => ({ title, blocks: [text('as it is now')] });
    await platform!.post(TEAM, say('The first words'), 'edited-1');
    await platform!.post(TEAM, say('More of it'), 'edited-2', 'edited-1');
    for (const phone of ['#slack', '#teams'])
      await contains(page, `${phone} .thread`, 'Thread · 1 reply');
    for (const phone of ['#slack', '#teams'])
      await contains(page, `${phone} .thread`, 'More of it');
    await platform!.update(TEAM, 'edited-1', say('Other words'));
    for (const phone of ['#slack', '#teams']) await contains(page, `${phone} .everybody`, 'edited');
    expect(await page.locator('#slack').textContent()).not.toContain('The first words');
    for (const phone of ['#slack', '#teams'])
      await contains(page, `${phone} .thread`, 'More of it');
    await leave(page);
  });

  test('is told where an answer got lost, and asks once more', async () => {
    const page = await visit();
    await page.route('**/playground/ask', (route) => route.abort(), { times: 1 });
    await page.locator('#words').fill('customer globex');
    await page.keyboard.press('Enter');
    for (const phone of ['#slack', '#teams'])
      await contains(page, `${phone} .fault`, 'Is npm start still running?');
    complaintsOf.get(page)!.length = 0;
    await page.locator('#teams').getByRole('button', { name: 'Try again' }).click();
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Manchester');
    expect(await page.locator('.fault').count()).toBe(0);
    await leave(page);
  });

  test('is who they were, where they were, after a reload; and is told who they are', async () => {
    const page = await visit();
    await contains(page, '#slack .you', 'You are Ana Ruiz, Account Executive.');
    await choose(page, 'Nina');
    await page.locator('#place').selectOption({ value: 'kestrel' });
    await contains(page, '#teams .you', 'You are Nina Kowalska');
    await contains(page, '#heard', 'writing in #kestrel');
    await page.reload();
    await contains(page, '#teams .you', 'You are Nina Kowalska');
    await page.locator('#teams').getByRole('button', { name: 'work' }).click();
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Havnegade Wind');
    await leave(page);
  });

  test('is asked whether two are one company, says so in either, and takes it back', async () => {
    const page = await visit();
    await choose(page, 'Ana Ruiz');
    const { store, queue } = opened!;
    await store.records.save([
      customer('Nordstern Spedition', { source: 'zendesk', domains: [HALDEN.domain] }),
    ]);
    await queue.send(matchCustomersJob, {}, { key: 'a second system' });
    // The message itself may wait for the morning.
    await expect
      .poll(() => opened!.database.query('SELECT 1 FROM same_company WHERE same IS NULL'), {
        timeout: 15_000,
      })
      .toHaveLength(1);
    await say(page, 'duplicate');
    await page.locator('#slack').getByText('Compare', { exact: true }).click();
    for (const phone of ['#slack', '#teams'])
      await contains(page, phone, `Probably the same, 75 %: both have the domain ${HALDEN.domain}`);
    for (const label of ['Not the same', 'Ask somebody…'])
      await page.locator('#slack').getByText(label, { exact: true }).first().waitFor();
    await page.locator('#teams').getByRole('button', { name: 'Same company' }).first().click();
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'are one customer');
    await say(page, 'customer nordstern spedition');
    for (const phone of ['#slack', '#teams']) await contains(page, phone, 'Owner Ana Ruiz');
    await say(page, `duplicate ${HALDEN.name}`);
    await page.locator('#slack').getByText('Undo', { exact: true }).first().click();
    await page.locator('body:not(.busy)').waitFor();
    await say(page, 'customer nordstern spedition');
    for (const phone of ['#slack', '#teams'])
      await page
        .locator(`${phone} .turn:last-child`)
        .filter({ hasText: /Nordstern Spedition/ })
        .filter({ hasNotText: 'Owner Ana Ruiz' })
        .waitFor();
    await leave(page);
  });

  test('hits everything with a thumb: nothing on the phone is smaller than 44 pixels', async () => {
    const page = await visit({ viewport: { width: 390, height: 844 } });
    for (const tab of ['Slack', 'Teams']) {
      await page.getByRole('button', { name: tab, exact: true }).click();
      for (const words of ['customer acme industries', 'work', 'timeline acme industries']) {
        await say(page, words);
        await page.locator('body:not(.busy)').waitFor();
      }
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLElement>(
            'button, select, summary, input:not([type=radio]), .segments label, .ac-pushButton',
          ),
        ]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
          .map((one) => `${one.textContent || one.id} ${one.getBoundingClientRect().height}`),
      );
      expect(small).toEqual([]);
      const unnamed = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('button, select, summary, input')]
          .filter(
            (one) =>
              one.checkVisibility() &&
              !(
                one.textContent?.trim() ||
                one.getAttribute('aria-label') ||
                one.closest('label')?.textContent?.trim() ||
                one.title
              ),
          )
          .map((one) => one.outerHTML),
      );
      expect(unnamed).toEqual([]);
    }
    await leave(page);
  });

  test('pastes a long note, and nothing of it is cut', async () => {
    const page = await visit();
    const note = `${'a long story, '.repeat(600)}its end`;
    await say(page, `note globex: ${note}`);
    await contains(page, '#slack', 'Noted on Globex');
    const [row] =
      (await opened?.database.query<{ body: string }>(
        "SELECT body FROM note WHERE body LIKE 'a long story%'",
      )) ?? [];
    expect(row?.body).toBe(note);
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
    for (const phone of ['#slack', '#teams'])
      await contains(page, `${phone} .plain`, 'Acme Industries');
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
      const overflowing = await page.evaluate(
        () =>
          [document.documentElement, ...document.querySelectorAll('.turns')].filter(
            (one) => one.scrollWidth > one.clientWidth,
          ).length,
      );
      expect(overflowing).toBe(0);
      await page.screenshot({
        path: join(
          import.meta.dirname,
          '../../..',
          'node_modules',
          '.cache',
          'rapport',
          'playground',
          `${tab.toLowerCase()}-${colorScheme}.png`,
        ),
      });
    }
    await leave(page);
  });
});

describe("the playground is this machine's alone", () => {
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
    expect(
      (await send(address, '/playground/people', { headers: { host: 'rebound.example' } })).status,
    ).toBe(403);
    expect(
      (await send(address, '/playground/ask', { headers: { origin: address }, body: post })).status,
    ).toBe(200);
    expect((await send(address, '/playground/ask', { body: post })).status).toBe(200);
    expect((await send(address, '/playground/ask', { body: '{}' })).status).toBe(400);
    const long = JSON.stringify({ ...JSON.parse(post), words: 'a'.repeat(40_001) });
    expect(await send(address, '/playground/ask', { body: long })).toMatchObject({
      status: 400,
      body: expect.stringContaining('at most 40000 characters'),
    });
    expect((await send(address, '/playground/../playground.ts')).status).toBe(404);
  });

  const outer = Object.values(networkInterfaces())
    .flat()
    .find((one) => one && !one.internal && one.family === 'IPv4')?.address;
  test.skipIf(!outer)(
    `another address than loopback is refused${outer ? '' : ' (skipped: this machine has none)'}`,
    async () => {
      const { port } = new URL(address);
      expect(
        (await send(`http://${outer}:${port}`, '/', { headers: { host: 'localhost' } })).status,
      ).toBe(403);
    },
  );

  test('opened on purpose it answers others, but still no other page', async () => {
    expect((await send(openAddress, '/', { headers: { host: 'rapport.example' } })).status).toBe(
      200,
    );
    expect(
      (
        await send(openAddress, '/playground/ask', {
          headers: { host: 'rapport.example', origin: 'http://rapport.example' },
          body: post,
        })
      ).status,
    ).toBe(200);
    expect(
      (
        await send(openAddress, '/playground/ask', {
          headers: { host: 'rapport.example', origin: 'https://evil.example' },
          body: post,
        })
      ).status,
    ).toBe(403);
  });
});

describe("Slack's blocks as HTML", () => {
  test('text from outside stays text', () => {
    const hostile = '<script>alert(1)</script>" onclick="x';
    const html = blocksHtml(
      toBlockKit({
        title: hostile,
        blocks: [
          text(line`${hostile}`),
          {
            kind: 'buttons',
            buttons: [
              { kind: 'press', label: hostile, action: ActionName.parse('a.b'), data: { hostile } },
            ],
          },
        ],
      }).blocks,
    );
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/" onclick/);
  });

  test('an unknown block is an error and not a hole', () => {
    expect(() => blocksHtml([{ type: 'markdown', text: '*x*' }])).toThrow('markdown');
  });
});

async function visit(
  options: Parameters<Browser['newPage']>[0] = { viewport: { width: 1300, height: 900 } },
): Promise<Page> {
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
const contains = (page: Page, selector: string, words: string) =>
  page.locator(selector).filter({ hasText: words }).first().waitFor();
const choose = async (page: Page, name: string) => {
  const value = await page
    .locator('#person option', { hasText: name })
    .first()
    .getAttribute('value');
  await page.locator('#person').selectOption(value ?? '');
};

async function say(page: Page, words: string): Promise<void> {
  await page.locator('#words').fill(words);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page
    .locator('#slack .slack-message, #slack .plain, #slack .json')
    .first()
    .waitFor({ state: 'attached' });
}

function send(
  base: string,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        path,
        method: body ? 'POST' : 'GET',
        headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      },
      async (response) => {
        resolve({
          status: response.statusCode ?? 0,
          body: (await response.setEncoding('utf8').toArray()).join(''),
        });
      },
    );
    sent.on('error', reject).end(body);
  });
}
