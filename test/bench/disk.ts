import pg from 'pg';
import type { Bench } from './bench.ts';
import { dataset } from './dataset.ts';
import { megabytes, type Row, short } from './report.ts';

/** Disk of the database, tables and indexes, at three sizes with ten entries a customer. */
export async function disk({ server, size }: Bench): Promise<Row[]> {
  const running = await server();
  const small = [100, 10_000].map((customers) => ({ customers, entries: 10 * customers }));
  const rows: Row[] = [];
  for (const one of [...small, size]) {
    const bytes = await bytesOf(await dataset(running, one));
    rows.push({
      what: `disk of the database, ${short(one.customers)} customers, ${short(one.entries)} entries`,
      ours: megabytes(bytes),
      baseline: '–',
      result: `${Math.round(bytes / one.customers / 1024)} kB a customer`,
      budget: '–',
      met: null,
    });
  }
  return rows;
}

async function bytesOf(url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT pg_database_size(current_database())::float8 AS bytes',
    );
    return rows[0].bytes;
  } finally {
    await client.end();
  }
}
