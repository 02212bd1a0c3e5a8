// An HTTP server that reads one customer's newest entries for each request; its argument says which requests become
// one statement: those of `prisma/database/batched.ts`, or those of dataloader, as it comes or with the same rules.
import { once } from 'node:events';
import { createServer } from 'node:http';
import DataLoader from 'dataloader';
import { batchCalls } from '../../prisma/database/batched.ts';
import { openDatabase } from '../../prisma/database/database.ts';
import { json } from '../../prisma/database/json.ts';

const TEXT = `SELECT q.n, c.id, c.name, c.stage, c.owner_id,
  ARRAY(SELECT d.domain FROM domain d WHERE d.customer_id = c.id LIMIT 50) AS domains,
  (SELECT json_agg(t) FROM (SELECT subject, priority, opened_at FROM ticket WHERE customer_id = c.id AND status IN ('open', 'waiting') LIMIT 20) t) AS tickets,
  (SELECT json_agg(e) FROM (SELECT at, department, kind, title FROM entry WHERE customer_id = c.id
    ORDER BY at DESC, source DESC, external_id DESC LIMIT 20) e) AS newest
  FROM json_to_recordset($1::json) AS q(n int, id text) JOIN customer c ON c.id = q.id`;
/** The limit of `prisma/database/batched.ts`. */
const MOST = 50;

type Read = (id: string) => Promise<unknown>;
type Together = (ids: readonly string[]) => Promise<unknown[]>;

const READERS: Readonly<Record<string, (together: Together) => Read>> = {
  batchCalls,
  dataloader(together) {
    const loader = new DataLoader<string, unknown>(together, {
      cache: false,
      maxBatchSize: MOST,
      batchScheduleFn: (leave) => void setImmediate(leave),
    });
    return (id) => loader.load(id);
  },
};

const database = await openDatabase({ url: process.env['DATABASE_URL'] ?? '' });
const read = READERS[process.argv[2] ?? '']?.(async (ids) => {
  const asked = ids.map((id, n) => ({ n, id }));
  const rows = await database.query<{ n: number }>(TEXT, [json(asked)], { name: 'newest' });
  const known = new Map(rows.map((row) => [row.n, row]));
  return ids.map((_, n) => known.get(n) ?? null);
});
if (!read) throw new Error(`Which of ${Object.keys(READERS).join(', ')}?`);

const server = createServer((request, response) => {
  read((request.url ?? '').slice(1)).then(
    (row) => response.end(JSON.stringify(row)),
    (cause: unknown) => response.writeHead(500).end(String(cause)),
  );
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
console.log(`ready: http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
