import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const sockets = socketFolder();
  const all = { ...settings, ...(sockets && { unix_socket_directories: sockets }) };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program = new URL('program.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, JSON.stringify({ databaseDir, port, flags })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const ready = once(child.stdout, 'data');
  const first = await Promise.race([ready.then(() => 'ready'), exited.then(([code]) => code)]);
  if (first !== 'ready') throw new Error(`PostgreSQL did not start: status ${String(first)}`);
  const host = sockets ? encodeURIComponent(sockets) : '127.0.0.1';
  const url = (database: string) => `postgresql://postgres:postgres@${host}:${port}/${database}`;
  return {
    url,
    databaseDir,
    administer: (sql) => runOnce(url('postgres'), sql),
    async stop() {
      child.stdin.end();
      await exited;
      if (sockets) rmSync(sockets, { recursive: true, force: true });
      if (!keep) rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

/** The system takes no longer path for a socket, in bytes, with its name. */
const LONGEST = 80;

/** Where the server is reached for a quarter less than over loopback; null where sockets cannot be. */
function socketFolder(): string | null {
  if (process.platform === 'win32') return null;
  const folder = mkdtempSync(join(tmpdir(), 'rapport-pg-'));
  if (Buffer.byteLength(folder) > LONGEST) {
    rmSync(folder, { recursive: true });
    return null;
  }
  // The server may run as another user, and so do some processes of the tests.
  chmodSync(folder, 0o777);
  return folder;
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
