import { demoCrmFor } from '../crm/demo/crm.ts';
import { demoStories } from '../crm/demo/organisation.ts';
import { openStore } from '../prisma/store.ts';
import { program } from './cli/program.ts';
import { type Config, readConfig } from './config.ts';
import { logger } from './logger.ts';
import type { Wiring } from './platform.ts';
import { playgroundPlatform } from './playground/playground.ts';
import { addDemo, addLocalAdministrator, COMMANDS, type Platforms, rapport } from './rapport.ts';
import { httpServer } from './server.ts';
import { guardProcess } from './process-guards.ts';
import { teamsOnDemand } from './teams/on-demand.ts';
import { terminalPlatform } from './cli/terminal.ts';

/** What a chat message's own menu offers. */
const SHORTCUTS = COMMANDS.flatMap(({ name, shortcut }) =>
  shortcut ? [{ command: name, label: shortcut }] : [],
);

/** The one clock. */
const now = () => new Date();

await program(async () => {
  const config = readConfig();
  const log = logger(config.logLevel);
  const fault = (cause: unknown) => log.error({ err: cause }, 'something failed in the background');
  const [opened, join] = await Promise.all([openStore(config.store, { fault }), joining(config)]);
  const { store, queue } = opened;
  const { demo, crm } = await moveIn(opened);
  const server = httpServer({ store, log });
  const bot = rapport({
    store,
    queue,
    http: server.http,
    log,
    now,
    crm,
    zone: config.zone,
    locale: config.locale,
    connect: (wiring) => connect(config, wiring, join),
  });
  const stop = once(async () => {
    await server.close();
    await bot.stop();
    await store.close();
  });
  try {
    const address = await server.listen(config.host, config.port);
    welcome(address, config, demo);
    await bot.start();
  } catch (cause) {
    await stop();
    throw cause;
  }
  guardProcess(log, stop);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void stop().then(() => process.exit(0)));
});

/** What an empty store begins with, and the CRM that goes with it. */
async function moveIn({ store, database }: Awaited<ReturnType<typeof openStore>>) {
  try {
    if (database.kind === 'embedded') await addLocalAdministrator(store);
    return {
      demo: await addDemo(store, now()),
      crm: database.kind === 'embedded' ? await demoCrmFor(store) : null,
    };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

type Joining = Awaited<ReturnType<typeof joining>>;

/** Their libraries take half a second each to load, so only those that are set up are loaded. */
async function joining({ slack, teams }: Config) {
  const [one, other] = await Promise.all([
    slack ? import('./slack/slack.ts') : null,
    teams.appId ? import('./teams/teams.ts') : null,
  ]);
  return { slack: one?.slackPlatform, teams: other?.teamsPlatform ?? teamsOnDemand };
}

function connect(config: Config, wiring: Wiring, join: Joining): Platforms {
  return {
    // First, since its routes are those that are asked most.
    ...(config.slack && join.slack && { slack: join.slack(config.slack, wiring) }),
    terminal: terminalPlatform(),
    playground: playgroundPlatform(wiring, {
      open: config.openPlayground,
      everybody: !config.slack && !config.teams.appId,
      suggestions: demoStories,
      shortcuts: SHORTCUTS,
    }),
    teams: join.teams(config.teams, wiring),
  };
}

function welcome(address: string, { slack, teams }: Config, demo: boolean): void {
  console.log(`Rapport is ready: ${address}`);
  if (demo) console.log('The demo organisation moved in. Try: customer acme');
  console.log(
    `Slack ${slack ? 'joined in' : 'is not set up'}, Teams ${teams.appId ? 'joined in' : 'is not set up'}${slack && teams.appId ? '' : ': npm run doctor says how'}.`,
  );
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
