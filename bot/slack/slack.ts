import { App as Bolt } from '@slack/bolt';
import { z } from 'zod';
import { MINUTE } from '../../crm/time/durations.ts';
import { cacheFor } from '../adapter/cache.ts';
import { incomingJson } from '../adapter/incoming-text.ts';
import { mapInBatches } from '../adapter/map-in-batches.ts';
import { pendingAsks } from '../adapter/pending-asks.ts';
import { workInFlight } from '../adapter/work-in-flight.ts';
import { workLanes } from '../adapter/work-lanes.ts';
import type { Platform, Wiring } from '../platform.ts';
import { boltLog } from './bolt-log.ts';
import type { SlackConfig } from './config.ts';
import { type PendingReply, type SlackContext, slackAccount } from './context.ts';
import { slackPlaces } from './directory/places.ts';
import { userDirectory } from './directory/users.ts';
import {
  clientOptions,
  tokenWorkspace,
  type Workspaces,
  webClient,
} from './directory/workspaces.ts';
import { registerListeners } from './incoming/listeners.ts';
import { TokensRevoked } from './incoming/payload.ts';
import { answerPending } from './incoming/pending.ts';
import { readFile } from './incoming/read-file.ts';
import { httpReceiver } from './incoming/receiver.ts';
import { socketConnection } from './incoming/socket.ts';
import { slackPosts } from './outgoing/posts.ts';
import { installationStore, oauthWorkspaces, queryFrom } from './setup/installations.ts';
import { renewInstallations } from './setup/installed.ts';
import { oauthStates } from './setup/oauth-states.ts';
import { logFields, slackUpstream } from './upstream.ts';

const incomingBody = z.record(z.string(), z.unknown());

const PATIENCE = 1200;
/** Past this many at once, more only make each other slower. */
const AT_ONCE = 32;
/** Slack repeats a delivery within a minute. */
const REPEATED_WITHIN = MINUTE;

/** Rapport in Slack: over HTTP at `/slack/events`, or by socket mode where an app token is set. */
export function slackPlatform(config: SlackConfig, wiring: Wiring): Platform {
  const { app, store, log, now } = wiring;
  const logger = boltLog(log);
  const line = config.appToken ? socketConnection(config.appToken, config, log) : null;
  const installations =
    config.access.kind === 'install' ? installationStore(store.installations, config.access) : null;
  const workspaces = workspacesFor(config, wiring, installations);
  const people = userDirectory({ workspaces, now });
  const channels = slackPlaces({ directory: people, now });
  const fault = (error: Error) => log.error(logFields(error), 'slack request failed');
  const flight = workInFlight();

  const bolt = new Bolt({
    receiver:
      line?.receiver ??
      httpReceiver({ http: wiring.http, signingSecret: config.signingSecret, now, log }),
    logger,
    convoStore: false,
    clientOptions: clientOptions(config),
    authorize: workspaces.authorize,
  });
  const process = bolt.processEvent.bind(bolt);
  // Over HTTP and by socket alike.
  bolt.processEvent = (event) =>
    process({ ...event, body: incomingBody.parse(incomingJson(event.body)) });
  bolt.error(async (error) => fault(error.original ?? error));
  const answers = cacheFor<Awaited<PendingReply>>({ now, age: REPEATED_WITHIN, size: 500 });
  const pending = pendingAsks('slack', wiring);
  const slack: SlackContext = {
    app,
    store,
    log,
    now,
    workspaces,
    directory: people,
    places: channels,
    answers,
    lanes: workLanes(AT_ONCE),
    pending,
    patience: config.patience ?? PATIENCE,
    noteFiles: config.noteFiles ?? false,
  };
  // A fault ends here: Slack already has its acknowledgement.
  registerListeners(bolt, slack, (work) => flight.track(work.catch(fault)));
  if (installations) forgetUninstalled(bolt, installations);

  const at = (tenant: string) =>
    workspaces.of(tenant).catch((cause: unknown) => Promise.reject(slackUpstream(cause)));
  const { post, findPost, update, direct } = slackPosts({
    config,
    store,
    log,
    now,
    places: channels,
  });
  return {
    identify: people.identify,
    readers: async (place) => channels.readers(await at(place.tenant), place),
    post: async (place, view, key, under) =>
      post(await at(place.tenant), { place, view, key, under }),
    findPost: async (place, key) => findPost(await at(place.tenant), { place, key }),
    update: async (place, reference, view) =>
      update(await at(place.tenant), { place, reference, view }),
    direct: async ({ tenant, user }) => direct(await at(tenant), user),
    async findByEmail(email) {
      const found = await mapInBatches(await workspaces.all(), async (workspace) => {
        const user = await people.findByEmail(workspace, email);
        return user === null ? [] : [slackAccount(workspace, user)];
      });
      return found.flat();
    },
    readFile: async ({ tenant, id }, most) =>
      readFile(await at(tenant), { id }, { most, apiUrl: config.apiUrl }),
    threads: true,
    async start() {
      if (config.access.kind === 'install')
        await renewInstallations(store.installations, config.access);
      pending.start((payload) => answerPending(slack, payload));
      await line?.open();
    },
    async stop() {
      await pending.stop();
      await flight.settled();
      await line?.close();
    },
  };
}

function workspacesFor(
  config: SlackConfig,
  { http, store, log, now }: Wiring,
  installations: ReturnType<typeof installationStore> | null,
): Workspaces {
  const logger = boltLog(log);
  const client = webClient(config, { logger });
  const { access } = config;
  if (access.kind === 'token') return tokenWorkspace(access.botToken, client);
  if (!installations) throw new Error('Installations have no store');
  return oauthWorkspaces({
    config,
    oauth: access,
    store: installations,
    states: oauthStates({ secrets: access.stateSecrets, store, now }),
    http,
    log: logger,
    client,
  });
}

/** Forgets the token of a workspace that uninstalled the bot. */
function forgetUninstalled(
  bolt: Bolt,
  { deleteInstallation }: ReturnType<typeof installationStore>,
): void {
  bolt.event('app_uninstalled', ({ context }) => deleteInstallation(queryFrom(context)));
  bolt.event('tokens_revoked', async ({ event, context }) => {
    if (TokensRevoked.parse(event).tokens.bot.length > 0)
      await deleteInstallation(queryFrom(context));
  });
}
