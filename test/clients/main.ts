// npm run test:clients: Microsoft's own test client drives the bot. It is fetched into a temporary folder each time; its licence is for evaluation.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { CHANNEL, type Client, GROUP, personalChat, startClient, until } from './playground.ts';

const PACKAGE = '@microsoft/m365agentsplayground@0.2.28';
const folder = mkdtempSync(join(tmpdir(), 'rapport-clients-'));
const ended: (() => void)[] = [() => rmSync(folder, { recursive: true, force: true })];

const endAll = (): void => {
  for (const end of ended.splice(0).toReversed()) end();
};
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    endAll();
    process.exit(1);
  });

try {
  process.exitCode = (await isFetched()) ? await drive() : didNotRun();
} finally {
  endAll();
}

async function isFetched(): Promise<boolean> {
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  return spawnSync('npm', ['install', ...options, '--prefix', folder, PACKAGE]).status === 0;
}

function didNotRun(): number {
  const isAllowed = process.env['CLIENTS_MAY_BE_MISSING'] === '1';
  console.error(
    `THE CLIENTS' TEST DID NOT RUN: ${PACKAGE} cannot be fetched from the npm registry. ` +
      (isAllowed
        ? 'Nothing was tested, and CLIENTS_MAY_BE_MISSING=1 lets that pass.'
        : 'Set CLIENTS_MAY_BE_MISSING=1 to let that pass.'),
  );
  return isAllowed ? 0 : 1;
}

async function drive(): Promise<number> {
  const begun = performance.now();
  const port = await freePort();
  const bot = spawn(process.execPath, ['bot/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: join(folder, 'data'), HOST: '127.0.0.1', PORT: String(port) },
  });
  ended.push(() => void bot.kill());
  await until('the bot answers', async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
  const endpoint = `http://127.0.0.1:${port}/api/messages`;
  const clientOf = async (person: string): Promise<Client> => {
    const client = await startClient(folder, {
      person,
      port: await freePort(),
      endpoint,
      begun: (end) => void ended.push(end),
    });
    ended.push(client.stop);
    return client;
  };
  const [ana, ben] = [await clientOf('ana'), await clientOf('ben')];
  said('the bot and both clients start', begun);
  for (const [what, step] of stories(ana, ben)) {
    const stepBegun = performance.now();
    await step();
    said(what, stepBegun);
  }
  return 0;
}

function said(what: string, begun: number): void {
  console.log(`✓ ${what}, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

type Story = readonly [string, () => Promise<unknown>];
function stories(ana: Client, ben: Client): Story[] {
  const own = personalChat('ana');
  const press = (conversation: string, words: string) =>
    ana.invokes('adaptiveCard/action', conversation, {
      action: {
        type: 'Action.Execute',
        verb: 'teams.ask',
        data: { deferred: { ask: { kind: 'words', words }, asker: null } },
      },
      trigger: 'manual',
    });
  return [
    [
      'a personal chat answers with the card',
      async () => {
        await ana.says(own, 'customer acme industries');
        await ana.shown('Acme Industries');
      },
    ],
    [
      'a button answers whoever presses',
      async () => has(await press(own, 'timeline acme industries'), 'timeline'),
    ],
    ...[GROUP, CHANNEL].map(
      (conversation): Story => [
        `${conversation}: all read a neutral line, nobody the answer`,
        async () => {
          await ana.says(conversation, 'customer globex', true);
          const shown = await ana.shown('asked about a customer');
          if (shown.includes('Globex')) throw new Error('The answer stands where all read it');
        },
      ],
    ),
    [
      'the message extension finds',
      async () =>
        has(
          await ana.invokes('composeExtension/query', own, {
            commandId: 'customer',
            parameters: [{ name: 'query', value: 'acme' }],
          }),
          'Acme Industries',
        ),
    ],
    [
      'a message’s menu opens the form of a note',
      async () =>
        has(
          await ana.invokes('composeExtension/fetchTask', own, {
            commandId: 'note',
            commandContext: 'message',
            messagePayload: { id: '1', body: { contentType: 'text', content: 'More seats' } },
          }),
          'Input.Text',
        ),
    ],
    [
      'a second client gets the handoff',
      async () => {
        await ben.says(personalChat('ben'), 'help');
        await ben.shown('AdaptiveCard');
        await ana.says(own, 'handoff acme industries @ben "moving to Berlin" by friday');
        await ben.shown('moving to Berlin');
      },
    ],
  ];
}

function has(answer: string, words: string): void {
  if (!answer.includes(words)) throw new Error(`No "${words}" in ${answer.slice(0, 500)}`);
}
