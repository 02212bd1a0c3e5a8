import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type PostgresServer, startPostgres } from '../postgres/start.ts';
import { processorTimesUnder } from './processes.ts';

export interface Server extends PostgresServer {
  /** The server's name for itself: `PostgreSQL 18.1`. */
  version: string;
  /** Its memory settings, for the report. */
  settings: string;
  /** Milliseconds of processor time by process; empty where the system does not tell them. */
  processorTimes(): ReadonlyMap<string, number>;
}

// PostgreSQL's manual advises a quarter of the memory for buffers. On two cores its I/O workers compete with queries.
const SETTINGS = {
  shared_buffers: `${Math.round(totalmem() / 4 / 2 ** 20)}MB`,
  io_method: 'sync',
  max_wal_size: '4GB',
  maintenance_work_mem: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_parallel_maintenance_workers: '1',
};

/** Starts a durable PostgreSQL. With `keep` the data stay for the next run. */
export async function startServer(keep: boolean): Promise<Server> {
  const databaseDir = keep
    ? join(tmpdir(), 'rapport-bench', 'postgres')
    : mkdtempSync(join(tmpdir(), 'rapport-bench-postgres-'));
  const server = await startPostgres({ databaseDir, settings: SETTINGS, keep });
  const { rows } = await server.administer('SHOW server_version');
  const postmaster = join(databaseDir, 'postmaster.pid');
  return {
    ...server,
    version: `PostgreSQL ${String(rows[0]?.server_version).split(' ')[0]}`,
    settings: `shared_buffers ${SETTINGS.shared_buffers}, io_method ${SETTINGS.io_method}, synchronous commits`,
    processorTimes: () =>
      processorTimesUnder(Number(readFileSync(postmaster, 'utf8').split('\n', 1)[0])),
  };
}
