import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as commands from '../../../commands/index.ts';
import type { Row } from '../../../prisma/database/database.ts';
import { SCHEMA } from '../../../prisma/queue/options.ts';
import { type Bot, bot } from '../../chat/bot.ts';
import type { TeamsChat } from '../../chat/teams.ts';
import { now as machineNow } from '../../clock.ts';
import { demoOrganisation } from '../../demo-organisation.ts';
import { cardText, refreshOf } from './card-reader.ts';
import { activityFrom, objectIdOf, send, TENANT, type TeamsConversation } from './client.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const LEA = { email: 'lea@rapport.example', name: 'Lea' };
const PEOPLE = ['lea', 'ana', 'ben', 'kim', 'mia', 'tom', 'sam'].map((name) => ({
  email: `${name}@rapport.example`,
  name,
}));

let chat: Bot;
let teams: TeamsChat;
let channel: TeamsConversation;
beforeAll(async () => {
  chat = await bot({
    platform: 'teams',
    people: PEOPLE,
    now: () => NOW,
    records: demoOrganisation(NOW),
    channels: [{ name: '#sales', members: PEOPLE.map(({ email }) => email) }],
  });
  if (!chat.teams) throw new Error('Not on Teams');
  ({ teams } = chat);
  channel = teams.channel('#sales');
  await chat.as(LEA.email).says('help');
  for (const statement of COUNTED.split(/;\n {2}(?=CREATE|DO)/))
    await chat.database.query(statement);
});
afterAll(async () => {
  await chat.database.query(UNCOUNT);
  await chat.close();
});

/** The card that stands in the channel after these words, as everybody got it. */
async function typed(words: string): Promise<unknown> {
  await chat.as(LEA.email).says(words, { in: '#sales' });
  return teams.microsoft.sent.findLast(({ conversation }) => conversation.startsWith(channel.id))
    ?.card;
}

/** Lea scrolls past the card: her Teams fetches it again. */
async function fetchedAgain(action: object): Promise<string> {
  const { status, body } = await send(
    teams.url,
    activityFrom(LEA, channel, teams.microsoft, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action, trigger: 'automatic' },
    }),
    teams.microsoft,
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({ statusCode: 200 });
  return cardText((body as { value: unknown }).value);
}
const fetchedOf = (card: unknown): object => refreshOf(card)?.action ?? {};

/** The refresh in a card of an older version. */
const oldAction = (words: string): object => ({
  type: 'Action.Execute',
  verb: 'teams.ask',
  data: {
    deferred: { ask: { kind: 'words', words }, asker: objectIdOf(LEA.email), first: 'x:1' },
  },
});

// Looking leaves a trace, and so does the delivery itself.
const UNCOUNTED = ['audit', 'conversation', 'delivery', '_prisma_migrations'];

/** Every row that is written anywhere else is counted, also one that is written as it was. */
const COUNTED = `
  CREATE SCHEMA counted;
  CREATE TABLE counted.write ("table" text);
  CREATE FUNCTION counted.count() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO counted.write VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
  DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tablename FROM pg_tables
      WHERE schemaname = 'public' AND tablename NOT IN ('${UNCOUNTED.join("', '")}')
    LOOP EXECUTE format('CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION counted.count()', one.tablename);
    END LOOP; END $$`;
const UNCOUNT = 'DROP SCHEMA counted CASCADE';

/** How many rows were written in each table until now. */
const everything = (): Promise<Row[]> =>
  chat.database.query(
    'SELECT "table", count(*)::int AS writes FROM counted.write GROUP BY 1 ORDER BY 1',
  );

/** The same once everybody has done what follows: consumers are at the last event, and the queue has nothing due. */
async function atRest(): Promise<Row[]> {
  await chat.until(async () => {
    const [left] = await chat.database.query<{ behind: number; due: number }>(LEFT, [machineNow()]);
    return left?.behind === 0 && left.due === 0;
  }, 'consumers and queue are at rest');
  return everything();
}

const LEFT = `SELECT
  (SELECT count(*)::int FROM event_consumer c WHERE (c.transaction, c.event_id) < (SELECT e.transaction, e.id FROM event e ORDER BY e.transaction DESC, e.id DESC LIMIT 1)) AS behind,
  (SELECT count(*)::int FROM ${SCHEMA}.job WHERE state IN ('created', 'retry', 'active') AND start_after <= $1) AS due`;

test('a channel that was opened once and silenced since stays silent, whatever is scrolled past', async () => {
  const mode = async () =>
    (await chat.store.channels.get({ platform: 'teams', tenant: TENANT, channel: channel.id }))
      ?.mode;
  const opening = await typed('channel open');
  expect(await mode()).toBe('open');
  await typed('channel silent');
  await fetchedAgain(fetchedOf(opening));
  await fetchedAgain(oldAction('channel open'));
  expect(await mode()).toBe('silent');
  await typed('channel open');
  expect(await mode()).toBe('open');
});

test('the answer stays there for its asker alone', async () => {
  const card = await typed('note acme industries they want one invoice a year');
  for (let i = 0; i < 2; i += 1)
    expect(await fetchedAgain(fetchedOf(card))).toContain('they want one invoice a year');
  expect(JSON.stringify(card)).not.toContain('invoice');
  const { body } = await send(
    teams.url,
    activityFrom(PEOPLE[1] ?? LEA, channel, teams.microsoft, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: fetchedOf(card), trigger: 'automatic' },
    }),
    teams.microsoft,
  );
  expect(JSON.stringify(body)).not.toContain('invoice');
  await chat.store.retention.forget('answers', new Date(NOW.getTime() + 86_400_001));
  expect(await fetchedAgain(fetchedOf(card))).toContain('Type it again');
});

test('a press there changes the answer for its asker wherever they look, and nobody else sees more', async () => {
  const lea = chat.as(LEA.email);
  const shown = () =>
    teams.microsoft.sent.findLast(({ conversation }) => conversation.startsWith(channel.id));
  await lea.says('note acme industries two invoices a year', { in: '#sales' });
  const posted = shown();
  expect(await fetchedAgain(fetchedOf(posted?.card))).toContain('Undo');
  expect((await lea.presses('Undo')).text).toContain('is taken back');
  await chat.until(() => shown()?.updated === true, 'every client of hers is told to fetch it');
  expect(shown()?.id).toBe(posted?.id);
  const later = await fetchedAgain(fetchedOf(shown()?.card));
  expect(later).toContain('is taken back');
  expect(later).not.toContain('Undo');
  expect(JSON.stringify(teams.microsoft.sent)).not.toContain('two invoices');
});

test('nobody changes what stands there for somebody else', async () => {
  const ana = PEOPLE[1]!;
  const Posted = z.object({ data: z.object({ earlier: z.looseObject({}) }) });
  const noted = async (email: string, words: string) => {
    await chat.as(email).says(`note acme industries ${words}`, { in: '#sales' });
    const { id, card } = teams.microsoft.sent.at(-1)!;
    return { id, fetched: fetchedOf(card), earlier: Posted.parse(fetchedOf(card)).data.earlier };
  };
  const hers = await noted(LEA.email, 'three invoices a year');
  const own = await noted(ana.email, 'four invoices a year');
  // Ana claims that Lea's answer is the pressed one, and then that her own one fills Lea's message.
  for (const fills of [hers.earlier, { ...own.earlier, name: 'The CEO says' }]) {
    const deferred = { ask: { kind: 'words', words: 'help' }, asker: objectIdOf(ana.email) };
    const { status } = await send(
      teams.url,
      activityFrom(ana, channel, teams.microsoft, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: hers.id,
        value: {
          action: { type: 'Action.Execute', verb: 'teams.ask', data: { deferred, fills } },
          trigger: 'manual',
        },
      }),
      teams.microsoft,
    );
    expect(status).toBe(200);
  }
  expect(await fetchedAgain(hers.fetched)).toContain('three invoices a year');
  await chat.as(ana.email).says('help', { in: '#sales' });
  expect(teams.microsoft.sent.filter(({ updated, id }) => updated && id === hers.id)).toEqual([]);
});

const CHANGING = [
  'channel department sales',
  'channel amounts off',
  'follow globex here',
  'unfollow globex',
  'holidays 2026-12-24',
  'rotation support @ben @kim',
  'me mute followed',
];
const EXAMPLES = Object.values(commands)
  .filter(({ name, writes }) => writes || name === 'channel')
  .flatMap(({ examples }) => examples);

describe('fetched again by Teams', () => {
  test.each([...new Set([...EXAMPLES, ...CHANGING])])('%s: changes nothing', async (words) => {
    const card = await typed(words);
    const before = await atRest();
    const refresh = refreshOf(card);
    expect(JSON.stringify(refresh)).not.toContain('"words"');
    if (refresh) await fetchedAgain(refresh.action);
    await fetchedAgain(oldAction(words));
    expect(await everything()).toEqual(before);
  });

  test('no command that writes says of itself that it only reads', () => {
    for (const { name, writes, readsOnly } of Object.values(commands))
      expect(writes && readsOnly, name).toBe(false);
  });
});
