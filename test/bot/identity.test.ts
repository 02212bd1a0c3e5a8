import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityResolver, MOST_READERS } from '../../bot/identity.ts';
import type { Platform } from '../../bot/platform.ts';
import type { Account, Identity } from '../../crm/person/person.ts';
import { Upstream } from '../../crm/problem.ts';
import { demoOrganisation } from '../../prisma/seed/organisation.ts';
import { type FreshStore, freshStore } from '../store.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const account = (user: string): Account => ({ platform: 'slack', tenant: 'T1', user });

let opened: FreshStore;
beforeAll(async () => {
  opened = await freshStore('embedded', () => NOW);
  await opened.store.records.save(demoOrganisation(NOW));
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
    update: async () => 'done',
    direct: async () => null,
    threads: false,
    start: async () => {},
    stop: async () => {},
  };
  return { answers, who: identityResolver(opened.store, () => platform) };
}

test('somebody made a guest is let go of within 15 minutes', async () => {
  const { answers, who } = directory();
  expect(await who.identify(account('U1'), NOW)).toMatchObject({
    kind: 'person',
    person: { name: 'Ana Ruiz' },
  });
  answers.identity = { ...answers.identity, standing: 'guest' };
  expect(await who.identify(account('U1'), later(13))).toMatchObject({ kind: 'person' });
  expect(await who.identify(account('U1'), later(15))).toEqual({
    kind: 'refused',
    refusal: 'guest',
  });
  expect(answers.asked).toBe(2);
});

test('a directory that is down opens no door: what is too old is not believed', async () => {
  const { answers, who } = directory();
  await who.identify(account('U2'), NOW);
  answers.down = true;
  expect(await who.identify(account('U2'), later(10))).toMatchObject({ kind: 'person' });
  await expect(who.identify(account('U2'), later(16))).rejects.toThrow('slack: unavailable');
});

test('an e-mail that changed hands changes the person', async () => {
  const { answers, who } = directory();
  await who.identify(account('U3'), NOW);
  answers.identity = { ...answers.identity, email: 'KIM@rapport.example' };
  expect(await who.identify(account('U3'), later(20))).toMatchObject({
    person: { email: 'kim@rapport.example' },
  });
});

test('an audience is counted by who they are', async () => {
  const { answers, who } = directory();
  answers.readers = [account('U10'), account('U11')];
  const place = {
    platform: 'slack' as const,
    tenant: 'T1',
    kind: 'channel' as const,
    id: 'C1',
    name: '#sales',
    shared: false,
  };
  expect(await who.audience(place, NOW)).toMatchObject({
    size: 2,
    people: [{ name: 'Ana Ruiz' }, { name: 'Ana Ruiz' }],
    guests: 0,
    unknown: 0,
  });
  answers.outsiders = true;
  expect(await who.audience(place, NOW)).toMatchObject({ outsiders: true, people: [] });
  answers.outsiders = false;
  answers.readers = Array.from({ length: MOST_READERS + 1 }, (_, i) => account(`U${i}`));
  expect(await who.audience(place, NOW)).toMatchObject({ people: [], unknown: MOST_READERS + 1 });
});

test('somebody who leaves is let go of within seconds, and somebody who is let in is in at once', async () => {
  const { who } = directory();
  const { store } = opened;
  const [first] = (await store.people.all()).filter(({ email }) => email === 'ana@rapport.example');
  await who.identify(account('U20'), NOW);
  const set = (active: boolean) =>
    opened.database.query('UPDATE person SET active = $2 WHERE id = $1', [first?.id, active]);
  await set(false);
  expect(await who.identify(account('U20'), later(0.1))).toEqual({
    kind: 'refused',
    refusal: 'inactive',
  });
  await set(true);
  expect(await who.identify(account('U20'), later(0.1))).toMatchObject({ kind: 'person' });
});
