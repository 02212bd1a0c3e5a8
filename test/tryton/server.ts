import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port.ts';

export const PACKAGES = [
  'tryton-server',
  'tryton-modules-party',
  'tryton-modules-sale-opportunity',
];

/** A Tryton that runs on this machine, and its administrator. */
export interface TrytonServer {
  url: string;
  database: string;
  user: string;
  password: string;
}

const LONGEST = 60_000;
const DATABASE = 'rapport';
const PASSWORD = 'not-a-secret-here-1';

/** Makes a database with the modules, and starts the server, all below the folder. */
export async function startTryton(
  folder: string,
): Promise<TrytonServer & { stop(): Promise<void> }> {
  const [databases, config, password] = ['databases', 'trytond.conf', 'password'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const port = await freePort();
  mkdirSync(databases);
  writeFileSync(join(databases, `${DATABASE}.sqlite`), '');
  writeFileSync(password, PASSWORD);
  writeFileSync(config, configOf(databases, port));
  const env = { ...process.env, TRYTONPASSFILE: password };
  const made = spawnSync(
    'trytond-admin',
    ['-c', config, '-d', DATABASE, '-u', 'sale_opportunity', '--activate-dependencies'].concat(
      '--email',
      'admin@rapport.example',
    ),
    { env, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`Tryton makes no database: ${made.stderr}`);
  const server = spawn('trytond', ['-c', config], { stdio: 'ignore', env });
  const url = `http://127.0.0.1:${port}`;
  await answers(url, server);
  return {
    url,
    database: DATABASE,
    user: 'admin',
    password: PASSWORD,
    async stop() {
      if (server.exitCode !== null) return;
      const gone = once(server, 'exit');
      server.kill();
      await gone;
    },
  };
}

const configOf = (databases: string, port: number): string => `[database]
uri = sqlite://
path = ${databases}
[web]
listen = 127.0.0.1:${port}
`;

async function answers(url: string, server: ChildProcess): Promise<void> {
  const end = performance.now() + LONGEST;
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer) return;
    if (server.exitCode !== null || performance.now() > end)
      throw new Error('trytond does not answer');
    await pause(200);
  }
}
