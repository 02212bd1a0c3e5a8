import { App as Bolt } from '@slack/bolt';
import type { Platform, Wiring } from '../platform.ts';
import { cacheFor } from '../adapter/cache.ts';
import type { SlackConfig } from './config.ts';
import type { Work } from './desk.ts';
import { directory } from './directory.ts';
import { installationStore, installedWorkspaces, queryFrom } from './installations.ts';
import { listen } from './listen.ts';
import { boltLog } from './log.ts';
import { TokensRevoked } from './payload.ts';
import { places } from './places.ts';
import { posts } from './post.ts';
import { receiver } from './receiver.ts';
import { socket } from './socket.ts';
import { loggable, upstream } from './upstream.ts';
import { clientOptions, oneWorkspace, webClient, type Workspaces } from './workspaces.ts';

const PATIENCE = 1200;
/** Whatever sends something again does so within a minute. */
const REPEATED_WITHIN = 60_000;

/** Rapport in Slack: over HTTP at `/slack/events`, or by socket mode where an app token is set. */
export function slackPlatform(config: SlackConfig, wiring: Wiring): Platform {
  const { app, store, log, now } = wiring;
  const logger = boltLog(log);
  const line = config.appToken ? socket(config.appToken, config, log) : null;
  const installations =
    config.access.kind === 'install' ? installationStore(store.installations, config.access) : null;
  const workspaces = workspacesFor(config, wiring, installations);
  const people = directory({ workspaces, now });
  const channels = places({ directory: people, now });
  const fault = (error: Error) => log.error(loggable(error), 'slack request failed');
  const flight = inFlight(fault);

  const bolt = new Bolt({
    receiver:
      line?.receiver ?? receiver({ http: wiring.http, signingSecret: config.signingSecret, log }),
    logger,
    convoStore: false,
    clientOptions: clientOptions(config),
    authorize: workspaces.authorize,
  });
  bolt.error(async (error) => fault(error.original ?? error));
  const answers = cacheFor<Awaited<Work>>({ now, age: REPEATED_WITHIN, size: 500 });
  listen(
    bolt,
    {
      app,
      store,
      log,
      now,
      workspaces,
      directory: people,
      places: channels,
      answers,
      patience: config.patience ?? PATIENCE,
    },
    flight.track,
  );
  if (installations) forgetUninstalled(bolt, installations);

  const at = (tenant: string) =>
    workspaces.of(tenant).catch((cause: unknown) => Promise.reject(upstream(cause)));
  const { post, update, direct } = posts({ config, store, log, now, places: channels });
  return {
    identify: people.identify,
    readers: async (place) => channels.readers(await at(place.tenant), place),
    post: async (place, view, key, under) =>
      post(await at(place.tenant), { place, view, key, under }),
    update: async (place, reference, view) =>
      update(await at(place.tenant), { place, reference, view }),
    direct: async ({ tenant, user }) => direct(await at(tenant), user),
    threads: true,
    start: async () => line?.open(),
    async stop() {
      await flight.settled();
      await line?.close();
    },
  };
}

function workspacesFor(
  config: SlackConfig,
  { http, log }: Wiring,
  installations: ReturnType<typeof installationStore> | null,
): Workspaces {
  const logger = boltLog(log);
  const client = webClient(config, { logger });
  const { access } = config;
  if (access.kind === 'token') return oneWorkspace(access.botToken, client);
  if (!installations) throw new Error('Installations have no store');
  return installedWorkspaces({
    config,
    oauth: access,
    store: installations,
    http,
    log: logger,
    client,
  });
}

/** What was uninstalled leaves no token behind. */
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

/** What people asked and did not get yet. A fault ends here: Slack already has its acknowledgement. */
function inFlight(fault: (error: Error) => void) {
  const running = new Set<Promise<void>>();
  return {
    track(work: Promise<void>): Promise<void> {
      const watched = work.catch(fault).finally(() => running.delete(watched));
      running.add(watched);
      return watched;
    },
    settled: async () => void (await Promise.allSettled(running)),
  };
}
