import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordReaction } from '../../../bot/run.ts';
import { toText } from '../../../cards/view/text.ts';
import type { View } from '../../../cards/view/view.ts';
import { NO_CONSENTS } from '../../../crm/connection/consents.ts';
import { itemMappings } from '../../../crm/connectors/items/mappings.ts';
import type { Message, NewMessage } from '../../../crm/notification/message.ts';
import type { Account, Person } from '../../../crm/person/person.ts';
import type { Place } from '../../../crm/person/place.ts';
import { Upstream } from '../../../crm/problem.ts';
import type { Messages } from '../../../crm/store/messages.ts';
import type { Store } from '../../../crm/store/store.ts';
import type { Job, JobContext } from '../../../jobs/job.ts';
import { deliverBatch } from '../../../jobs/notification/deliver-batch.ts';
import { deliverMessage } from '../../../jobs/notification/deliver-message.ts';
import { weeklySummary } from '../../../jobs/notification/weekly-summary.ts';
import { demoOrganisation } from '../../demo-organisation.ts';
import { saveRecords } from '../../saved-records.ts';
import { type FreshStore, freshStore } from '../../store.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const SLACK: Account = { platform: 'slack', tenant: 'T', user: 'U-ana' };
const TEAMS: Account = { platform: 'teams', tenant: 'M', user: 'O-ana' };
const PLAYGROUND: Account = {
  platform: 'playground',
  tenant: 'local',
  user: 'ana@rapport.example',
};
const identity = {
  standing: 'member' as const,
  email: 'ana@rapport.example',
  name: 'Ana',
  zone: null,
  locale: null,
};
const CHANNEL: Place = {
  platform: 'slack',
  tenant: 'T',
  kind: 'channel',
  id: 'C1',
  name: 'sales',
  shared: false,
};

let fresh: FreshStore;
let ana: Person;
const clock = { now: NOW };
/** The platform's posts, by key: it recognises a key. */
const posts = new Map<string, { place: Place; text: string; under: string | undefined }>();
const platform = {
  refuses: new Set<string>(),
  closed: null as null | 'shared' | 'read-only',
  busy: 0,
  threads: false,
};
let [run, fortnight] = [0, 0];

beforeAll(async () => {
  fresh = await freshStore('server', () => clock.now);
  await saveRecords(fresh, demoOrganisation(NOW), NOW);
  ana = (await fresh.store.people.byEmail('ana@rapport.example'))!;
  // Used in this order: the playground last of all.
  for (const [i, account] of [TEAMS, SLACK, PLAYGROUND].entries())
    await fresh.store.people.remember(account, identity, new Date(NOW.getTime() + i * 1000));
});
afterAll(() => fresh.close());
beforeEach(() => {
  fortnight += 1;
  clock.now = new Date(NOW.getTime() + fortnight * 14 * 86_400_000);
  posts.clear();
  Object.assign(platform, { refuses: new Set(), closed: null, busy: 0, threads: false });
});

function context({
  store = fresh.store,
  killed = () => {},
}: {
  store?: Store;
  killed?: () => void;
} = {}): JobContext {
  const missing = () => Promise.reject(new Error('Not for these jobs'));
  const reader = { locale: 'en-GB', zone: 'Europe/Berlin', now: clock.now };
  return {
    store,
    now: () => clock.now,
    readerOf: () => reader,
    reader: () => reader,
    id: () => String(Math.random()),
    connectors: [],
    consents: NO_CONSENTS,
    mappings: itemMappings(null),
    findPost: async () => null,
    async deliver({ place, view, key, under }) {
      if (platform.closed) return { kind: 'closed', why: platform.closed };
      if (platform.refuses.has(place.platform)) throw new Upstream(place.platform, 'rejected');
      if (platform.busy > 0) {
        platform.busy -= 1;
        throw new Upstream(place.platform, 'unavailable');
      }
      if (!posts.has(key)) posts.set(key, { place, text: toText(view as View), under });
      killed();
      return { kind: 'posted', reference: `ref ${key}` };
    },
    update: missing,
    accountsByEmail: async () => [],
    directToUnlinked: missing,
    audience: missing,
    direct: async ({ platform: name, tenant, user }) => ({
      platform: name,
      tenant,
      kind: 'direct',
      id: `direct ${user}`,
      name: null,
      shared: false,
    }),
    threads: () => platform.threads,
    standsIn: ({ platform: name }) => name === 'playground',
  };
}

const toAna = () => ({ kind: 'person' as const, person: ana.id });
const view = (title: string): View => ({ title, blocks: [] });
const message = (key: string, more: Partial<NewMessage> = {}): NewMessage => ({
  key,
  subject: { kind: 'other', id: key, role: 'other', version: null },
  to: toAna(),
  kind: 'signal',
  customerId: null,
  line: `line ${key}`,
  why: 'You own it.',
  view: view(`view ${key}`),
  pressing: false,
  ...more,
});
const ofTask = (id: string): Pick<NewMessage, 'kind' | 'subject'> => ({
  kind: 'task',
  subject: { kind: 'task', id, role: 'news', version: 1 },
});
/** As a command commits them; the queue of this store does nothing by itself. */
const told = (...messages: NewMessage[]) =>
  fresh.store.commit(
    messages.map((one) => ({ kind: 'message', message: one })),
    clock.now,
  );
const saved = async (key: string): Promise<Message> => (await fresh.store.messages.get(key))!;
const delivered = (key: string, using = context()) => deliverMessage.run({ key }, using);
const deferredUntil = async (until: Date, to: Message['to'], using?: JobContext) => {
  clock.now = until;
  await deliverBatch.run({ to, slot: until.toISOString() }, using ?? context());
};
const next = (): string => {
  run += 1;
  return `m${run}`;
};

describe('where somebody is told', () => {
  test('in the chat used last, not in the playground; where one refuses, in the next', async () => {
    const [first, second] = [next(), next()];
    await told(message(first));
    await delivered(first);
    expect(posts.get(first)?.place.platform).toBe('slack');
    platform.refuses.add('slack');
    await told(message(second));
    await delivered(second);
    expect(posts.get(second)?.place.platform).toBe('teams');
    expect(await saved(second)).toMatchObject({
      state: 'sent',
      sentAs: { reference: `ref ${second}`, place: { platform: 'teams' } },
    });
  });

  test('nowhere, where all refuse: kept as failed, with the reason on record', async () => {
    const key = next();
    for (const name of ['slack', 'teams', 'playground']) platform.refuses.add(name);
    await told(message(key));
    await delivered(key);
    expect((await saved(key)).state).toBe('failed');
    expect(await fresh.store.audit.search({ limit: 3 })).toContainEqual(
      expect.objectContaining({ detail: { why: 'unreachable', message: key, kind: 'signal' } }),
    );
  });

  test.each(['shared', 'read-only'] as const)('not in a channel that is %s by now', async (why) => {
    const key = next();
    platform.closed = why;
    await told(message(key, { to: { kind: 'place', place: CHANNEL } }));
    await delivered(key);
    expect([posts.size, (await saved(key)).state]).toEqual([0, 'failed']);
  });

  test('again and again while a platform does not answer, ever more patiently', async () => {
    const key = next();
    platform.busy = 3;
    await told(message(key));
    await expect(delivered(key)).rejects.toMatchObject({ fault: 'unavailable', retryAfter: 2000 });
    clock.now = new Date(clock.now.getTime() + 60_000);
    await expect(delivered(key)).rejects.toMatchObject({ retryAfter: 30_000 });
    clock.now = new Date(clock.now.getTime() + 86_400_000);
    await expect(delivered(key)).rejects.toMatchObject({ retryAfter: 600_000 });
    await delivered(key);
    expect((await saved(key)).state).toBe('sent');
  });
});

describe('while it is written down that it was sent', () => {
  test('whoever acts on it does not undo that', async () => {
    const key = next();
    await told(message(key));
    // It stands in the chat, and whoever pressed there was faster than the copy that posted it.
    const messages: Messages = {
      ...fresh.store.messages,
      async get(asked) {
        const read = await fresh.store.messages.get(asked);
        await delivered(key);
        return read;
      },
    };
    expect(await recordReaction({ messages }, { via: key, person: ana.id, now: clock.now })).toBe(
      true,
    );
    expect(await saved(key)).toMatchObject({ state: 'sent', actedAt: clock.now });
  });

  test('that somebody acted on it is not forgotten', async () => {
    const key = next();
    await told(message(key));
    const slow = context();
    await delivered(key, {
      ...slow,
      findPost: async () => null,
      async deliver(post) {
        const posted = await slow.deliver(post);
        await recordReaction(fresh.store, { via: key, person: ana.id, now: clock.now });
        return posted;
      },
    });
    expect(await saved(key)).toMatchObject({ state: 'sent', actedAt: clock.now });
  });

  test('another copy that was thought dead does not undo that', async () => {
    const key = next();
    await told(message(key));
    const old = await saved(key);
    await delivered(key);
    const sent = await saved(key);
    for (const state of ['waiting', 'deferred'] as const)
      await fresh.store.messages.save({ ...old, state, dueAt: clock.now });
    expect(await saved(key)).toEqual(sent);
  });
});

/** `11:14`: each test begins a fortnight after the one before, in summer time too. */
const clockIn = (timeZone: string, at: Date): string =>
  at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });

describe('deferred', () => {
  test('what is meant hourly comes as one message; what was muted meanwhile does not', async () => {
    const keys = [next(), next(), next()];
    const since = clockIn('Europe/Berlin', clock.now);
    await told(
      ...keys.map((key, i) =>
        message(key, {
          kind: 'followed',
          customerId: i === 2 ? ('c-mute' as Message['customerId']) : null,
        }),
      ),
    );
    for (const key of keys) await delivered(key);
    const { dueAt } = await saved(keys[0]!);
    const preference = await fresh.store.notificationPreferences.get(ana.id);
    await fresh.store.notificationPreferences.save(ana.id, {
      ...preference,
      mutedCustomers: ['c-mute'],
    });
    await deferredUntil(dueAt!, toAna());
    await fresh.store.notificationPreferences.save(ana.id, preference);
    const [post] = [...posts.values()];
    expect(posts.size).toBe(1);
    expect(post?.text).toContain(`2 things since ${since}`);
    expect(post?.text).not.toContain(`line ${keys[2]}`);
    expect((await saved(keys[2]!)).state).toBe('muted');
  });

  test('whoever went to rest meanwhile is left alone until they are back', async () => {
    const key = next();
    await told(message(key, { kind: 'followed' }));
    await delivered(key);
    const preference = await fresh.store.notificationPreferences.get(ana.id);
    const back = new Date(clock.now.getTime() + 3 * 3_600_000);
    await fresh.store.notificationPreferences.save(ana.id, { ...preference, snoozedUntil: back });
    await deferredUntil((await saved(key)).dueAt!, toAna());
    expect([posts.size, (await saved(key)).dueAt]).toEqual([0, back]);
    await deferredUntil(back, toAna());
    await fresh.store.notificationPreferences.save(ana.id, preference);
    expect(posts.get(key)?.text).toContain(`view ${key}`);
  });

  test('it comes at its time also where the clock of this copy is behind the clock of the copy that laid it aside', async () => {
    const key = next();
    await told(message(key, { kind: 'followed' }));
    await delivered(key);
    const { dueAt } = await saved(key);
    clock.now = new Date(dueAt!.getTime() - 5_000);
    await deliverBatch.run({ to: toAna(), slot: dueAt!.toISOString() }, context());
    expect(posts.get(key)?.text).toContain(`view ${key}`);
    expect((await saved(key)).state).toBe('sent');
  });

  test('a thread has the details under the one message', async () => {
    platform.threads = true;
    const keys = [next(), next()];
    await told(
      ...keys.map((key) =>
        message(key, { kind: 'followed', to: { kind: 'place', place: CHANNEL } }),
      ),
    );
    for (const key of keys) await delivered(key);
    await deferredUntil((await saved(keys[0]!)).dueAt!, { kind: 'place', place: CHANNEL });
    expect([...posts.values()].map(({ under }) => under)).toEqual([
      undefined,
      `ref batch:${keys[0]}`,
      `ref batch:${keys[0]}`,
    ]);
    expect([...posts.values()].at(-1)?.text).not.toContain('Mute');
  });
});

describe('killed at any step, and several copies at once', () => {
  /** Dies before or after the nth thing that it does to the outside. */
  function dying(steps: number): JobContext {
    let left = steps;
    const step = () => {
      left -= 1;
      if (left < 0) throw new Error('killed');
    };
    const { store } = fresh;
    const around =
      <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        step();
        const result = await work(...args);
        step();
        return result;
      };
    return context({
      killed: step,
      store: {
        ...store,
        messages: {
          ...store.messages,
          save: around(store.messages.save),
          begin: around(store.messages.begin),
          sent: around(store.messages.sent),
        },
        commit: around(store.commit),
      },
    });
  }

  async function attempt(job: Job, data: unknown, steps: readonly number[]): Promise<void> {
    for (const left of steps)
      await job
        .run(data, dying(left))
        .catch((cause: unknown) => expect(cause).toMatchObject({ message: 'killed' }));
    await job.run(data, context());
  }

  test('a message that another copy tells among others meanwhile does not come by itself as well', async () => {
    const [one, more] = [next(), next()];
    const defer = async (key: string) => {
      await told(message(key));
      await fresh.store.messages.save({
        ...(await saved(key)),
        state: 'deferred',
        dueAt: clock.now,
      });
    };
    await defer(one);
    const data = { to: toAna(), slot: clock.now.toISOString() };
    // It has read what is due, and then another copy finds more and tells all of it.
    const { messages } = fresh.store;
    const deferred: typeof messages.deferred = async (...asked) => {
      const due = await messages.deferred(...asked);
      await defer(more);
      await deliverBatch.run(data, context());
      return due;
    };
    const slow = context({ store: { ...fresh.store, messages: { ...messages, deferred } } });
    await expect(deliverBatch.run(data, slow)).rejects.toThrow('Another copy');
    await deliverBatch.run(data, context());
    const text = [...posts.values()].map((post) => post.text).join('\n');
    expect(text.match(new RegExp(`(?:line|view) ${one}\\b`, 'g'))).toEqual([`line ${one}`]);
  });

  test('every message comes, and comes once', async () => {
    const plan = fc.record({
      kinds: fc.array(fc.constantFrom('signal', 'followed'), { minLength: 1, maxLength: 6 }),
      first: fc.array(fc.nat(12), { maxLength: 3 }),
      later: fc.array(fc.nat(30), { maxLength: 4 }),
      late: fc.nat(2),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ kinds, first, later, late }) => {
        clock.now = new Date(clock.now.getTime() + 7 * 86_400_000);
        posts.clear();
        const keys = kinds.map(() => next());
        await told(...keys.map((key, i) => message(key, { kind: kinds[i]! })));
        for (const key of keys) await attempt(deliverMessage, { key }, first);
        const waiting = await Promise.all(keys.map(saved));
        for (const due of new Set(waiting.flatMap(({ dueAt }) => dueAt?.toISOString() ?? []))) {
          clock.now = new Date(due) > clock.now ? new Date(due) : clock.now;
          const data = { to: toAna(), slot: due };
          // Copies that were killed half-way, with more arriving in between.
          for (const left of later) await deliverBatch.run(data, dying(left)).catch(() => {});
          const more = Array.from({ length: late }, () => next());
          await told(...more.map((key) => message(key)));
          for (const key of more)
            await fresh.store.messages.save({
              ...(await saved(key)),
              state: 'deferred',
              dueAt: clock.now,
            });
          keys.push(...more);
          // The queue tries again where another copy began some of it, or ended it, meanwhile.
          const copy = (): Promise<void> =>
            deliverBatch.run(data, context()).catch((cause: Error) => {
              if (cause.message.includes('Another copy')) return copy();
              throw cause;
            });
          await Promise.all([copy(), copy()]);
        }
        const text = [...posts.values()].map((post) => post.text).join('\n');
        for (const key of keys) {
          expect((await saved(key)).state).toBe('sent');
          expect(text.match(new RegExp(`(?:line|view) ${key}\\b`, 'g')), key).toHaveLength(1);
        }
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

describe('what is given up, by a copy that is killed before it says so', () => {
  test.each(['unreachable', 'muted'] as const)(
    '%s: whoever asked for it hears of it all the same, once',
    async (why) => {
      const tom = (await fresh.store.people.byEmail('tom@rapport.example'))!;
      const acme = (await fresh.store.customers.find('acme industries', 1))[0]!.customer.id;
      const preference = await fresh.store.notificationPreferences.get(ana.id);
      const [key, other] = [`task:${next()}:given`, `task:${next()}:given`];
      const back = new Date(clock.now.getTime() + 3_600_000);
      await fresh.store.notificationPreferences.save(ana.id, { ...preference, snoozedUntil: back });
      await told(
        message(key, { ...ofTask(key), customerId: acme, pressing: true, sender: tom.id }),
        message(other, { kind: 'win' }),
      );
      await delivered(key);
      await fresh.store.notificationPreferences.save(ana.id, {
        ...preference,
        ...(why === 'muted' && { mutedCustomers: [acme] }),
      });
      if (why === 'unreachable')
        for (const name of ['slack', 'teams', 'playground']) platform.refuses.add(name);
      const jobs: { job: string; data: unknown }[] = [];
      const store: Store = {
        ...fresh.store,
        async commit(changes, now) {
          if (changes.some((change) => change.kind === 'message')) throw new Error('killed');
          for (const change of changes) if (change.kind === 'job') jobs.push(change);
          return fresh.store.commit(changes, now);
        },
      };
      await expect(deferredUntil(back, toAna(), context({ store }))).rejects.toThrow('killed');
      // The queue tries the same again, and has whatever else was sent.
      await deferredUntil(back, toAna());
      for (const { job, data } of jobs)
        if (job === 'deliver-message') await deliverMessage.run(data, context());
      const heard = (
        await fresh.store.messages.recent(
          { kind: 'person', person: tom.id },
          new Date(clock.now.getTime() - 60_000),
        )
      ).filter(({ subject }) => subject.role === 'undelivered');
      expect(heard.map(({ subject }) => subject)).toEqual([
        { kind: 'task', id: key, role: 'undelivered', version: null },
      ]);
      expect(heard[0]?.view).toEqual(
        expect.objectContaining({ title: expect.stringContaining('Ana') }),
      );
      await fresh.store.notificationPreferences.save(ana.id, preference);
    },
  );

  test.each([
    ['inactive', 'they no longer work here'],
    ['unreachable', 'they have not written to me yet'],
    ['fault', 'I tried until there was nothing left to try'],
  ])('the reason is the one it was given up for: %s', async (untold, words) => {
    const tom = (await fresh.store.people.byEmail('tom@rapport.example'))!;
    const acme = (await fresh.store.customers.find('acme industries', 1))[0]!.customer.id;
    const key = `task:${next()}:given`;
    await told(message(key, { ...ofTask(key), customerId: acme, pressing: true, sender: tom.id }));
    await fresh.store.commit([{ kind: 'not-told', message: key, state: 'failed' }], clock.now);
    await deliverMessage.run({ key, untold }, context());
    const heard = await saved(`untold:task:${key}:${ana.id}`);
    expect(toText(heard.view as View)).toContain(words);
  });
});

test('on Monday everybody’s note is put on its way for their own hour', async () => {
  const sent: { data: unknown; after?: Date | undefined }[] = [];
  const store: Store = {
    ...fresh.store,
    commit: async (changes) => {
      for (const change of changes) if (change.kind === 'job') sent.push(change);
      return 'done';
    },
  };
  await weeklySummary.run({ slot: '2026-11-29T09:05:00.000Z' }, context({ store }));
  expect(sent).toContainEqual(
    expect.objectContaining({
      data: { person: ana.id, week: '2026-11-29T23:00:00.000Z', monday: '2026-11-30' },
      after: new Date('2026-11-30T08:00:00Z'),
    }),
  );
});
