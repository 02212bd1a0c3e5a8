import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Microsoft's Agents Playground, run as one person's Teams. It reaches the bot over its own connector. */
export interface Client {
  /** Where a browser shows it. */
  url: string;
  /** Types into a conversation, the bot mentioned where `mentions`. */
  says(conversation: string, words: string, mentions?: boolean): Promise<void>;
  /** Sends an invoke, on the newest message of the bot; gives back the bot's answer. */
  invokes(name: string, conversation: string, value: object): Promise<string>;
  /** The newest message from the bot that has these words, waited for. */
  shown(words: string): Promise<string>;
  stop(): void;
}

const BOT = '00000000-0000-0000-0000-00000000000011';
const PEOPLE = ['ana', 'ben', 'kim', 'lea', 'tom', 'mia'];
const LONGEST = 60_000;

/** A conversation's id in the client of this person. */
export const personalChat = (person: string): string => `personal-${person}`;
export const GROUP = 'group-id';
export const CHANNEL = 'channel-id';

export async function startClient(
  installed: string,
  {
    person,
    port,
    endpoint,
    begun,
  }: {
    person: string;
    port: number;
    endpoint: string;
    /** Told of the process as soon as there is one; the caller ends it. */
    begun(child: ChildProcess): void;
  },
): Promise<Client> {
  const folder = join(installed, person);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.m365agentsplayground.yml'), configFor(person));
  const url = `http://127.0.0.1:${port}`;
  const cli = join(installed, 'node_modules/@microsoft/m365agentsplayground/cli.js');
  const preload = join(import.meta.dirname, 'loopback.cjs');
  const child: ChildProcess = spawn(
    process.execPath,
    ['-r', preload, cli, 'start', '-e', endpoint, '-c', 'msteams', '-p', String(port), '--dt'],
    {
      cwd: folder,
      stdio: 'ignore',
      env: {
        ...process.env,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'log.txt'),
      },
    },
  );
  begun(child);
  await until(`${person}'s client listens`, () => fetch(`${url}/_internal/v1/config`));
  const seen: { id: string; text: string }[] = [];
  const socket = new WebSocket(
    `${url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`,
  );
  socket.addEventListener('message', ({ data }) => {
    const text = String(data);
    seen.push({ id: /"messageId":"([^"]+)"/.exec(text)?.[1] ?? '', text });
  });
  await until(`${person}'s stream opens`, async () => socket.readyState === WebSocket.OPEN || null);

  async function post(path: string, body: object): Promise<string> {
    const answer = await fetch(`${url}/_conversation${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: { id: idOf(person) }, ...body }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The client answers ${answer.status}: ${text}`);
    return text;
  }
  return {
    url,
    async says(conversation, words, mentions = false) {
      const mention = { mentioned: { id: BOT }, text: '<at>Rapport</at>' };
      await post(`/v1/conversations/${conversation}/messages`, {
        text: mentions ? `${mention.text} ${words}` : words,
        textFormat: 'plain',
        ...(mentions && { mentions: [mention] }),
      });
    },
    invokes: (name, conversation, value) =>
      post('/v1/invoke', {
        name,
        value,
        conversation: { id: conversation },
        ...(name === 'adaptiveCard/action' && { replyToId: seen.findLast(({ id }) => id)?.id }),
      }),
    async shown(words) {
      const found = await until(`${person} sees "${words}"`, async () =>
        seen.findLast(({ text }) => text.includes(words)),
      ).catch((cause: unknown) => {
        const newest = seen.slice(-3).map(({ text }) => text.slice(0, 1000));
        throw new Error(`${person} saw, at last:\n${newest.join('\n')}`, { cause });
      });
      return found.text;
    },
    stop() {
      socket.close();
    },
  };
}

/** Ends a process, and waits until it is gone. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}

/** Tries until there is something, or says what never came. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | null | undefined>,
): Promise<Found> {
  const end = performance.now() + LONGEST;
  for (;;) {
    const found = await look().catch(() => null);
    if (found) return found;
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}`);
    await pause(200);
  }
}

const idOf = (person: string): string => `user-${person}`;

function personYaml(person: string): string {
  const name = `${person[0]?.toUpperCase()}${person.slice(1)}`;
  return [
    `id: ${idOf(person)}`,
    `name: ${name}`,
    `userPrincipleName: ${person}@rapport.example`,
    `aadObjectId: 00000000-0000-0000-0000-00000000002${PEOPLE.indexOf(person)}`,
    `givenName: ${name}`,
    'surname: Rapport',
    `email: ${person}@rapport.example`,
  ].join('\n    ');
}

/** The client wants at least five people besides its own. */
const configFor = (person: string): string => `version: "0.1.1"
tenantId: 00000000-0000-0000-0000-0000000000001
bot:
  id: ${BOT}
  name: Rapport
currentUser:
    ${personYaml(person)}
users:
${PEOPLE.filter((one) => one !== person)
  .map((one) => `  - ${personYaml(one)}`)
  .join('\n')}
personalChat:
  id: ${personalChat(person)}
groupChat:
  id: ${GROUP}
  name: Group
team:
  id: team-id
  name: Team
  aadGroupId: 00000000-0000-0000-0000-000000000031
  channels:
    - id: ${CHANNEL}
      name: Announcements
`;
