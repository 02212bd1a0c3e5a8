import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { webApi } from '@slack/bolt';
import express from 'express';
import { pino } from 'pino';
import { rapport } from '../../bot/rapport.ts';
import { slackPlatform } from '../../bot/slack/slack.ts';
import { NotificationPreference } from '../../crm/notification/preferences.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { customer, departments, employee, entry, idOf } from '../prisma/people-of-acme.ts';
import type { Bench } from './bench.ts';
import { count, type Row, seconds, times } from './report.ts';
import { BOT_TOKEN, SIGNING_SECRET } from './slack.ts';
import { timed } from './statistics.ts';

const FOLLOWERS = 1000;
const TEAM = 'T0BENCH';
const email = (at: number): string => `f${at}@ours.example`;

/** One event of a customer whom a thousand colleagues follow, from its saving: until everybody's message is planned, and until everybody has it. */
export async function followers({ server }: Bench): Promise<Row[]> {
  const postgres = await server();
  const name = `bench_followers_${randomUUID().slice(0, 8)}`;
  await postgres.administer(`CREATE DATABASE ${name}`);
  const { store, queue, database } = await openStore({ url: postgres.url(name) }, { now });
  const slack = await countingSlack();
  const bot = rapport({
    store,
    queue,
    http: express(),
    now,
    zone: 'Europe/Berlin',
    locale: 'en-GB',
    log: pino({ level: 'error' }),
    connect: (wiring) => ({
      slack: slackPlatform(
        {
          signingSecret: SIGNING_SECRET,
          access: { kind: 'token', botToken: BOT_TOKEN },
          apiUrl: slack.url,
          publicUrl: 'https://rapport.example',
        },
        wiring,
      ),
    }),
  });
  try {
    await store.records.save([
      ...departments,
      customer('Acme'),
      ...Array.from({ length: FOLLOWERS }, (_, at) => employee(`f${at}`, { email: email(at) })),
    ]);
    const id = await idOf(store, 'Acme');
    await everybodyFollows(store, id);
    const planned = async (): Promise<number> =>
      (await database.query<{ n: number }>('SELECT count(*)::int AS n FROM message'))[0]?.n ?? 0;
    await bot.start();
    const begun = performance.now();
    await store.records.save([
      entry('leaves', 'Acme', { at: now(), entryKind: 'churn', title: 'Acme leaves' }),
    ]);
    await until(async () => (await planned()) === FOLLOWERS);
    const afterPlan = performance.now() - begun;
    await until(async () => slack.posts.size === FOLLOWERS);
    const afterAll = performance.now() - begun;
    if (slack.sent() !== FOLLOWERS)
      throw new Error(`${slack.sent()} messages were sent to ${FOLLOWERS}`);
    const bare = await timed(() => bareClient(slack.url));
    return [
      {
        what: `one event, ${count(FOLLOWERS)} followers: every message stored`,
        ours: seconds(afterPlan),
        baseline: '–',
        result: seconds(afterPlan),
        budget: '–',
        met: null,
      },
      {
        what: `one event, ${count(FOLLOWERS)} followers: every message sent`,
        ours: `${seconds(afterAll)}, ${count(Math.round(FOLLOWERS / (afterAll / 1000)))}/s`,
        baseline: `${seconds(bare)} Slack's client alone, two posts at once`,
        result: times(afterAll / bare),
        budget: '–',
        met: null,
      },
    ];
  } finally {
    await bot.stop();
    await store.close();
    slack.close();
    await postgres.administer(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}

/** And each wants to be told at once. */
async function everybodyFollows(
  store: Awaited<ReturnType<typeof openStore>>['store'],
  customerId: Awaited<ReturnType<typeof idOf>>,
): Promise<void> {
  const preference: NotificationPreference = NotificationPreference.parse({
    kinds: { followed: 'at-once' },
    dailyAt: '09:00',
    quiet: null,
    daysOff: [],
    snoozedUntil: null,
    mutedCustomers: [],
    named: true,
  });
  for (let at = 0; at < FOLLOWERS; at += 1) {
    const known = await store.people.remember(
      { platform: 'slack', tenant: TEAM, user: `U${at}` },
      { standing: 'member', email: email(at), name: `f${at}`, zone: null, locale: null },
      now(),
    );
    if (!known.person) throw new Error(`Nobody is ${email(at)}`);
    await store.customers.follow(known.person.id, customerId, true, now());
    await store.notificationPreferences.save(known.person.id, preference);
  }
}

async function until(is: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 300_000;
  while (!(await is())) {
    if (performance.now() > end) throw new Error('Waited in vain for five minutes');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Knows everybody, and counts who was sent something. */
async function countingSlack() {
  const posts = new Set<string>();
  let sent = 0;
  const answer = (path: string, args: URLSearchParams): object => {
    const user = args.get('user') ?? args.get('users') ?? '';
    if (path.endsWith('/users.info'))
      return {
        user: {
          id: user,
          team_id: TEAM,
          real_name: user,
          tz: 'Europe/Berlin',
          locale: 'en-GB',
          is_email_confirmed: true,
          profile: { email: email(Number(user.slice(1))) },
        },
      };
    if (path.endsWith('/conversations.open')) return { channel: { id: `D${user.slice(1)}` } };
    if (!path.endsWith('/chat.postMessage'))
      return { team_id: TEAM, user_id: 'U0BOT', bot_id: 'B0BOT' };
    sent += 1;
    posts.add(args.get('channel') ?? '');
    return { ts: `${sent}.0001`, channel: args.get('channel') };
  };
  const http = express();
  http.post(
    '/api/:method',
    express.text({ type: () => true, limit: '1mb' }),
    (request, response) =>
      void response.json({ ok: true, ...answer(request.path, new URLSearchParams(request.body)) }),
  );
  const listening = createServer(http).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/`,
    posts,
    sent: () => sent,
    close: () => {
      listening.closeAllConnections();
      listening.close();
    },
  };
}

async function bareClient(url: string): Promise<void> {
  const client = new webApi.WebClient(BOT_TOKEN, { slackApiUrl: url });
  let next = 0;
  await Promise.all(
    [1, 2].map(async () => {
      while (next < FOLLOWERS)
        await client.chat.postMessage({ channel: `D${next++}`, text: 'Acme leaves' });
    }),
  );
}
