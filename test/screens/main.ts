// npm run screens: pictures of the main messages on a phone, light and dark, in Slack's look and in that of Teams.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { browser } from '../browser.ts';
import { BEFORE, SCREENS, type Screen } from './screens.ts';
import { playgroundOn } from './server.ts';
import { smallPng } from './small-png.ts';

/** As wide as a phone, and so high that no message is cut. */
const PHONE = { width: 390, height: 1900 };
const PLATFORMS = ['slack', 'teams'] as const;
/** A Tuesday in office hours: the same pictures on every day. */
const NOW = new Date('2026-11-17T10:14:00Z');
const FOLDER = join(import.meta.dirname, '../../docs/screens');
const MOST_BYTES = 60_000;

const { address, close } = await playgroundOn(() => NOW);
const chrome = await browser();
const page = await chrome.newPage({ viewport: PHONE });
page.setDefaultTimeout(60_000);
await page.goto(address, { timeout: 0, waitUntil: 'domcontentloaded' });
await page.locator('#words').waitFor();
mkdirSync(FOLDER, { recursive: true });
await be(page, BEFORE.person);
await say(page, BEFORE.says);
const wanted = process.argv.slice(2);
for (const screen of SCREENS.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
)) {
  await bring(page, screen);
  for (const platform of PLATFORMS)
    for (const look of ['light', 'dark'] as const) await picture(page, { screen, platform, look });
}
await chrome.close();
await close();

async function be(page: Page, person: string, place = 'Direct message'): Promise<void> {
  for (const [list, label] of [
    ['#person', person],
    ['#place', place],
  ] as const) {
    const option = page.locator(`${list} option`, { hasText: label }).first();
    await option.waitFor({ state: 'attached' });
    await page.locator(list).selectOption((await option.getAttribute('value')) ?? '');
  }
}

function replies(page: Page) {
  return page.locator('#slack .reply[aria-busy=false]');
}

async function say(page: Page, words: string): Promise<void> {
  const before = await replies(page).count();
  await page.locator('#words').fill(words);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await replies(page).nth(before).waitFor({ state: 'attached' });
}

async function bring(page: Page, screen: Screen): Promise<void> {
  const { person, place, says, presses = [], waitsFor } = screen;
  await be(page, person, place);
  if (says) await say(page, says);
  if (waitsFor)
    await page
      .locator('#slack .reply', { hasText: waitsFor })
      .last()
      .waitFor({ state: 'attached' });
  await page.locator('[data-tab=slack]').first().click();
  for (const label of presses) {
    const shown = await replies(page).last().innerText();
    await press(page, label);
    await page.waitForFunction(
      (was) =>
        [...document.querySelectorAll<HTMLElement>('#slack .reply[aria-busy=false]')].at(-1)
          ?.innerText !== was,
      shown,
    );
  }
}

/** A button, or the first option of the menu that has its name. */
async function press(page: Page, label: string): Promise<void> {
  const reply = replies(page).last();
  const menu = reply.locator('details', { hasText: `${label}…` }).first();
  if ((await menu.count()) === 0) return reply.getByText(label, { exact: true }).first().click();
  await menu.locator('summary').click();
  await menu.locator('.slack-options button').first().click();
}

async function picture(
  page: Page,
  {
    screen,
    platform,
    look,
  }: { screen: Screen; platform: (typeof PLATFORMS)[number]; look: 'light' | 'dark' },
): Promise<void> {
  await page.emulateMedia({ colorScheme: look });
  await page.locator(`button[data-tab=${platform}]`).click();
  const reply = page.locator(`#${platform} .reply`, { hasText: screen.waitsFor ?? '' }).last();
  const drawn = smallPng(await reply.screenshot());
  if (drawn.length > MOST_BYTES) throw new Error(`${screen.name} has ${drawn.length} bytes`);
  writeFileSync(join(FOLDER, `${screen.name}.${platform}.${look}.png`), drawn);
}
