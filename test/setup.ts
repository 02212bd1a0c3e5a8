import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import * as jobs from '../jobs/index.ts';
import { makeEmptyStore, makeQueues } from '../prisma/empty-store.ts';
import { openStore } from '../prisma/store.ts';
import { now } from './clock.ts';
import { type PostgresServer, startPostgres } from './postgres/start.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the run's PostgreSQL says that it is ready: a URL without a database. */
    postgres: string;
    /** The folder of the run's embedded stores, and of its processes' data; it goes with the run. */
    stores: string;
  }
}

const JOBS = Object.values(jobs);

/** Once per run: the empty embedded store and the empty server store that tests copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = startPostgres({
    databaseDir: join(tmpdir(), `rapport-test-postgres-${process.pid}`),
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      wal_level: 'minimal',
      max_wal_senders: '0',
      track_counts: 'off',
      autovacuum: 'off',
      max_connections: '200',
      // Nobody's server has to keep UTC: a time that is written as the server's own would come back as another one.
      timezone: 'Asia/Kolkata',
    },
    keep: false,
  });
  await Promise.all([makeEmptyStore(now, JOBS), server.then(makeTemplate)]);
  const { url, stop } = await server;
  project.provide('postgres', url('').replace(/\/$/, ''));
  const stores = mkdtempSync(join(tmpdir(), 'rapport-stores-'));
  // Some processes run as another user.
  chmodSync(stores, 0o711);
  project.provide('stores', stores);
  return async () => {
    await stop();
    rmSync(stores, { recursive: true, force: true });
  };
}

async function makeTemplate(server: PostgresServer): Promise<void> {
  await server.administer('CREATE DATABASE template_store');
  const { store, database, queue } = await openStore(
    { url: server.url('template_store') },
    { now },
  );
  await makeQueues(database, queue, JOBS);
  await store.close();
}
