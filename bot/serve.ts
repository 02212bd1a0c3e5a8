import { EXPORT_DAYS } from '../crm/retention/kinds.ts';
import type { Store } from '../crm/store/store.ts';
import { DAY, HOUR } from '../crm/time/durations.ts';
import { folderOf } from '../prisma/database/database.ts';
import { type OpenStore, openStore } from '../prisma/store.ts';
import { ADAPTERS, loadAdapters } from './adapters.ts';
import type { Config } from './config.ts';
import { openConnectors } from './connectors.ts';
import type { Finding } from './finding.ts';
import { openLocalDoor } from './local-door/door.ts';
import { localRoutes } from './local-door/routes.ts';
import { logger } from './logger.ts';
import { metricsOf } from './metrics/metrics.ts';
import { countedConnector, countedPlatforms } from './metrics/upstream-calls.ts';
import { missingAtStart, moveIn } from './move-in.ts';
import { OPEN_PLAYGROUND } from './playground/adapter.ts';
import { guardProcess, stopOnSignals } from './process-guards.ts';
import { type Rapport, rapport } from './rapport.ts';
import { reappliedLines } from './reapplied-lines.ts';
import { httpServer } from './server.ts';
import { examineStatus } from './status/examine.ts';

/** Opens the store, joins the chats, listens, and goes on until a signal stops it. Throws `Problem` where it cannot start. */
export async function serve(config: Config, now: () => Date): Promise<void> {
  const log = logger(config.logLevel);
  const fault = (cause: unknown) => log.error({ err: cause }, 'something failed in the background');
  const [opened, connect] = await Promise.all([
    openStore(config.store, {
      now,
      fault,
      administrators: config.administrators,
      dataDir: config.dataDir,
      retention: config.retention,
      isCopy: true,
    }),
    loadAdapters(config),
  ]);
  const { store, queue, reapplied } = opened;
  for (const line of reapplied ? reappliedLines(reapplied) : []) console.warn(line);
  const { demo, connectors } = await furnish(opened, config, now);
  const metrics = metricsOf({
    store,
    log,
    now,
    token: config.metricsToken,
    connected: () => connectors.map(({ id }) => id),
  });
  const server = httpServer({ store, log, metrics });
  const bot = rapport({
    store,
    queue,
    http: server.http,
    log,
    now,
    connectors: connectors.map((connector) => countedConnector(connector, metrics.ended)),
    ingest: config.ingest,
    noteFiles: config.noteFiles,
    zone: config.zone,
    locale: config.locale,
    publicUrl: config.publicUrl,
    filesUrl: config.filesUrl,
    consent: config.consent,
    connect: (wiring) => countedPlatforms(connect(wiring), metrics.ended),
  });
  const ownFiles = () => keepFiles(store, now()).catch(fault);
  const keeping = setInterval(ownFiles, HOUR);
  let closeDoor: (() => Promise<void>) | null = null;
  let starting: Promise<void> = Promise.resolve();
  let isStopping = false;
  const stop = once(async () => {
    isStopping = true;
    clearInterval(keeping);
    // A part that is half-way up is stopped once it stands; its failure is told by the start.
    await starting.catch(() => undefined);
    await server.close();
    await closeDoor?.();
    await bot.stop();
    await store.close();
  });
  // Before anybody is told that it is ready.
  stopOnSignals(stop);
  try {
    const address = await server.listen(config.host, config.port);
    const reader = () => ({ locale: config.locale, zone: config.zone, now: now() });
    const examine = () =>
      examineStatus({ store, connectors, chats: bot.chats(), reader: reader() });
    closeDoor = await localDoor(config, { ...bot, examine }, opened, now);
    welcome(address, config, demo);
    starting = (async () => {
      for (const step of await missingAtStart(store, connectors)) console.log(step);
      if (!isStopping) await bot.start();
      await ownFiles();
    })();
    await starting;
  } catch (cause) {
    await stop();
    throw cause;
  }
  guardProcess(log, stop);
}

/** Of several machines each has files of its own; the nightly job runs on one of them. */
async function keepFiles(
  { exports, erasures }: Pick<Store, 'exports' | 'erasures'>,
  now: Date,
): Promise<void> {
  await exports.sweep(new Date(now.getTime() - EXPORT_DAYS * DAY));
  await erasures.keepList();
}

/** For programs on this machine, where the store is this process's alone; a server takes them beside each other. */
async function localDoor(
  { store: place }: Config,
  { app, examine }: Pick<Rapport, 'app'> & { examine: () => Promise<Finding[]> },
  { database, store }: OpenStore,
  now: () => Date,
) {
  const folder = folderOf(place);
  if (folder === null) return null;
  const routes = localRoutes({ app, database, store, folder, examine, now });
  // Some disks, and some systems, have no sockets.
  const close = await openLocalDoor(folder, routes).catch(() => null);
  if (!close)
    console.warn(
      `There can be no socket in ${folder}: npm run ask, npm run backup and npm run export work when Rapport is stopped.`,
    );
  return close;
}

/** Fills the store with the people that it needs, and opens the systems that go with it. A failure closes it. */
async function furnish(opened: OpenStore, config: Config, now: () => Date) {
  try {
    const { demo } = await moveIn(opened, config, now());
    return { demo, connectors: await openConnectors(config.connectors, opened, now) };
  } catch (cause) {
    await opened.store.close();
    throw cause;
  }
}

function welcome(address: string, config: Config, demo: boolean): void {
  console.log(`Rapport is ready: ${address}`);
  if (demo) console.log('The demo organisation moved in. Try: customer acme');
  const chats = ADAPTERS.flatMap(({ name, isSetUp }) =>
    isSetUp ? [{ name, isThere: isSetUp(config) }] : [],
  );
  const said = chats.map(
    ({ name, isThere }) => `${name} ${isThere ? 'joined in' : 'is not set up'}`,
  );
  const advice = chats.every(({ isThere }) => isThere) ? '' : ': npm run doctor says how';
  console.log(`${said.join(', ')}${advice}.`);
  if (config.playground === 'open') console.warn(`Warning: ${OPEN_PLAYGROUND}.`);
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
