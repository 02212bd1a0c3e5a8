import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../clock.ts';
import { rawConnection } from '../raw-http.ts';
import type { Bench } from './bench.ts';
import { READY, startBot } from './customer.ts';
import { dataset } from './dataset.ts';
import { memoryOf, type Program } from './processes.ts';
import { megabytes, type Row } from './report.ts';
import { slackApi } from './slack.ts';

const REQUESTS = 500;
const LIMIT = 50 * 2 ** 20;
const MEGABYTE = 2 ** 20;
/** Memory is looked at for so long after the last byte, in milliseconds; the server gives up later than that. */
const LOOKED_AT = 5000;

const ATTACKS = [
  { what: 'without a signature, 3.9 MB each', path: '/slack/events', bytes: 3.9 * MEGABYTE },
  {
    what: 'with a signature that looks like one, 1 MB each',
    path: '/slack/events',
    bytes: MEGABYTE - 1,
    signed: true,
  },
] as const;

/** Resident memory that requests add whose last byte never comes. */
export async function halfSent({ server }: Bench): Promise<Row[]> {
  const url = await dataset(await server(), { customers: 1000, entries: 10_000 });
  const slack = await slackApi();
  const bot = startBot({ url }, slack.url);
  try {
    const address = await bot.says(READY);
    await warmed(address);
    await settled(bot);
    const rows: Row[] = [];
    for (const attack of ATTACKS) rows.push(await row(bot, address, attack));
    return rows;
  } finally {
    await bot.stop();
    slack.close();
  }
}

type Attack = (typeof ATTACKS)[number];

async function row(bot: Program, url: string, attack: Attack): Promise<Row> {
  const before = memoryOf(bot.child) ?? 0;
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, memoryOf(bot.child) ?? 0);
  }, 50);
  const sockets = await Promise.all(Array.from({ length: REQUESTS }, () => half(url, attack)));
  await pause(LOOKED_AT);
  clearInterval(sampling);
  for (const socket of sockets) socket.destroy();
  const more = most - before;
  return {
    what: `memory of ${REQUESTS} half-sent requests ${attack.what}`,
    ours: megabytes(most),
    baseline: `${megabytes(before)} before them`,
    result: `+${megabytes(more)}`,
    budget: '< 50 MB more',
    met: more < LIMIT,
  };
}

/** A request that promises one byte more than it sends. */
async function half(url: string, attack: Attack): Promise<Socket> {
  const socket = await rawConnection(url);
  const seconds = Math.floor(now().getTime() / 1000);
  const proof =
    'signed' in attack
      ? `X-Slack-Request-Timestamp: ${seconds}\r\nX-Slack-Signature: v0=${'a'.repeat(64)}\r\n`
      : '';
  const head = `POST ${attack.path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Math.round(attack.bytes) + 1}\r\n${proof}\r\n`;
  socket.resume();
  await Promise.race([
    new Promise((sent) => socket.write(head + 'x'.repeat(Math.round(attack.bytes)), sent)),
    new Promise((closed) => socket.once('close', closed)),
  ]);
  return socket;
}

/** The code of a refusal is loaded and compiled before anything is measured. */
async function warmed(url: string): Promise<void> {
  for (let i = 0; i < 200; i += 1)
    await (await fetch(`${url}/slack/events`, { method: 'POST', body: '{}' })).text();
}

/** The memory that a start takes for a moment is given back. */
async function settled({ child }: Program): Promise<void> {
  for (let [last, same] = [0, 0]; same < 5; ) {
    await pause(300);
    const memory = memoryOf(child) ?? 0;
    same = Math.abs(memory - last) < MEGABYTE ? same + 1 : 0;
    last = memory;
  }
}
