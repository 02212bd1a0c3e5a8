// The baseline of a note: Bolt checks the signature, one prepared statement inserts a row, and the bot confirms it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { App, ExpressReceiver } from '@slack/bolt';
import express from 'express';
import pg from 'pg';
import { now } from '../clock.ts';
import { BOT_TOKEN, SIGNING_SECRET } from './slack.ts';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
await pool.query(
  'CREATE TABLE IF NOT EXISTS bare_note (id bigserial PRIMARY KEY, author text NOT NULL, body text NOT NULL, at timestamptz NOT NULL)',
);
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
bolt.command('/note', async ({ body, ack }) => {
  await pool.query({
    name: 'note',
    text: 'INSERT INTO bare_note (author, body, at) VALUES ($1, $2, $3)',
    values: [body.user_id, body.text, now()],
  });
  await ack({ response_type: 'ephemeral', text: 'Noted' });
});
const server = createServer(http).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
console.log(`ready: http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
