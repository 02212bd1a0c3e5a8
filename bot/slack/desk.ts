import type { Logger } from 'pino';
import type { Place, Reply } from '../../commands/command.ts';
import type { Account } from '../../crm/person.ts';
import type { Store } from '../../crm/store.ts';
import type { App, Ask, Request } from '../platform.ts';
import type { Cache } from '../adapter/cache.ts';
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
  /** What was answered lately, by what it was asked with. */
  answers: Cache<Awaited<Work>>;
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
  /**
   * Slack never sends it again by itself, but something between might, and a person whose answer got lost. Under this
   * name it is answered as often as it comes, and what it changes is changed once.
   */
  once?: string;
  ask(): Promise<Ask>;
}

/** The reply to an arrival, or null where it was answered before. */
export type Work = Promise<{ reply: Reply; place: Place; ask: Ask } | null>;

export async function handled(desk: Desk, arrival: Arrival): Work {
  const { key, once, workspace } = arrival;
  if (once !== undefined)
    return desk.answers.get(`${workspace.tenant}:${key}`, () => answered(desk, arrival));
  const [isNew, asked] = await Promise.all([isFirst(desk, key), request(desk, arrival)]);
  return isNew ? replied(desk, asked) : null;
}

const answered = async (desk: Desk, arrival: Arrival): Work =>
  replied(desk, await request(desk, arrival));

async function request(
  desk: Desk,
  { workspace, user, channel, once, ask: asks }: Arrival,
): Promise<Request> {
  const [place, ask] = await Promise.all([placeOf(desk, workspace, user, channel), asks()]);
  return {
    account: accountOf(workspace, user),
    place,
    ask,
    ...(once !== undefined && { delivery: nameOf(workspace, once) }),
  };
}

const replied = async (desk: Desk, asked: Request) => ({
  place: asked.place,
  ask: asked.ask,
  reply: await desk.app.handle(asked),
});

/** What the app calls a delivery. */
export const nameOf = ({ tenant }: Workspace, once: string): string => `slack:${tenant}:${once}`;

export const accountOf = ({ tenant }: Workspace, user: string): Account => ({
  platform: 'slack',
  tenant,
  user,
});

export async function placeOf(
  desk: Desk,
  workspace: Workspace,
  user: string,
  channel: SeenChannel | null,
): Promise<Place> {
  if (channel) return desk.places.place(workspace, channel);
  return {
    platform: 'slack',
    tenant: workspace.tenant,
    kind: 'home',
    id: user,
    name: null,
    shared: false,
  };
}

const CHECKED_FOR = 15 * 60_000;

/** The verified e-mail of a colleague, or null for anybody else. */
export async function emailOf(desk: Desk, account: Account): Promise<string | null> {
  const known = await desk.store.people.account(account);
  const isFresh = known !== null && desk.now().getTime() - known.checkedAt.getTime() < CHECKED_FOR;
  const identity = isFresh
    ? known.identity
    : await desk.directory.identify(account).catch(() => null);
  return identity?.standing === 'member' ? identity.email : null;
}

/** True the first time; where the store cannot say, the person is answered rather than left alone. */
export async function isFirst({ store, log, now }: Desk, key: string): Promise<boolean> {
  return store.firstDelivery(`slack:${key}`, now()).catch((error: unknown) => {
    log.error(loggable(error), 'deliveries cannot be recognised');
    return true;
  });
}

/** What a promise gives within so many milliseconds, else undefined. */
export async function within<Result>(
  milliseconds: number,
  work: Promise<Result>,
): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
