import type { Logger } from 'pino';
import type { Place, Reply } from '../../commands/command.ts';
import type { Account } from '../../crm/person/person.ts';
import type { Store } from '../../crm/store/store.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import type { Cache } from '../adapter/cache.ts';
import { isFirstDelivery } from '../adapter/first-delivery.ts';
import { leaveAnswers } from '../adapter/live-answers.ts';
import type { PendingAsks } from '../adapter/pending-asks.ts';
import type { WorkLanes } from '../adapter/work-lanes.ts';
import type { App, Ask, Request } from '../platform.ts';
import type { SeenChannel, SlackPlaces } from './directory/places.ts';
import type { UserDirectory } from './directory/users.ts';
import type { Workspace, Workspaces } from './directory/workspaces.ts';

/** The parts that every listener needs. */
export interface SlackContext {
  app: App;
  store: Store;
  log: Logger;
  now: () => Date;
  workspaces: Workspaces;
  directory: UserDirectory;
  places: SlackPlaces;
  /** Recent answers, by the delivery that asked for each. */
  answers: Cache<Awaited<PendingReply>>;
  /** So many commands are answered at once; the others wait, and are told so. */
  lanes: WorkLanes;
  pending: PendingAsks;
  /** Milliseconds before the asker is told that it takes longer. */
  patience: number;
  /** Files of messages are brought to a CRM with the notes that keep them. */
  noteFiles: boolean;
}

/** One thing that arrived from Slack. */
export interface IncomingEvent {
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

/** The reply to an incoming event, or null where it was answered before. */
export type PendingReply = Promise<
  (Pick<Request, 'account' | 'place' | 'ask'> & { reply: Reply }) | null
>;

export const dispatch = (slack: SlackContext, event: IncomingEvent): PendingReply =>
  slack.lanes.run(() => dispatchNow(slack, event));

async function dispatchNow(slack: SlackContext, event: IncomingEvent): PendingReply {
  const { key, once, workspace } = event;
  if (once !== undefined)
    return slack.answers.get(`${workspace.tenant}:${key}`, () => dispatchAgain(slack, event));
  const [isNew, asked] = await Promise.all([
    isFirstDelivery(slack, `slack:${key}`),
    requestFor(slack, event),
  ]);
  return isNew ? replyTo(slack, asked) : null;
}

const dispatchAgain = async (slack: SlackContext, event: IncomingEvent): PendingReply =>
  replyTo(slack, await requestFor(slack, event));

async function requestFor(
  slack: SlackContext,
  { workspace, user, channel, key, once = key, ask: asks }: IncomingEvent,
): Promise<Request> {
  const [place, ask] = await Promise.all([findPlace(slack, workspace, user, channel), asks()]);
  return {
    account: slackAccount(workspace, user),
    place,
    ask,
    chat: chatWithBot(workspace),
    delivery: deliveryName(workspace, once),
  };
}

async function replyTo(slack: SlackContext, asked: Request) {
  const { account, place, ask } = asked;
  await leaveAnswers(slack, asked);
  return { account, place, ask, reply: await slack.app.handle(asked) };
}

/** https://docs.slack.dev/interactivity/deep-linking */
const chatWithBot = ({ app, team }: Workspace): string | null =>
  app ? `https://slack.com/app_redirect?app=${app}${team ? `&team=${team}` : ''}` : null;

/** The app's name for a delivery. */
export const deliveryName = ({ tenant }: Workspace, once: string): string =>
  `slack:${tenant}:${once}`;

export const slackAccount = ({ tenant }: Workspace, user: string): Account => ({
  platform: 'slack',
  tenant,
  user,
});

export async function findPlace(
  slack: SlackContext,
  workspace: Workspace,
  user: string,
  channel: SeenChannel | null,
): Promise<Place> {
  if (channel) return slack.places.place(workspace, channel);
  return {
    platform: 'slack',
    tenant: workspace.tenant,
    kind: 'home',
    id: user,
    name: null,
    shared: false,
  };
}

const CHECKED_FOR = 15 * MINUTE;

/** The verified e-mail of a colleague, or null for anybody else. */
export async function findEmail(slack: SlackContext, account: Account): Promise<string | null> {
  const known = await slack.store.people.account(account);
  const isFresh = known !== null && slack.now().getTime() - known.checkedAt.getTime() < CHECKED_FOR;
  const identity = isFresh
    ? known.identity
    : await slack.directory.identify(account).catch(() => null);
  return identity?.standing === 'member' ? identity.email : null;
}

/** The name of an account without a verified address, or null where Slack does not show it. */
export async function findName(
  slack: SlackContext,
  workspace: Workspace,
  user: string,
): Promise<string | null> {
  const [found] = await slack.directory.users(workspace, [user]).catch(() => []);
  return found?.profile?.real_name || found?.real_name || found?.name || null;
}
