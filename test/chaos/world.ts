import { createHmac } from 'node:crypto';
import { memoryCrm } from '../../crm/connectors/memory.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import { openStore } from '../../prisma/store.ts';
import { type Program, program } from '../bench/processes.ts';
import { BOT_TOKEN, type Directory, fakeDirectory } from '../bot/slack/fake/people.ts';
import { type Screens, screens } from '../bot/slack/fake/screen.ts';
import { type FakeApi, fakeApi } from '../bot/slack/fake/server.ts';
import { now } from '../clock.ts';
import { type LoopbackCrm, loopbackCrm } from '../crm/connectors/loopback-crm.ts';
import { customer, departments, employee } from '../prisma/people-of-acme.ts';
import { COMPILED } from '../processes/process.ts';
import { StoredState } from './inside.ts';
import { Work } from './inside-work.ts';

const SIGNING_SECRET = 'a-signing-secret';
export const CUSTOMERS = ['Acme', 'Globex', 'Kestrel', 'Halden'] as const;
/** The first two sell, the others support. */
export const SALES = ['ana@ours.example', 'tom@ours.example'] as const;
export const SUPPORT = ['mia@ours.example', 'sam@ours.example', 'lea@ours.example'] as const;
const EVERYBODY = [...SALES, ...SUPPORT];
const CRM = 'crm';

const customers = CUSTOMERS.map((name) => customer(name));
const records: readonly SourceRecord[] = [
  ...departments,
  ...EVERYBODY.map((email, i) =>
    employee(nameOf(email), { email, department: i < SALES.length ? 'sales' : 'support' }),
  ),
  ...customers,
];

export function nameOf(email: string): string {
  return `${email.charAt(0).toUpperCase()}${email.slice(1, email.indexOf('@'))}`;
}

/** Slack and the CRM, which outlive every copy of the bot, and the people who use it. */
export interface World {
  api: FakeApi;
  people: Directory;
  screen: Screens;
  crm: LoopbackCrm;
  start(store: string, env?: Record<string, string>): Promise<Copy>;
  close(): Promise<void>;
}

/** One copy of the bot in a process of its own. */
export interface Copy {
  program: Program;
  url: string;
  /** Sends what Slack would send, signed. Null where nobody answers. */
  send(body: string | object): Promise<{ status: number; text: string } | null>;
  kept(): Promise<StoredState>;
  work(): Promise<Work>;
  pending(): Promise<string[]>;
  /** The clock goes on by so much. */
  later(milliseconds: number): Promise<void>;
  /** Frees the jobs of killed copies, as the queue itself does after about a quarter of a minute. */
  takeOver(): Promise<void>;
  /** Does at once what the clock does at its time. False where nobody answers. */
  tick(job: string): Promise<boolean>;
  /** A source brings something that followers of the customer want to hear. False where nobody answers. */
  news(token: string, customer: string): Promise<boolean>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function world({ retryAfter = 1 }: { retryAfter?: number } = {}): Promise<World> {
  const people = fakeDirectory(
    EVERYBODY.map((email) => ({ email, name: nameOf(email) })),
    [],
  );
  const screen = screens();
  const api = await fakeApi(people, screen);
  const crm = await loopbackCrm(
    memoryCrm({ id: CRM, name: 'the CRM', customers, address: 'https://crm.example' }),
    { retryAfter, quietReading: true },
  );
  return {
    api,
    people,
    screen,
    crm,
    start: (store, env = {}) =>
      startCopy({
        STORE: store,
        SLACK_API_URL: api.url,
        SIGNING_SECRET,
        BOT_TOKEN,
        CRM_URL: crm.url,
        CRM_ID: CRM,
        ...env,
      }),
    async close() {
      await api.close();
      await crm.close();
    },
  };
}

/** Customers and colleagues, in a store that nobody uses yet. */
export async function moveIn(store: string): Promise<void> {
  const opened = await openStore(store.includes('://') ? { url: store } : { folder: store }, {
    now,
  });
  await opened.store.records.save(records);
  await opened.store.close();
}

export async function startCopy(env: Record<string, string>): Promise<Copy> {
  const running = program('test/chaos/bot.ts', [], { NODE_COMPILE_CACHE: COMPILED, ...env });
  const url = await running.says(/ready: (http:\S+)/);
  const get = async (path: string, method = 'GET'): Promise<unknown> => {
    const answer = await fetch(`${url}/chaos/${path}`, { method });
    if (!answer.ok)
      throw new Error(
        `${path}: ${answer.status} ${await answer.text()}\n${running.said().slice(-2000)}`,
      );
    return answer.json();
  };
  const post = (path: string): Promise<boolean> =>
    get(path, 'POST').then(
      () => true,
      () => false,
    );
  // Slack's clock goes with the bot's: what was signed minutes ago by the bot's clock is refused.
  const clock = { ahead: Number(env.AHEAD ?? 0) };
  return {
    program: running,
    url,
    send: (body) => signed(url, body, clock.ahead),
    kept: async () => StoredState.parse(await get('kept')),
    work: async () => Work.parse(await get('work')),
    tick: (job) => post(`tick/${job}`),
    news: (token, customer) => post(`news/${token}/${customer}`),
    pending: async () => (await get('pending')) as string[],
    async later(milliseconds) {
      await get(`later/${milliseconds}`, 'POST');
      clock.ahead += milliseconds;
    },
    takeOver: async () => void (await get('take-over', 'POST')),
    async kill() {
      running.child.kill('SIGKILL');
      await running.ended;
    },
    stop: () => running.stop(),
  };
}

/** The same copy, for Slack to reach by way of something that stands before it. */
export const byWayOf = (copy: Copy, url: string): Copy => ({
  ...copy,
  url,
  send: (body) => signed(url, body, 0),
});

async function signed(
  url: string,
  body: string | object,
  ahead: number,
): Promise<{ status: number; text: string } | null> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const at = Math.floor((now().getTime() + ahead) / 1000);
  const signature = `v0=${createHmac('sha256', SIGNING_SECRET).update(`v0:${at}:${text}`).digest('hex')}`;
  const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
  try {
    const response = await fetch(`${url}/slack/events`, {
      method: 'POST',
      body: text,
      headers: {
        'content-type': type,
        'x-slack-signature': signature,
        'x-slack-request-timestamp': String(at),
      },
      signal: AbortSignal.timeout(20_000),
    });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

/** Waits for a fact. */
export async function until(
  is: () => boolean | Promise<boolean>,
  what: string | (() => string),
  patience = 60_000,
): Promise<void> {
  const end = performance.now() + patience;
  while (!(await is())) {
    if (performance.now() > end)
      throw new Error(`Waited in vain until ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
