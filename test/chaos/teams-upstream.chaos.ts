import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { STRINGS } from '../../bot/teams/strings.ts';
import { cardText } from '../bot/teams/card-reader.ts';
import type { TeamsConversation } from '../bot/teams/client.ts';
import { speaker } from '../bot/teams/speaker.ts';
import { freshDatabase } from '../store.ts';
import { teamsWrongs } from './teams-checks.ts';
import { greetTeams, readBy } from './teams-deeds.ts';
import { colleague, KIM, moveInTeams, type TeamsWorld, teamsWorld } from './teams-world.ts';
import { type Copy, CUSTOMERS, SALES, SUPPORT, until } from './world.ts';

const [ANA] = SALES;
const [MIA] = SUPPORT;
let there: TeamsWorld;
let copy: Copy;
let remove: () => Promise<void>;

const channel = (name: string): TeamsConversation => ({
  kind: 'channel',
  id: `19:${name.slice(1)}@thread.tacv2`,
  name: name.slice(1),
  channelType: 'standard',
});
const as = (email: string) =>
  speaker({ person: colleague(email), people: [], fake: there.microsoft, url: copy.url, channel });

beforeAll(async () => {
  const fresh = await freshDatabase();
  remove = fresh.remove;
  there = await teamsWorld({ patience: { call: 5_000 } });
  await moveInTeams(fresh.place.url);
  copy = await there.start(fresh.place.url);
  await greetTeams(there, copy);
  await as(KIM).says('win channel', { in: '#wins' });
});
beforeEach(() => {
  there.microsoft.heal();
  there.microsoft.graph.may = { channels: true, chats: true };
});
afterAll(async () => {
  await copy.stop();
  await there.close();
  await remove();
});

/** Its waits pass faster than the clock. */
async function done(): Promise<void> {
  let left: string[] = [];
  await until(
    async () => {
      await copy.later(5_000);
      left = await copy.pending();
      return left.length === 0;
    },
    () => `the queue is empty; it holds ${left.join('\n')}`,
  );
  expect(teamsWrongs(there, [], await copy.kept())).toEqual([]);
}

/** A kind of post: its place, the way to ask for it, and the text that then stands there. */
interface Kind {
  what: string;
  to(token: string): RegExp;
  ask(token: string): Promise<unknown>;
  stands(token: string): string[];
}
const standing = (name: string, says: string): string[] =>
  there.microsoft.sent
    .filter(({ conversation }) => conversation === channel(name).id)
    .map(({ card }) => cardText(card))
    .filter((text) => text.includes(says));
/** Presses one button after the other under the answer to these words. */
async function ask(
  words: string,
  where: `#${string}` | 'direct',
  ...labels: readonly string[]
): Promise<void> {
  const ana = as(ANA);
  await ana.says(words, { in: where });
  const [token] = /\bnx\d+x\b/.exec(words) ?? [];
  // An earlier answer may come late, and is not to be taken for this one.
  if (where === 'direct' && labels.length > 0 && token) await ana.isTold(token);
  for (const label of labels) await ana.presses(label);
}
let wins = 0;
const KINDS: readonly Kind[] = [
  {
    what: 'a private message',
    to: () => /a:mia@/,
    ask: (token) => ask(`note Acme: ${token} wants one invoice, @mia`, 'direct'),
    stands: (token) => readBy(there, MIA).filter((text) => text.includes(token)),
  },
  {
    // A second win of one customer would be added to the first.
    what: 'a win',
    to: () => /19:wins@thread.tacv2\/activities$/,
    ask: (token) =>
      ask(`win ${CUSTOMERS[wins++]} ${token} signed for three years`, 'direct', 'Post it'),
    stands: (token) => standing('#wins', token),
  },
  {
    what: 'a shared card',
    to: (token) => new RegExp(`19:share${token}@thread.tacv2/activities$`),
    ask: (token) => ask('customer Halden', `#share${token}`, 'Share', 'Share'),
    stands: (token) => standing(`#share${token}`, 'Halden'),
  },
  {
    what: 'the line of a room',
    to: (token) => new RegExp(`19:room${token}@thread.tacv2/activities$`),
    ask: (token) => ask('room Kestrel', `#room${token}`, 'Make it the room'),
    stands: (token) => standing(`#room${token}`, 'Kestrel'),
  },
];

/** All of them at once, with this in their way; then what stands there of each. */
async function despite(trouble: (path: RegExp) => void): Promise<Record<string, string[]>> {
  const token = `nx${there.microsoft.sent.length}x`;
  for (const { to } of KINDS) trouble(to(token));
  await Promise.all(KINDS.map((kind) => kind.ask(token)));
  await done();
  return Object.fromEntries(KINDS.map(({ what, stands }) => [what, stands(token)]));
}
const ONCE = expect.not.stringContaining(STRINGS.repeated);
const AGAIN = expect.stringContaining(STRINGS.repeated);
const each = (stands: readonly unknown[]) =>
  Object.fromEntries(KINDS.map(({ what }) => [what, stands]));

test.each([
  [
    '429 with Retry-After',
    (path: RegExp) =>
      there.microsoft.fail(path, { status: 429, headers: { 'retry-after': '2' }, times: 1 }),
  ],
  ['500 twice', (path: RegExp) => there.microsoft.fail(path, { status: 500, times: 2 })],
  [
    'taken, and then the line breaks or nobody answers',
    (path: RegExp) =>
      there.microsoft.lose(path, { times: 1, silent: path.source.includes('room') }),
  ],
])(
  '%s: a private message, a win, a shared card and the line of a room came once',
  async (_, trouble) => {
    expect(await despite(trouble)).toEqual(each([ONCE]));
  },
);

test('taken, the line breaks and the bot may not look: they come again, and say so', async () => {
  there.microsoft.graph.may = { channels: false, chats: false };
  expect(await despite((path) => there.microsoft.lose(path, { times: 1 }))).toEqual(
    each([ONCE, AGAIN]),
  );
});
