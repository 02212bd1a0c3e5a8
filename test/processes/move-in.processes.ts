import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { missingAtStart, moveIn } from '../../bot/move-in.ts';
import { demoOrganisation } from '../../prisma/seed/organisation.ts';
import { type OpenStore, openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { BACK_ENDS, freshDatabase, freshStore } from '../store.ts';

const cleaners: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleaners.splice(0).reverse()) await clean();
});
const fresh = async (backEnd: (typeof BACK_ENDS)[number]) => {
  const opened = await freshStore(backEnd);
  cleaners.push(opened.close);
  return opened;
};

/** The one who asks in the terminal. */
const LOCAL_ADMINISTRATOR = 1;
const STOPS = ['records', 'work', 'follows'] as const;

const counts = async ({ store, database }: Pick<OpenStore, 'store' | 'database'>) => {
  const [work] = await database.query(
    `SELECT (SELECT count(*) FROM handoff) AS handoffs, (SELECT count(*) FROM note) AS notes, (SELECT count(*) FROM task) AS tasks,
      (SELECT count(*) FROM win) AS wins, (SELECT count(*) FROM follow) AS follows, (SELECT count(*) FROM entry) AS entries`,
  );
  return { ...(await store.records.counts()), ...work };
};

describe('the demo organisation', () => {
  test('of three copies that start at once on an empty PostgreSQL one brings it, and all come up', async () => {
    const { place, remove } = await freshDatabase({ empty: true });
    cleaners.push(remove);
    const copies = await Promise.all(
      [1, 2, 3].map(async () => {
        const opened = await openStore(place, { now });
        const { demo } = await moveIn(opened, { demo: true, administrators: [] }, now());
        await opened.queue.start();
        return { ...opened, demo };
      }),
    );
    expect(copies.filter(({ demo }) => demo)).toHaveLength(1);
    const [one] = copies;
    expect(await counts(one!)).toMatchObject({ customer: 60, person: 25, handoffs: 13, wins: 9 });
    for (const { store, queue } of copies) {
      await queue.stop();
      await store.close();
    }
  });

  let right: Awaited<ReturnType<typeof counts>>;
  beforeAll(async () => {
    const { close, ...whole } = await freshStore('server');
    await moveIn(whole, { demo: true, administrators: [] }, now());
    right = await counts(whole);
    await close();
  });

  test.each(BACK_ENDS)('%s: a move that was killed anywhere is gone on with', async (backEnd) => {
    const person = right.person + (backEnd === 'embedded' ? LOCAL_ADMINISTRATOR : 0);
    const stops = backEnd === 'embedded' ? (['work'] as const) : STOPS;
    for (const stop of stops) {
      const killed = await fresh(backEnd);
      await expect(
        moveIn(endsBefore(stop, killed), { demo: true, administrators: [] }, now()),
      ).rejects.toThrow('killed');
      expect((await moveIn(killed, { demo: true, administrators: [] }, now())).demo).toBe(true);
      expect(await counts(killed)).toEqual({ ...right, person });
      expect((await moveIn(killed, { demo: true, administrators: [] }, now())).demo).toBe(false);
    }
  });

  test('never moves into a server’s store by itself, nor into one with records', async () => {
    const opened = await fresh('server');
    expect((await moveIn(opened, { demo: false, administrators: [] }, now())).demo).toBe(false);
    expect((await counts(opened)).person).toBe(0);
    await opened.store.records.save(demoOrganisation(now()).slice(0, 40));
    expect((await moveIn(opened, { demo: true, administrators: [] }, now())).demo).toBe(false);
  });
});

test('an empty production store says what it needs, and the administrator it is given may administer', async () => {
  const { place, remove } = await freshDatabase();
  cleaners.push(remove);
  const address = 'ana.ruiz@ours.example';
  const open = async (administrators: readonly string[]) => {
    const opened = await openStore(place, { now, administrators });
    cleaners.push(opened.store.close);
    await moveIn(opened, { demo: false, administrators }, now());
    return opened.store;
  };
  const empty = await open([]);
  expect(await missingAtStart(empty, [])).toEqual([
    expect.stringMatching(/no customers yet.*npm run import/),
    expect.stringMatching(/no administrator yet: set ADMINISTRATORS/),
  ]);
  const store = await open([address]);
  expect(await missingAtStart(store, [])).toEqual([expect.stringMatching(/no customers yet/)]);
  expect(await store.people.byEmail(address)).toMatchObject({
    name: 'Ana Ruiz',
    role: 'administrator',
  });
  expect(await store.records.isEmpty()).toBe(true);
  // The role ends with the configuration.
  expect(await (await open([])).people.byEmail(address)).toMatchObject({ role: 'member' });
});

test('an administrator by configuration keeps the role, whatever a source says', async () => {
  const { place, remove } = await freshDatabase();
  cleaners.push(remove);
  const opened = await openStore(place, { now, administrators: ['ana@rapport.example'] });
  cleaners.push(opened.store.close);
  await moveIn(opened, { demo: true, administrators: ['ana@rapport.example'] }, now());
  expect(await opened.store.people.byEmail('ana@rapport.example')).toMatchObject({
    name: 'Ana Ruiz',
    role: 'administrator',
    department: 'sales',
  });
});

/** The same store, in a process that is killed at one of the steps. */
function endsBefore(
  step: (typeof STOPS)[number],
  { store, database }: OpenStore,
): Pick<OpenStore, 'store' | 'database'> {
  const killed = () => Promise.reject(new Error('killed'));
  switch (step) {
    case 'records':
      return { database, store: { ...store, records: { ...store.records, save: killed } } };
    case 'work':
      return { database, store: { ...store, commit: killed } };
    case 'follows':
      return { database, store: { ...store, customers: { ...store.customers, follow: killed } } };
  }
}
