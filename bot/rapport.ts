import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import type { Logger } from 'pino';
import * as commands from '../commands/index.ts';
import { demoOrganisation } from '../crm/demo/organisation.ts';
import { localAdministrator } from '../crm/administrator.ts';
import type { Connector } from '../crm/connector.ts';
import type { Account } from '../crm/person.ts';
import { Upstream } from '../crm/problem.ts';
import type { Queue } from '../crm/queue.ts';
import type { Store } from '../crm/store.ts';
import * as jobs from '../jobs/index.ts';
import type { JobContext } from '../jobs/job.ts';
import { scheduler } from '../jobs/scheduler.ts';
import { createApp } from './app.ts';
import type { App, Platform, Wiring } from './platform.ts';

export const COMMANDS = Object.values(commands);
export const JOBS = Object.values(jobs);

export interface Rapport {
  app: App;
  platforms: Platforms;
  start(): Promise<void>;
  /** Finishes what is in flight: first what comes in, then the queue. */
  stop(): Promise<void>;
}

export type Platforms = Partial<Record<Account['platform'], Platform>>;

/** Puts the front door, the platforms, the queue and the clock together. `connect` makes the platforms once the front door stands. */
export function rapport(parts: { store: Store; queue: Queue; http: Express; log: Logger; now: () => Date; zone: string; locale: string; id?: () => string; crm?: Connector | null; connect: (wiring: Wiring) => Platforms }): Rapport {
  const { store, queue, http, log, now } = parts;
  const platforms: Platforms = {};
  const platformOf = ({ platform }: Pick<Account, 'platform'>): Platform => {
    const found = platforms[platform];
    if (!found) throw new Upstream(platform, 'unavailable');
    return found;
  };
  const app = createApp({ ...parts, id: parts.id ?? randomUUID, crm: parts.crm ?? null, commands: COMMANDS, platformOf });
  Object.assign(platforms, parts.connect({ app, http, store, log, now }));
  const clock = scheduler(JOBS, queue, { store, now, deliver: deliver(platformOf, log) });
  return {
    app,
    platforms,
    async start() {
      await queue.start();
      await clock.start();
      await Promise.all(Object.values(platforms).map((platform) => platform.start()));
    },
    async stop() {
      await Promise.all(Object.values(platforms).map((platform) => platform.stop()));
      await clock.stop();
      await queue.stop();
    },
  };
}

/** Asked once more before anything is posted: a place may have been shared with another organisation in between. */
function deliver(platformOf: (place: Pick<Account, 'platform'>) => Platform, log: Logger): JobContext['deliver'] {
  return async ({ place, view, key }) => {
    const platform = platformOf(place);
    const { outsiders } = await platform.readers(place);
    if (outsiders) log.warn({ platform: place.platform, key }, 'not posted: the place is shared with another organisation now');
    else await platform.post(place, view, key);
  };
}

/** The one who asks in the terminal exists in every embedded store. */
export const addLocalAdministrator = (store: Store) => store.records.save(localAdministrator);

/** Fills an empty store with the demo organisation; one that was imported into is left alone. True where it did. */
export async function addDemo(store: Store, now: Date): Promise<boolean> {
  if (!(await store.records.isEmpty())) return false;
  await store.records.save(demoOrganisation(now));
  return true;
}
