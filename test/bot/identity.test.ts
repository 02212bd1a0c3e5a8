import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityResolver, MOST_READERS } from '../../bot/identity.ts';
import type { Platform } from '../../bot/platform.ts';
import type { Account, Identity } from '../../crm/person/person.ts';
import { Upstream } from '../../crm/problem.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { saveRecords } from '../saved-records.ts';
import { type FreshStore, freshStore } from '../store.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const account = (user: string): Account => ({ platform: 'slack', tenant: 'T1', user });

let opened: FreshStore;
beforeAll(async () => {
  opened = await freshStore('server', () => NOW);
  await saveRecords(opened, demoOrganisation(NOW), NOW);
});
afterAll(() => opened.close());

/** A directory whose answer may change, and that can be down. */
function directory() {
  const answers = {
    asked: 0,
    identity: {
      standing: 'member',
      email: 'ana@rapport.example',
      name: 'Ana',
      zone: null,
      locale: null,
    } as Identity,
    down: false,
    readers: [] as Account[],
    outsiders: false,
  };
  const platform: Platform = {
    async identify() {
      answers.asked += 1;
      if (answers.down) throw new Upstream('slack', 'unavailable');
      return answers.identity;
    },
    readers: async () => ({ accounts: answers.readers, outsiders: answers.outsiders }),
    post: async () => ({ reference: '1' }),
    findPost: async () => null,
    update: async () => 'done',
    direct: async () => null,
    threads: false,
    start: async () => {},
    stop: async () => {},
  };
  let now = NOW;
  const who = identityResolver(
    opened.store,
    () => platform,
    () => now,
  );
  /** The same at another time. */
  const whoAt = (instant: Date) => {
    now = instant;
    return who;
  };
  return { answers, whoAt };
}

test('somebody made a guest is let go of within 15 minutes', async () => {
  const { answers, whoAt } = directory();
  expect(await whoAt(NOW).identify(account('U1'))).toMatchObject({
    kind: 'person',
    person: { name: 'Ana Ruiz' },
  });
  answers.identity = { ...answers.identity, standing: 'guest' };
  expect(await whoAt(later(13)).identify(account('U1'))).toMatchObject({ kind: 'person' });
  expect(await whoAt(later(15)).identify(account('U1'))).toEqual({
    kind: 'refused',
    refusal: 'guest',
  });
  expect(answers.asked).toBe(2);
});

test('a directory that is down opens no door: what is too old is not believed', async () => {
  const { answers, whoAt } = directory();
  await whoAt(NOW).identify(account('U2'));
  answers.down = true;
  expect(await whoAt(later(10)).identify(account('U2'))).toMatchObject({ kind: 'person' });
  await expect(whoAt(later(16)).identify(account('U2'))).rejects.toThrow('slack: unavailable');
});

test('an e-mail that changed hands changes the person', async () => {
  const { answers, whoAt } = directory();
  await whoAt(NOW).identify(account('U3'));
  answers.identity = { ...answers.identity, email: 'KIM@rapport.example' };
  expect(await whoAt(later(20)).identify(account('U3'))).toMatchObject({
    person: { email: 'kim@rapport.example' },
  });
});

test('an audience is counted by who they are', async () => {
  const { answers, whoAt } = directory();
  answers.readers = [account('U10'), account('U11')];
  const place = {
    platform: 'slack' as const,
    tenant: 'T1',
    kind: 'channel' as const,
    id: 'C1',
    name: '#sales',
    shared: false,
  };
  expect(await whoAt(NOW).audience(place)).toMatchObject({
    size: 2,
    people: [{ name: 'Ana Ruiz' }, { name: 'Ana Ruiz' }],
    guests: 0,
    unknown: 0,
  });
  answers.outsiders = true;
  expect(await whoAt(NOW).audience(place)).toMatchObject({ outsiders: true, people: [] });
  answers.outsiders = false;
  answers.readers = Array.from({ length: MOST_READERS + 1 }, (_, i) => account(`U${i}`));
  expect(await whoAt(NOW).audience(place)).toMatchObject({ people: [], unknown: MOST_READERS + 1 });
});

test('somebody who leaves is let go of within seconds, and somebody who is let in is in at once', async () => {
  const { whoAt } = directory();
  const { store } = opened;
  const [first] = (await store.people.all()).filter(({ email }) => email === 'ana@rapport.example');
  await whoAt(NOW).identify(account('U20'));
  const set = (active: boolean) =>
    opened.database.query('UPDATE person SET active = $2 WHERE id = $1', [first?.id, active]);
  await set(false);
  expect(await whoAt(later(0.1)).identify(account('U20'))).toEqual({
    kind: 'refused',
    refusal: 'inactive',
  });
  await set(true);
  expect(await whoAt(later(0.1)).identify(account('U20'))).toMatchObject({ kind: 'person' });
});

test('a clock that is set back lets nobody stay who has left', async () => {
  const { whoAt } = directory();
  const { store } = opened;
  const [first] = (await store.people.all()).filter(({ email }) => email === 'ana@rapport.example');
  const set = (active: boolean) =>
    opened.database.query('UPDATE person SET active = $2 WHERE id = $1', [first?.id, active]);
  await whoAt(NOW).identify(account('U21'));
  await set(false);
  expect(await whoAt(later(-1)).identify(account('U21'))).toEqual({
    kind: 'refused',
    refusal: 'inactive',
  });
  await set(true);
});

test('somebody who was refused and is added since is let in at the next message', async () => {
  const { answers, whoAt } = directory();
  answers.identity = { ...answers.identity, email: 'new@rapport.example', name: 'New' };
  const refused = { kind: 'refused', refusal: 'unmapped' };
  expect(await whoAt(NOW).identify(account('U30'))).toEqual(refused);
  const [ana] = demoOrganisation(NOW).filter(({ kind }) => kind === 'person');
  if (ana?.kind !== 'person') throw new Error('The demo organisation has nobody');
  await opened.store.records.save([
    { ...ana, externalId: 'new', email: 'new@rapport.example', name: 'New' },
  ]);
  expect(await whoAt(later(0.1)).identify(account('U30'))).toMatchObject({ kind: 'person' });
});

test('an address that is confirmed since lets its owner in at the next message', async () => {
  const { answers, whoAt } = directory();
  const { identity } = answers;
  answers.identity = { ...identity, email: null };
  const refused = { kind: 'refused', refusal: 'no-email' };
  expect(await whoAt(NOW).identify(account('U31'))).toEqual(refused);
  answers.identity = identity;
  expect(await whoAt(later(0.1)).identify(account('U31'))).toMatchObject({ kind: 'person' });
});
