// The baseline of a start: loads the libraries that a start loads, opens the same embedded store, and answers requests
// with a customer's newest entries. It knows nobody, migrates nothing and has no queue.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import express from 'express';
import 'dataloader';
import 'lru-cache';
import 'node-cron';
import 'pg';
import 'pg-boss';
import 'pglite-prisma-adapter';
import 'pino';
import 'prom-client';
import 'temporal-polyfill';
import 'zod';
import { PrismaClient } from '../../prisma/client/client.ts';

const pglite = await PGlite.create({ dataDir: join(process.env['DATA_DIR'] ?? '', 'db') });
if (!PrismaClient) throw new Error('Prisma is not loaded');
const http = express();
http.post('/playground/ask', express.json(), async (request, response) => {
  const { rows } = await pglite.query(
    `SELECT e.at, e.title, c.name FROM entry e JOIN customer c ON c.id = e.customer_id
      WHERE lower(c.name) = lower($1) ORDER BY e.at DESC LIMIT 20`,
    [String(request.body.words).replace(/^customer /, '')],
  );
  response.json(rows);
});
const server = createServer(http).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
console.log(`ready: http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
process.on('SIGTERM', () => void pglite.close().then(() => process.exit(0)));
