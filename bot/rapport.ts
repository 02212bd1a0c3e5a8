import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { View } from '../cards/view/view.ts';
import * as commands from '../commands/index.ts';
import { NO_CONSENTS } from '../crm/connection/consents.ts';
import type { Connectors } from '../crm/connector.ts';
import { itemMappings } from '../crm/connectors/items/mappings.ts';
import type { Account, PlatformId } from '../crm/person/person.ts';
import type { Place } from '../crm/person/place.ts';
import { Upstream } from '../crm/problem.ts';
import type { Queue } from '../crm/queue.ts';
import type { Store } from '../crm/store/store.ts';
import * as consumers from '../jobs/event/index.ts';
import { eventRunner } from '../jobs/event/runner.ts';
import * as jobs from '../jobs/index.ts';
import type { Closed, JobContext } from '../jobs/job.ts';
import { scheduler } from '../jobs/scheduler.ts';
import { createApp } from './app.ts';
import { chartLinks } from './charts/links.ts';
import { chartRoute } from './charts/route.ts';
import type { ConsentConfig } from './connection/config.ts';
import { openConsents } from './connection/consents.ts';
import { consentRoute } from './connection/route.ts';
import { fileSource } from './file-source.ts';
import { identityResolver } from './identity.ts';
import { type IngestConfig, isClosed, NO_INGEST } from './ingest/config.ts';
import { ingestDoor } from './ingest/door.ts';
import { exportLinks } from './list-files/links.ts';
import { exportRoute } from './list-files/route.ts';
import type { App, Platform, Wiring } from './platform.ts';
import { readerFor } from './reader.ts';
import { webhookDoor } from './webhooks/door.ts';

/** By name: a module's own order is not the same everywhere. */
export const COMMANDS = Object.values(commands).toSorted((one, other) =>
  one.name < other.name ? -1 : 1,
);
export const JOBS = Object.values(jobs);
export const CONSUMERS = Object.values(consumers);

export interface Rapport {
  app: App;
  platforms: Platforms;
  /** The chats among these that people are in. */
  chats(): readonly PlatformId[];
  start(): Promise<void>;
  /** Finishes what is in flight: first what comes in, then the queue. */
  stop(): Promise<void>;
}

/** Every platform that runs, by its name. */
export type Platforms = Record<PlatformId, Platform>;

/** Puts the front door, the platforms, the queue and the clock together. `connect` makes the platforms once the front door stands. */
export function rapport(parts: {
  store: Store;
  queue: Queue;
  http: Express;
  log: Logger;
  now: () => Date;
  zone: string;
  locale: string;
  id?: () => string;
  /** Where this server is reached; without it charts have no pictures, and no system may send webhooks. */
  publicUrl?: string;
  /** Where people fetch files; without it nobody is offered any. */
  filesUrl?: string | null;
  connectors?: Connectors;
  /** The door for what tools send; without a secret there is none. */
  ingest?: IngestConfig;
  /** Files of messages are brought to a CRM with the notes that keep them. */
  noteFiles?: boolean;
  /** How colleagues connect their own accounts; without it nobody can. */
  consent?: ConsentConfig | null;
  connect: (wiring: Wiring) => Platforms;
}): Rapport {
  const { store, queue, http, log, now } = parts;
  const platforms: Platforms = {};
  const platformOf = ({ platform }: Pick<Account, 'platform'>): Platform => {
    const found = platforms[platform];
    if (!found) throw new Upstream(platform, 'unavailable');
    return found;
  };
  const chats = () => Object.keys(platforms).filter((platform) => !platforms[platform]?.standsIn);
  const { id = randomUUID, connectors = [], ingest = NO_INGEST } = parts;
  const mappings = itemMappings(ingest.folder);
  if (!isClosed(ingest)) ingestDoor({ http, store, log, now, mappings, secrets: ingest });
  if (parts.publicUrl)
    webhookDoor({ http, store, log, now, connectors, publicUrl: parts.publicUrl });
  const consents = parts.consent
    ? openConsents({ config: parts.consent, connectors, store, now, id })
    : null;
  if (consents?.systems.length) consentRoute({ ...parts, id, consents });
  const charts = parts.publicUrl
    ? chartLinks({ store, now, publicUrl: parts.publicUrl })
    : undefined;
  if (charts) chartRoute(http, charts);
  const exports = parts.filesUrl
    ? exportLinks({ store, now, publicUrl: parts.filesUrl })
    : undefined;
  if (exports) exportRoute({ ...parts, links: exports });
  const withPictures = charts?.withPictures ?? (async (view: View) => view);
  const app = createApp({
    ...parts,
    ...(exports && { listFileLink: exports.link }),
    withPictures,
    id,
    connectors,
    consents: consents ?? NO_CONSENTS,
    mappings,
    commands: COMMANDS,
    chats,
    platformOf,
  });
  Object.assign(platforms, parts.connect({ app, http, store, log, now }));
  const context: JobContext = {
    store,
    now,
    id,
    connectors,
    consents: consents ?? NO_CONSENTS,
    mappings,
    readerOf: (colleague) => readerFor(colleague, parts, now()),
    reader: () => ({ locale: parts.locale, zone: parts.zone, now: now() }),
    ...(parts.noteFiles && { files: fileSource(platformOf) }),
    ...outward({ store, now, log, platforms, platformOf, withPictures }),
  };
  const clock = scheduler(JOBS, queue, context);
  const events = eventRunner(CONSUMERS, context, (err) => log.error({ err }, 'events: failed'));
  return {
    app,
    platforms,
    chats,
    async start() {
      // The queue looks once into those that the clock works on.
      await clock.start();
      await queue.start();
      await events.start();
      await Promise.all(Object.values(platforms).map((platform) => platform.start()));
    },
    async stop() {
      await Promise.all(Object.values(platforms).map((platform) => platform.stop()));
      await clock.stop();
      await events.stop();
      await queue.stop();
    },
  };
}

type Outward = Pick<
  JobContext,
  | 'deliver'
  | 'findPost'
  | 'update'
  | 'direct'
  | 'accountsByEmail'
  | 'directToUnlinked'
  | 'audience'
  | 'threads'
  | 'standsIn'
>;

/** How jobs reach people and places. */
function outward({
  store,
  now,
  log,
  platforms,
  platformOf,
  withPictures,
}: Pick<Wiring, 'store' | 'now' | 'log'> & {
  withPictures: (view: View) => Promise<View>;
  platforms: Platforms;
  platformOf: (place: Pick<Account, 'platform'>) => Platform;
}): Outward {
  const who = identityResolver(store, platformOf, now);

  /** Asked once more before anything is posted: a place may have been shared or closed in between. */
  async function closed(place: Place): Promise<Closed | null> {
    if (place.kind === 'direct' || place.kind === 'home') return null;
    const settings = await store.channels.get({
      platform: place.platform,
      tenant: place.tenant,
      channel: place.id,
    });
    if (settings && settings.mode !== 'open') return { kind: 'closed', why: settings.mode };
    const { outsiders } = await platformOf(place).readers(place);
    return outsiders ? { kind: 'closed', why: 'shared' } : null;
  }

  /** Nobody who has a chat looks at what stands in for one. */
  function chatOf({ platform }: Account): Platform | null {
    const found = platforms[platform] ?? null;
    const isConnected = Object.values(platforms).some(({ standsIn }) => !standsIn);
    return found?.standsIn && isConnected ? null : found;
  }

  return {
    async deliver({ place, view, key, under }) {
      const no = await closed(place);
      if (no)
        log.warn(
          { platform: place.platform, key, why: no.why },
          'not posted: the place is closed to it now',
        );
      return (
        no ?? {
          kind: 'posted',
          ...(await platformOf(place).post(place, await withPictures(view), key, under)),
        }
      );
    },
    findPost: async ({ place, key }) =>
      (await platformOf(place).findPost(place, key))?.reference ?? null,
    update: async ({ place, reference, view, hides = false }) =>
      (hides ? null : await closed(place)) ??
      platformOf(place).update(place, reference, await withPictures(view)),
    async direct(account) {
      const platform = chatOf(account);
      const asker = platform && (await who.identify(account));
      return platform && asker?.kind === 'person' ? platform.direct(account) : null;
    },
    async accountsByEmail(email) {
      const found = await Promise.all(
        Object.values(platforms).map((platform) => platform.findByEmail?.(email) ?? []),
      );
      return found.flat();
    },
    async directToUnlinked(account) {
      const platform = platforms[account.platform];
      return platform && (await who.isUnlinked(account)) ? platform.direct(account) : null;
    },
    audience: (place) => who.audience(place),
    threads: ({ platform }) => platforms[platform]?.threads ?? false,
    standsIn: ({ platform }) => platforms[platform]?.standsIn ?? false,
  };
}
