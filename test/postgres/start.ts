import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import pg from 'pg';
import { freePort } from '../free-port.ts';

export interface PostgresServer {
  url(database: string): string;
  /** Runs one statement as the administrator. */
  administer(sql: string): Promise<pg.QueryResult>;
  databaseDir: string;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  databaseDir: string;
  /** Server settings by name, as in `postgresql.conf`. */
  settings: Readonly<Record<string, string>>;
  /** Leaves the data in `databaseDir` when the server stops. */
  keep: boolean;
}

/** Starts a PostgreSQL server in a process of its own. It stops with `stop`, or when this process ends. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { databaseDir, settings, keep } = options;
  const port = await freePort();
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program = new URL('program.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, JSON.stringify({ databaseDir, port, flags })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const ready = once(child.stdout, 'data');
  const first = await Promise.race([ready.then(() => 'ready'), exited.then(([code]) => code)]);
  if (first !== 'ready') throw new Error(`PostgreSQL did not start: status ${String(first)}`);
  const url = (database: string) => `postgresql://postgres:postgres@127.0.0.1:${port}/${database}`;
  return {
    url,
    databaseDir,
    administer: (sql) => runOnce(url('postgres'), sql),
    async stop() {
      child.stdin.end();
      await exited;
      if (!keep) rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

async function runOnce(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
