import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { isOpen } from '../../../crm/handoff/rules.ts';
import { type Person, PersonId } from '../../../crm/person/person.ts';
import type { Change } from '../../../crm/store/change.ts';
import { isWorkingTime, OFFICE_HOURS } from '../../../crm/time/working-time.ts';
import { clockAt } from '../../../prisma/seed/calendar.ts';
import { personRecords } from '../../../prisma/seed/people.ts';
import { addDemoWork, demoWork } from '../../../prisma/seed/work.ts';
import { frontDoor, NOW } from '../../commands/front-door.ts';
import { demoOrganisation } from '../../demo-organisation.ts';
import { isKind, NOWS } from './demo-year.ts';

const PEOPLE = new Map(
  personRecords().map(
    ({
      externalId,
      name,
      email,
      title,
      department,
      role,
      zone,
      locale,
      active,
    }): [string, Person] => [
      externalId.replace('user-', ''),
      {
        id: PersonId.parse(externalId),
        name,
        email: email ?? '',
        title,
        department,
        role,
        zone: zone ?? 'UTC',
        locale: locale ?? 'en',
        active,
      },
    ],
  ),
);
const cast = {
  person: (first: string) => PEOPLE.get(first)!,
  customer: (key: string) => CustomerId.parse(key),
};
const work = (now: Date) => demoWork(cast, clockAt(now));
const of = <Kind extends Change['kind']>(changes: readonly Change[], kind: Kind) =>
  changes.filter((change): change is Extract<Change, { kind: Kind }> => change.kind === kind);
/** The last version of each. */
const latest = <Work extends { id: string }>(all: readonly Work[]): Work[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];
const worksAt = (id: PersonId, at: Date) =>
  isWorkingTime(at, {
    ...OFFICE_HOURS,
    zone: [...PEOPLE.values()].find((person) => person.id === id)!.zone,
    holidays: [],
  });

test('the same now and people do the same', () => {
  const now = new Date('2026-11-22T08:14:00Z');
  expect(work(now)).toEqual(work(new Date(now)));
});

describe.each(NOWS)('seen on %s', (now) => {
  const changes = work(now);
  const entries = of(changes, 'entry').map(({ entry }) => entry);

  test('nothing is told to anybody and nothing goes anywhere', () => {
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(
      new Set(['handoff', 'task', 'promise', 'note', 'mention', 'win', 'entry', 'write-back']),
    );
    expect(of(changes, 'write-back').filter(({ standsAs }) => !standsAs)).toEqual([]);
  });

  test('all of it lies behind, in somebody’s office hours, and each step after the one before', () => {
    for (const { title, at, personId } of entries) {
      expect(at.getTime(), title).toBeLessThan(now.getTime());
      if (personId) expect(worksAt(personId, at), `${title} ${at.toISOString()}`).toBe(true);
    }
    for (const { handoff } of of(changes, 'handoff')) {
      const steps = entries
        .filter(
          ({ externalId }) =>
            externalId === `handoff:${handoff.id}` ||
            externalId.startsWith(`handoff:${handoff.id}:`),
        )
        .map(({ at }) => at.getTime());
      expect(steps).toEqual(steps.toSorted((one, other) => one - other));
      expect(handoff.dueAt.getTime()).toBeGreaterThan(handoff.createdAt.getTime());
    }
  });

  test('handoffs: to claim, late, accepted, declined with its reason, done', () => {
    const handoffs = latest(of(changes, 'handoff').map(({ handoff }) => handoff));
    const offered = handoffs.filter(({ state }) => state === 'offered');
    expect(
      new Set(offered.flatMap(({ to }) => (to.kind === 'department' ? to.department : []))),
    ).toEqual(
      new Set([
        'marketing',
        'sales',
        'onboarding',
        'success',
        'support',
        'product',
        'operations',
        'finance',
      ]),
    );
    expect(handoffs.filter((handoff) => isOpen(handoff) && handoff.dueAt < now)).toHaveLength(1);
    expect(new Set(handoffs.map(({ state }) => state))).toEqual(
      new Set(['offered', 'accepted', 'declined', 'done']),
    );
    expect(handoffs.find(({ state }) => state === 'declined')?.decision).toContain(
      'Not a fault of ours',
    );
  });

  test('tasks: for everybody, some late, some due on the next day of work, some done', () => {
    const tasks = latest(of(changes, 'task').map(({ task }) => task));
    const open = tasks.filter(({ state }) => state === 'open');
    expect(new Set(open.map(({ holder }) => holder)).size).toBe(PEOPLE.size);
    expect(open.filter(({ dueAt }) => dueAt! < now).length).toBeGreaterThan(2);
    expect(
      open.filter(({ dueAt }) => dueAt! > now && dueAt!.getTime() - now.getTime() < 4 * 86_400_000)
        .length,
    ).toBeGreaterThan(8);
    expect(tasks.filter(({ state }) => state === 'done')).toHaveLength(3);
  });

  test('promises: one is broken, two are kept in time, the others are open', () => {
    const promises = latest(of(changes, 'promise').map(({ promise }) => promise));
    expect(promises.filter(({ brokenOn }) => brokenOn)).toMatchObject([
      { what: 'SSO', state: 'open', remindAt: null },
    ]);
    const kept = promises.filter(({ state }) => state === 'kept');
    expect(kept).toHaveLength(2);
    for (const { closedAt, createdAt, dueOn } of kept) {
      expect(closedAt!.getTime()).toBeGreaterThan(createdAt.getTime());
      expect(closedAt!.toISOString().slice(0, 10) <= dueOn!).toBe(true);
    }
  });

  test('wins: a month of them, each of several departments, thanked by others only', () => {
    const wins = latest(of(changes, 'win').map(({ win }) => win));
    expect(wins.length).toBeGreaterThan(7);
    for (const { credits, kudos } of wins) {
      const departments = credits.map(
        ({ person }) => [...PEOPLE.values()].find(({ id }) => id === person)?.department,
      );
      expect(new Set(departments).size).toBeGreaterThan(1);
      expect(kudos.length).toBeGreaterThan(0);
    }
    expect(new Set(wins.map(({ kind }) => kind))).toEqual(
      new Set(['deal', 'renewal', 'save', 'turn-around', 'other']),
    );
  });
});

describe('in the demo organisation’s store', () => {
  let door: Awaited<ReturnType<typeof frontDoor>>;
  beforeAll(async () => {
    door = await frontDoor();
    await addDemoWork(door.store, NOW);
  });
  afterAll(() => door.close());

  test('something waits for everybody who is tried', async () => {
    for (const { email } of demoOrganisation(NOW).filter(isKind('person'))) {
      const name = email?.split('@')[0] ?? '';
      const { view } = await door.says(name, 'work');
      const waits = view.blocks.filter((block) => block.kind === 'choices');
      expect(waits.length, name).toBeGreaterThan(0);
    }
  });

  test('a newcomer finds handoffs, tasks, wins, notes, what is followed and the room', async () => {
    expect((await door.says('ana', 'handoffs')).text).toMatch(
      /Spreebogen Druck[\s\S]*Olivar del Sur/,
    );
    expect((await door.says('kim', 'handoffs')).text).toContain('Moosbach');
    expect((await door.says('nina', 'handoffs')).text).toContain('Havnegade Wind');
    expect((await door.says('ana', 'tasks')).text).toContain('Send the renewal paper');
    expect((await door.says('ana', 'wins')).text).toMatch(/Who helped whom[\s\S]*helped Sales/);
    expect((await door.says('ana', 'notes acme industries')).text).toContain(
      'Jonas decides, Katrin signs',
    );
    expect((await door.says('ana', 'follow')).text).toContain('Halden Logistics');
    expect((await door.says('ana', 'customer acme industries')).text).toContain(
      'never on a Friday',
    );
    expect((await door.store.rooms.all()).map(({ place }) => place.name)).toEqual(['#kestrel']);
  });

  test('the broken promise is the first warning on the card of Vela', async () => {
    const { text } = await door.says('mia', 'customer vela');
    expect(text).toMatch(/Before you reach out\s+⚠ Promised SSO by .*, not kept · Ana/);
    expect(text).toContain('Promised Training in Portuguese · Ana');
  });

  test('nothing was sent, and everything stands in the CRM', async () => {
    const ana = (await door.store.people.byEmail('ana@rapport.example'))!;
    expect(
      await door.store.messages.recent({ kind: 'person', person: ana.id }, new Date(0)),
    ).toEqual([]);
    expect(await door.store.writeBacks.get('note:demo-acme-note:2')).toMatchObject({
      state: 'done',
      remoteId: 'note:demo-acme-note:1',
    });
    expect(await door.store.writeBacks.remote({ kind: 'task', id: 'demo-spree' })).toEqual({
      source: 'crm',
      id: 'handoff:demo-spree:task',
    });
  });

  test('it goes on from there', async () => {
    const { view } = await door.says('raj', 'work');
    expect(JSON.stringify(view)).toContain('Penrose Logistics');
    expect((await door.sends('raj', 'handoff.accept', { handoff: 'demo-penrose' })).text).toContain(
      'Penrose Logistics',
    );
    expect(await door.store.handoffs.get('demo-penrose')).toMatchObject({ state: 'accepted' });
    expect((await door.sends('ana', 'task.done', { task: 'demo-brightwater-1' })).text).toContain(
      'Brightwater',
    );
  });
});
