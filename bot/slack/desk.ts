import type { Logger } from 'pino';
import type { Place, Reply } from '../../commands/command.ts';
import type { Account } from '../../crm/person.ts';
import type { Store } from '../../crm/store.ts';
import type { App, Ask } from '../platform.ts';
import type { Cache } from './cache.ts';
import type { Directory } from './directory.ts';
import type { Places, SeenChannel } from './places.ts';
import { loggable } from './upstream.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** What every listener needs. */
export interface Desk {
  app: App;
  store: Store;
  log: Logger;
  now: () => Date;
  workspaces: Workspaces;
  directory: Directory;
  places: Places;
  /** Deliveries of which it is enough that this process remembers them. */
  seenHere: Cache<true>;
  /** Milliseconds before the asker is told that it takes longer. */
  patience: number;
}

/** One thing that arrived from Slack. */
export interface Arrival {
  workspace: Workspace;
  user: string;
  /** Null for the App Home. */
  channel: SeenChannel | null;
  /** Names this delivery: the same again is a repetition. */
  key: string;
  /** Slack never sends it again by itself. */
  never?: 'resent';
  ask(): Promise<Ask>;
}

/** The reply to an arrival, or null where it was answered before. */
export type Work = Promise<{ reply: Reply; place: Place; ask: Ask } | null>;

export async function handled(desk: Desk, { workspace, user, channel, key, never, ask: asks }: Arrival): Work {
  const [isNew, place, ask] = await Promise.all([never === 'resent' ? isFirstHere(desk, key) : isFirst(desk, key), placeOf(desk, workspace, user, channel), asks()]);
  if (!isNew) return null;
  return { place, ask, reply: await desk.app.handle({ account: accountOf(workspace, user), place, ask }) };
}

export const accountOf = ({ tenant }: Workspace, user: string): Account => ({ platform: 'slack', tenant, user });

export async function placeOf(desk: Desk, workspace: Workspace, user: string, channel: SeenChannel | null): Promise<Place> {
  if (channel) return desk.places.place(workspace, channel);
  return { platform: 'slack', tenant: workspace.tenant, kind: 'home', id: user, name: null, shared: false };
}

const CHECKED_FOR = 15 * 60_000;

/** The verified e-mail of a colleague, or null for anybody else. */
export async function emailOf(desk: Desk, account: Account): Promise<string | null> {
  const known = await desk.store.people.account(account);
  const isFresh = known !== null && desk.now().getTime() - known.checkedAt.getTime() < CHECKED_FOR;
  const identity = isFresh ? known.identity : await desk.directory.identify(account).catch(() => null);
  return identity?.standing === 'member' ? identity.email : null;
}

/** True the first time; where the store cannot say, the person is answered rather than left alone. */
export async function isFirst({ store, log, now }: Desk, key: string): Promise<boolean> {
  return store.firstDelivery(`slack:${key}`, now()).catch((error: unknown) => {
    log.error(loggable(error), 'deliveries cannot be recognised');
    return true;
  });
}

function isFirstHere({ seenHere }: Desk, key: string): boolean {
  if (seenHere.has(key)) return false;
  seenHere.put(key, true);
  return true;
}

/** What a promise gives within so many milliseconds, else undefined. */
export async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
