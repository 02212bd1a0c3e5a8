// The baseline of everything: the least that a bot can do. Bolt checks the signature, one prepared statement
// reads 20 rows, and they go back as plain text. It knows nobody, refuses nobody, remembers nothing.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { App, ExpressReceiver } from '@slack/bolt';
import express from 'express';
import pg from 'pg';
import { nameKey } from '../../crm/matching/names.ts';
import { BOT_TOKEN, SIGNING_SECRET } from './slack.ts';

const TEXT = `SELECT e.at, e.department, e.kind, e.title FROM entry e
  WHERE e.customer_id = (SELECT id FROM customer WHERE name_key = $1 LIMIT 1) ORDER BY e.at DESC, e.source DESC, e.external_id DESC LIMIT 20`;

interface Row {
  at: Date;
  department: string;
  kind: string;
  title: string;
}

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const http = express();
const receiver = new ExpressReceiver({
  app: http,
  signingSecret: SIGNING_SECRET,
  endpoints: { events: '/slack/events' },
});
const bolt = new App({
  receiver,
  authorize: async () => ({ botToken: BOT_TOKEN, botUserId: 'U0BOT', botId: 'B0BOT' }),
});
bolt.command('/customer', async ({ body, ack }) => {
  const { rows } = await pool.query<Row>({
    name: 'newest',
    text: TEXT,
    values: [nameKey(body.text)],
  });
  await ack({
    response_type: 'ephemeral',
    text: rows
      .map(
        ({ at, department, kind, title }) => `${at.toISOString()} ${department} ${kind} ${title}`,
      )
      .join('\n'),
  });
});
const server = createServer(http).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
console.log(`ready: http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
