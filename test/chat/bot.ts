import express from 'express';
import { type Logger, pino } from 'pino';
import type { ConsentConfig } from '../../bot/connection/config.ts';
import { type IngestConfig, isClosed, NO_INGEST } from '../../bot/ingest/config.ts';
import type { Platform } from '../../bot/platform.ts';
import { type Platforms, type Rapport, rapport } from '../../bot/rapport.ts';
import type { Connectors } from '../../crm/connector.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import type { Queue } from '../../crm/queue.ts';
import type { Store } from '../../crm/store/store.ts';
import { listening } from '../bot/slack/fake/server.ts';
import { importCase } from '../import-case.ts';
import { saveRecords } from '../saved-records.ts';
import { type FreshStore, freshStore } from '../store.ts';
import type { Chat } from './chat.ts';
import { type SlackChat, slackChat } from './slack.ts';
import { type TeamsChat, teamsChat } from './teams.ts';

export type ChatPlatform = 'slack' | 'teams';
export const CHAT_PLATFORMS: readonly ChatPlatform[] = ['slack', 'teams'];

export interface Member {
  email: string;
  name: string;
  standing?: 'guest' | 'outsider';
}

export interface Channel {
  name: `#${string}`;
  members?: readonly string[];
  /** With another organisation. */
  shared?: boolean;
  /** The bot may not post there; Slack alone has that. */
  restricted?: boolean;
}

export interface Bot extends Chat {
  store: Store;
  /** The queue, for jobs that the clock would send. */
  queue: Queue;
  /** The tables themselves, for what no repository tells. */
  database: FreshStore['database'];
  /** The Teams behind the chat, for activities that no person's screen sends. */
  teams: TeamsChat | null;
  slack: SlackChat | null;
  /** Where tools send items, where there is a door for them. */
  door: string | null;
  /** Where requests of connected systems arrive. */
  outside: string;
  /** Where the bot's own pages are. */
  pages: string;
  /** Lines of the rejects files of the imported cases. */
  rejects: readonly string[];
  /** Waits until something is so: the queue works by itself. */
  until(is: () => boolean | Promise<boolean>, what: string): Promise<void>;
}

/**
 * The whole bot, a real store with these records in it, and people on a chat platform over loopback HTTP. The server is
 * several times faster than the embedded store, on which the errands and the processes of `npm start` are told.
 */
export async function bot({
  platform,
  records,
  people,
  channels = [],
  now,
  connectors = [],
  cases = [],
  ingest = NO_INGEST,
  publicUrl,
  consent = null,
  noteFiles = false,
  log = pino({ level: 'silent' }),
  through,
  store: wrap = (store) => store,
}: {
  platform: ChatPlatform;
  records: readonly SourceRecord[];
  people: readonly Member[];
  channels?: readonly Channel[];
  now: () => Date;
  connectors?: Connectors;
  /** Folders of `test/fixtures/cases` that are imported as well. */
  cases?: readonly string[];
  /** With a secret, tools may send items. */
  ingest?: IngestConfig;
  /** Where connected systems believe the bot to be; then they may send webhooks. */
  publicUrl?: string;
  /** With it, colleagues may connect accounts of their own. */
  consent?: ConsentConfig | null;
  /** Files of messages go to the CRM with their notes. */
  noteFiles?: boolean;
  log?: Logger;
  /** Stands between the store and its server: takes the URL, gives back another. */
  through?: (url: string) => Promise<string>;
  /** Stands between the bot and its store, where the store is to fail. */
  store?: (store: Store) => Store;
}): Promise<Bot> {
  const { store: stored, queue, database, close } = await freshStore('server', now, through);
  const store = wrap(stored);
  await saveRecords({ store, database }, records, now());
  const rejects: string[] = [];
  for (const name of cases) rejects.push(...(await importCase(name, database, now)));
  const parts = {
    store,
    queue,
    now,
    connectors,
    ingest,
    ...(publicUrl && { publicUrl, filesUrl: publicUrl }),
    consent,
    noteFiles,
    zone: 'Europe/Berlin',
    locale: 'en-GB',
    log,
  };
  const teams = platform === 'teams' ? await onTeams(parts, people, channels) : null;
  const slack = platform === 'slack' ? await onSlack(parts, people, channels) : null;
  const outside = `${slack?.url ?? teams?.doors}`;
  const door = isClosed(ingest) ? null : `${outside}/ingest`;
  const chat: Chat | null = teams?.chat ?? slack;
  if (!chat) throw new Error(`No chat on ${platform}`);
  return {
    ...chat,
    teams: teams?.chat ?? null,
    slack,
    door,
    outside,
    pages: slack?.url ?? teams?.doors ?? '',
    store,
    queue,
    database,
    rejects,
    async until(is, what) {
      const end = performance.now() + 90_000;
      for (let from = performance.now(); !(await is()); from = performance.now()) {
        if (performance.now() > end) throw new Error(`Waited in vain until ${what}`);
        // Looking may cost more than what is waited for, and takes a fifth of the time at most.
        const pause = Math.max(20, 4 * (performance.now() - from));
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    },
    async close() {
      await chat.close();
      await close();
    },
  };
}

type Parts = Omit<Parameters<typeof rapport>[0], 'http' | 'connect'>;

const onSlack = (
  parts: Parts,
  people: readonly Member[],
  channels: readonly Channel[],
): Promise<SlackChat> =>
  slackChat({
    people,
    channels,
    now: parts.now,
    config: { noteFiles: parts.noteFiles },
    bot: ({ http, connect }) =>
      rapport({ ...parts, http, connect: (wiring) => ({ slack: connect(wiring) }) }),
  });

async function onTeams(
  parts: Parts,
  people: readonly Member[],
  channels: readonly Channel[],
): Promise<{ chat: TeamsChat; doors: string }> {
  const http = express();
  const { server, url: doors } = await listening(http);
  let running: Rapport | undefined;
  const chat = await teamsChat({
    store: parts.store,
    now: parts.now,
    config: { noteFiles: parts.noteFiles },
    people: people.map(({ email, name, standing }) => ({
      email,
      name,
      ...(standing === 'guest' && { userRole: 'guest' as const }),
      ...(standing === 'outsider' && { tenantId: 'another-tenant' }),
    })),
    app(platform) {
      running = rapport({ ...parts, http, connect: () => startedElsewhere(platform) });
      return running.app;
    },
  });
  // A standard channel has its whole team's members, so one with members of its own is private.
  for (const { name, members, shared } of channels)
    chat.channel(name, {
      ...(members && { members, type: 'private' }),
      ...(shared && { type: 'shared' }),
    });
  await running?.start();
  const close = async (): Promise<void> => {
    server.close();
    await running?.stop();
    await chat.close();
  };
  return { chat: { ...chat, close }, doors };
}

/** The harness starts and stops its platform itself. */
const startedElsewhere = (platform: Platform): Platforms => ({
  teams: { ...platform, start: async () => {}, stop: async () => {} },
});
