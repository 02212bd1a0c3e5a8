import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { clientConfig } from '../../prisma/lean-client.ts';
import { freePort } from '../free-port.ts';
import { freshDir } from '../processes/process.ts';
import { isThere, serving } from './programs.ts';

/** Megabytes of the whole folder, as `du -sm` counts them. */
const MOST = 350;
const NOT_SHIPPED =
  /^(node_modules|\.git|\.data|dist|reports|\.stryker-tmp|prisma\/client|test)(\/|$)/;
const UNREACHED = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED/;

const env = {
  PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
  HOME: process.env['HOME'],
};

test('an install without development dependencies is small, starts and answers', async () => {
  const folder = join(freshDir(), 'rapport');
  cpSync('.', folder, {
    recursive: true,
    filter: (file) => !NOT_SHIPPED.test(relative('.', file)),
  });
  const install = spawnSync('npm', ['ci', '--omit=dev', '--prefer-offline'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  const isReached = () => install.status === 0 || !UNREACHED.test(install.stderr);
  if (!isThere('the npm registry', isReached, 'it was not reached')) return;
  expect([install.status, install.stderr]).toEqual([0, expect.anything()]);
  const measured = spawnSync('du', ['-sm', folder], { encoding: 'utf8' });
  const size = Number.parseInt(measured.stdout, 10);
  console.log(`The installed folder takes ${size} MB.`);
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThan(MOST);

  const port = await freePort();
  const program = ['--max-semi-space-size=8', '--heap-growing-percent=30', 'bot/main.ts'];
  const bot = await serving([process.execPath, ...program], port, {
    cwd: folder,
    env: { ...env, DATA_DIR: freshDir(), PORT: String(port) },
  });
  const url = `http://127.0.0.1:${port}`;
  const answer = await fetch(`${url}/playground/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: '{"person":"ana@rapport.example","words":"acme industries","place":"direct"}',
  });
  expect(await answer.text()).toContain('Ana Ruiz');
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  await bot.stop();
  // Teams’ framework is loaded with the platform alone, and Azure’s sign-in with a managed identity.
  const loaded = spawnSync(
    process.execPath,
    [
      '-e',
      "require('botbuilder').CloudAdapter; new (require('@azure/identity').ManagedIdentityCredential)('id')",
    ],
    { cwd: folder, env, encoding: 'utf8' },
  );
  expect([loaded.status, loaded.stderr]).toEqual([0, '']);
});

test('the client that such an install makes is the one that Prisma’s command writes', () => {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const ours = clientConfig(schema);
  const { inlineSchema, ...theirs } = configOfCommand();
  // The command lines its columns up.
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ');
  expect(plain(ours.inlineSchema)).toBe(plain(String(inlineSchema)));
  expect(JSON.parse(JSON.stringify({ ...ours, inlineSchema: undefined }))).toEqual(theirs);
});

function configOfCommand(): Record<string, unknown> {
  const written = readFileSync('prisma/client/internal/class.ts', 'utf8');
  const part = (pattern: RegExp): string => pattern.exec(written)?.[1] ?? '';
  const parsed = (text: string): unknown => JSON.parse(JSON.parse(text));
  return {
    ...JSON.parse(part(/const config: [\w.]+ = (\{[\s\S]*?\n\})/)),
    runtimeDataModel: parsed(part(/config\.runtimeDataModel = JSON\.parse\((".*")\)/)),
    parameterizationSchema: {
      strings: parsed(part(/strings: JSON\.parse\((".*")\)/)),
      graph: part(/graph: "(.*)"/),
    },
  };
}

test('on a Node that is too old, an install says which it needs', () => {
  const program =
    "Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); require('./bot/cli/node-version.cjs')";
  const said = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  expect([said.status, said.stderr]).toEqual([1, expect.stringContaining('Node 22.18 or newer')]);
});
