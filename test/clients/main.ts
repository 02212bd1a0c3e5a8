// npm run test:clients: Microsoft's own test client drives the bot. It is fetched into a temporary folder each time; its licence is for evaluation.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { browser } from '../browser.ts';
import { freePort } from '../free-port.ts';
import { type Client, endProcess, startClient, until } from './playground.ts';
import { stories } from './stories.ts';

const PACKAGE = '@microsoft/m365agentsplayground@0.2.28';
const folder = mkdtempSync(join(tmpdir(), 'rapport-clients-'));
const ended: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];

const endAll = async (): Promise<void> => {
  for (const end of ended.splice(0).toReversed()) await end();
};
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void endAll().finally(() => process.exit(1)));

try {
  process.exitCode = (await isFetched()) ? await drive() : didNotRun();
} finally {
  await endAll();
}

async function isFetched(): Promise<boolean> {
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=1'];
  return spawnSync('npm', ['install', ...options, '--prefix', folder, PACKAGE]).status === 0;
}

function didNotRun(): number {
  const isAllowed = process.env['CLIENTS_MAY_BE_MISSING'] === '1';
  console.error(
    `THE CLIENTS' TEST DID NOT RUN: ${PACKAGE} cannot be fetched from the npm registry. ` +
      (isAllowed
        ? 'Nothing was tested, and CLIENTS_MAY_BE_MISSING=1 lets that pass.'
        : 'Set CLIENTS_MAY_BE_MISSING=1 to let that pass.'),
  );
  return isAllowed ? 0 : 1;
}

async function drive(): Promise<number> {
  const begun = performance.now();
  const port = await freePort();
  const bot = spawn(process.execPath, ['bot/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: join(folder, 'data'), HOST: '127.0.0.1', PORT: String(port) },
  });
  ended.push(() => endProcess(bot));
  await until('the bot answers', async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
  const endpoint = `http://127.0.0.1:${port}/api/messages`;
  const clientOf = async (person: string): Promise<Client> => {
    const client = await startClient(folder, {
      person,
      port: await freePort(),
      endpoint,
      begun: (child) => void ended.push(() => endProcess(child)),
    });
    ended.push(client.stop);
    return client;
  };
  const [ana, ben] = [await clientOf('ana'), await clientOf('ben')];
  // It shows what comes from now on.
  const screen = await screenOf(ben);
  said('the bot and both clients start', begun);
  for (const [what, step] of stories(ana, ben, screen)) {
    const stepBegun = performance.now();
    await step();
    said(what, stepBegun);
  }
  return 0;
}

async function screenOf({ url }: Client): Promise<Page> {
  const started = await browser();
  ended.push(() => started.close());
  const page = await started.newPage();
  // The client's fonts come from elsewhere.
  await page.route(
    ({ hostname }) => hostname !== '127.0.0.1',
    (route) => route.abort(),
  );
  await page.goto(url);
  return page;
}

function said(what: string, begun: number): void {
  console.log(`✓ ${what}, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}
