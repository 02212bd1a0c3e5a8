import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardText } from '../bot/teams/card-reader.ts';
import { freshDatabase } from '../store.ts';
import { greet, message, privateTo, read, slash } from './deeds.ts';
import { deliver, greetTeams, typedActivity } from './teams-deeds.ts';
import { messagesTo, moveInTeams, teamsWorld } from './teams-world.ts';
import { moveIn, SALES, until, type World, world } from './world.ts';

const [ANA] = SALES;
/** Longer than a copy may be silent. */
const GONE = 20_000;
const ASKED = 40;
let there: World;
let place: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase();
  place = fresh.place.url;
  remove = fresh.remove;
  await moveIn(place);
  there = await world();
});
afterAll(async () => {
  await there.close();
  await remove();
});

test('a copy is killed after it acknowledged forty commands at once: each is answered by the next one, and noted once', {
  timeout: 120_000,
}, async () => {
  const killed = await there.start(place, { PATIENCE: '1' });
  await greet(there, killed);
  const asked = Array.from({ length: ASKED }, (_, i) =>
    slash(there, ANA, i % 2 ? `note Acme: nx${i}x wants one invoice` : 'customer Globex'),
  );
  const written = message(there, ANA, 'note Halden: nx99x said in private');
  const statuses = await Promise.all([
    ...asked.map((command) => command.to(killed)),
    killed.send(written).then((answer) => answer?.status),
  ]);
  await killed.kill();
  expect(new Set(statuses)).toEqual(new Set([200]));
  const left = asked.filter((command) => command.seen().includes('Looking'));
  expect(left.length).toBeGreaterThan(0);

  const next = await there.start(place, { AHEAD: String(GONE) });
  await until(
    () => asked.every((command) => command.seen() !== '' && !command.seen().includes('Looking')),
    () =>
      `everybody is answered: ${asked.map((command) => command.seen().slice(0, 40)).join(' | ')}`,
  );
  for (const [i, command] of asked.entries())
    expect(command.seen(), next.program.said()).toContain(i % 2 ? `nx${i}x` : 'Globex');
  await until(
    () => privateTo(there, ANA).some((shown) => read(shown).includes('nx99x')),
    'the message is answered too',
  );
  const notes = (await next.kept()).notes.map(({ body }) => /nx\d+x/.exec(body)?.[0] ?? '');
  const wanted = [...asked.keys()].filter((i) => i % 2).map((i) => `nx${i}x`);
  expect(notes.toSorted()).toEqual([...wanted, 'nx99x'].toSorted());
  await next.stop();
});

test('the same in Teams, for messages that took longer than Teams waits', {
  timeout: 120_000,
}, async () => {
  const fresh = await freshDatabase();
  await moveInTeams(fresh.place.url);
  const teams = await teamsWorld({ patience: { message: 1 } });
  const killed = await teams.start(fresh.place.url);
  await greetTeams(teams, killed);
  const tokens = Array.from({ length: 20 }, (_, i) => `nx${i}x`);
  const reached = await Promise.all(
    tokens.map((token) =>
      deliver(teams, killed, typedActivity(teams, ANA, `note Acme: ${token} wants one invoice`)),
    ),
  );
  await killed.kill();
  expect(reached.map((one) => one?.status)).toEqual(tokens.map(() => 200));

  teams.clock.ahead += GONE;
  const next = await teams.start(fresh.place.url);
  const unanswered = () =>
    tokens.filter(
      (token) => !messagesTo(teams, ANA).some(({ card }) => cardText(card).includes(token)),
    );
  await until(
    () => unanswered().length === 0,
    () => `everybody is answered, but for ${unanswered().join(', ')}`,
  );
  const notes = (await next.kept()).notes.map(({ body }) => /nx\d+x/.exec(body)?.[0] ?? '');
  expect(notes.toSorted()).toEqual(tokens.toSorted());
  await next.stop();
  await teams.close();
  await fresh.remove();
});
