import { afterEach, expect, test } from 'vitest';
import { PersonId } from '../../../crm/person/person.ts';
import { winDraftsOn } from '../../../prisma/win/drafts.ts';
import { winPostsOn } from '../../../prisma/win/posts.ts';
import { type OldStore, storeBefore } from '../database/old-store.ts';

let old: OldStore;
afterEach(() => old.close());

const place = {
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel',
  id: 'C1',
  name: 'wins',
  shared: false,
};
const draft = {
  id: 'd1',
  customerId: 'acme',
  kind: 'deal',
  what: 'signed “for ever”',
  difference: null,
  money: { amount: 120_000_00, currency: 'EUR' },
  picture: null,
  credits: [{ person: 'ana', for: 'sold' }],
  about: 'hubspot deal 7',
  offered: [{ person: 'ana', for: 'sold' }],
  another: false,
  at: '2026-11-20T10:00:00.000Z',
};
const small = { place, wins: ['w2'], daily: true, reference: null, said: null };
const SINCE = '2026-11-22T09:00:00.000Z';

/** Settings as earlier versions kept them. */
const ROWS: Readonly<Record<string, unknown>> = {
  'wins-channel': place,
  'win-draft:ana': draft,
  'win-draft:ben': { ...draft, id: 'd2', money: null, difference: 'patience' },
  'win-draft:mia': { id: 'of a version that nobody remembers' },
  'win-post:w1': { place, wins: ['w1'], daily: false, reference: '1.1', said: '{"title":"é"}' },
  'win-in:w1': 'w1',
  'win-post:w2': small,
  'win-post:daily-2026-11-21': { ...small, wins: ['w3', 'w2'], reference: '1.2' },
  'win-in:w2': 'daily-2026-11-21',
  'win-in:w3': 'daily-2026-11-21',
  // A copy that was killed had not said yet in which post it stands.
  'win-post:w4': { ...small, wins: ['w4'], daily: false },
  'win-post:w5': {
    ...small,
    wins: ['w5'],
    reference: '1.5',
    editing: { id: 'e1', since: SINCE },
  },
  'win-in:w5': 'w5',
  'win-post:gone': 7,
};

test('drafts and posts of wins leave the settings', async () => {
  old = await storeBefore('win_drafts_and_posts', 'server');
  const { database } = old;
  for (const [key, value] of Object.entries(ROWS))
    await database.query('INSERT INTO setting (key, value) VALUES ($1, $2::jsonb)', [
      key,
      JSON.stringify(value),
    ]);
  await old.migrate();

  const drafts = winDraftsOn(database);
  const of = (name: string) => drafts.of(PersonId.parse(name));
  expect(await of('ana')).toEqual({ ...draft, at: new Date(draft.at) });
  expect(await of('ben')).toMatchObject({ id: 'd2', money: null, difference: 'patience' });
  expect(await of('mia')).toBeNull();

  const posts = winPostsOn(database);
  expect(await posts.of('w1')).toEqual({
    key: 'w1',
    version: 1,
    place,
    wins: ['w1'],
    daily: false,
    reference: '1.1',
    content: '{"title":"é"}',
    editing: null,
  });
  expect(await posts.of('w2')).toMatchObject({
    key: 'daily-2026-11-21',
    wins: ['w3', 'w2'],
    reference: '1.2',
    content: null,
  });
  expect(await posts.of('w4')).toMatchObject({ key: 'w4', daily: false, reference: null });
  expect(await posts.of('w5')).toMatchObject({ editing: { id: 'e1', since: new Date(SINCE) } });
  expect(await posts.get('gone')).toBeNull();

  expect(await database.query('SELECT key FROM setting')).toEqual([{ key: 'wins-channel' }]);
});
