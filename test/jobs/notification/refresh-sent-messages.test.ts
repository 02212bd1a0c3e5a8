import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toText } from '../../../cards/view/text.ts';
import type { View } from '../../../cards/view/view.ts';
import { NO_CONSENTS } from '../../../crm/connection/consents.ts';
import { itemMappings } from '../../../crm/connectors/items/mappings.ts';
import type { Handoff } from '../../../crm/handoff/handoff.ts';
import { withNames } from '../../../crm/handoff/people.ts';
import { advance } from '../../../crm/handoff/rules.ts';
import { correctSentMessageJob } from '../../../crm/notification/jobs.ts';
import type { Person } from '../../../crm/person/person.ts';
import { Upstream } from '../../../crm/problem.ts';
import { packetTo } from '../../../jobs/handoff/messages.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { correctSentMessage } from '../../../jobs/notification/catch-up.ts';
import { deliverBatch } from '../../../jobs/notification/deliver-batch.ts';
import { deliverMessage } from '../../../jobs/notification/deliver-message.ts';
import { refreshSentMessages } from '../../../jobs/notification/refresh-sent-messages.ts';
import { demoOrganisation } from '../../demo-organisation.ts';
import { saveRecords } from '../../saved-records.ts';
import { type FreshStore, freshStore } from '../../store.ts';

const NOW = new Date('2026-11-24T10:14:00Z');

describe('what was told is brought to what it is now', () => {
  let fresh: FreshStore;
  let [ana, nina, emeka] = [] as unknown as [Person, Person, Person];
  /** The platform's messages, by reference. */
  const shown = new Map<string, string>();
  let updates = 0;
  /** Runs before the platform takes the next post or edit. */
  let meanwhile: ((what: 'post' | 'edit') => Promise<void>) | null = null;
  let busy: string | null = null;

  beforeAll(async () => {
    fresh = await freshStore('server', () => NOW);
    await saveRecords(fresh, demoOrganisation(NOW), NOW);
    const people = await Promise.all(
      ['ana', 'nina', 'emeka'].map((name) => fresh.store.people.byEmail(`${name}@rapport.example`)),
    );
    [ana, nina, emeka] = people as [Person, Person, Person];
    for (const { name, email } of [nina, emeka])
      await fresh.store.people.remember(
        { platform: 'slack', tenant: 'T', user: name },
        { standing: 'member', email, name, zone: null, locale: null },
        NOW,
      );
  });
  afterAll(() => fresh.close());
  beforeEach(() => {
    shown.clear();
    [updates, meanwhile, busy, dies] = [0, null, null, false];
  });

  const never = () => Promise.reject(new Error('Not for this job'));
  const reader = { locale: 'en-GB', zone: 'Europe/Berlin', now: NOW };
  const happens = async (what: 'post' | 'edit') => {
    const next = meanwhile;
    meanwhile = null;
    await next?.(what);
  };
  /** The bot is killed as soon as the platform took a post. */
  let dies = false;
  const context = (): JobContext => ({
    store: fresh.store,
    now: () => NOW,
    readerOf: () => reader,
    reader: () => reader,
    id: () => 'id',
    connectors: [],
    consents: NO_CONSENTS,
    mappings: itemMappings(null),
    audience: never,
    accountsByEmail: async () => [],
    directToUnlinked: never,
    threads: () => false,
    standsIn: () => false,
    direct: async ({ platform, tenant, user }) => ({
      platform,
      tenant,
      kind: 'direct',
      id: user,
      name: null,
      shared: false,
    }),
    findPost: async () => null,
    async deliver({ key: reference, view }) {
      if (shown.has(reference)) return { kind: 'posted', reference, earlier: true };
      await happens('post');
      shown.set(reference, toText(view as View));
      if (dies) throw new Error('killed');
      return { kind: 'posted', reference };
    },
    async update({ reference, view }) {
      if (busy === reference) throw new Upstream('slack', 'unavailable');
      const text = toText(view as View);
      await happens('edit');
      updates += 1;
      shown.set(reference, text);
      return 'done';
    },
  });

  async function offered(id: string): Promise<Handoff> {
    const [match] = await fresh.store.customers.find('kestrel', 1);
    const handoff: Handoff = {
      id,
      customerId: match!.customer.id,
      version: 1,
      createdAt: NOW,
      from: ana.id,
      to: { kind: 'department', department: 'onboarding' },
      holder: null,
      rotation: null,
      reason: 'Signed',
      promises: [],
      checklist: [],
      entries: [],
      dueAt: new Date(NOW.getTime() + 86_400_000),
      state: 'offered',
      talk: [],
      decidedAt: null,
      decision: null,
      reminders: 0,
      level: 0,
    };
    const said = withNames(handoff, 'Kestrel Energy', [ana, nina, emeka]);
    const messages = await Promise.all(
      [nina, emeka].map((person) => packetTo(person, said, { around: [], context: context() })),
    );
    await fresh.store.commit(
      [
        { kind: 'handoff', handoff },
        ...messages.map((message) => ({ kind: 'message' as const, message })),
      ],
      NOW,
    );
    return handoff;
  }
  const key = (id: string, { id: person }: Person) => `handoff:${id}:1:packet:${person}`;
  async function steps(id: string, by: Person, kind: 'accept' | 'done'): Promise<void> {
    const before = (await fresh.store.handoffs.get(id))!;
    const outcome = advance(before, { kind, by }, { department: 'onboarding', now: NOW });
    if (outcome.kind === 'refused') throw new Error(outcome.why);
    expect(await fresh.store.commit([{ kind: 'handoff', handoff: outcome.handoff }], NOW)).toBe(
      'done',
    );
  }
  const delivered = (id: string, person: Person) =>
    deliverMessage.run({ key: key(id, person) }, context());
  const retold = (id: string, via: string | null = null) =>
    refreshSentMessages.run({ about: { kind: 'handoff', id }, via }, context());
  const TAKEN = 'Nina has Kestrel Energy';

  test('where it stands, once; and not where the answer stands already', async () => {
    await offered('stands');
    await Promise.all([nina, emeka].map((person) => delivered('stands', person)));
    await steps('stands', nina, 'accept');
    await retold('stands', key('stands', nina));
    expect([shown.get(key('stands', emeka)), shown.get(key('stands', nina))]).toEqual([
      expect.stringContaining(TAKEN),
      expect.stringContaining('Ana hands Kestrel Energy to Onboarding'),
    ]);
    await Promise.all([retold('stands'), retold('stands')]);
    expect(updates).toBe(1);
    expect(toText((await fresh.store.messages.get(key('stands', nina)))!.view as View)).toContain(
      'Kestrel Energy is yours',
    );
  });

  test('what has not left yet says it when it does', async () => {
    await offered('waits');
    await steps('waits', nina, 'accept');
    await retold('waits');
    await delivered('waits', emeka);
    expect(shown.get(key('waits', emeka))).toContain(TAKEN);
    expect(updates).toBe(0);
  });

  test('what is taken while it is being posted is caught up with', async () => {
    await offered('leaves');
    meanwhile = async () => {
      await steps('leaves', nina, 'accept');
      await retold('leaves');
    };
    await delivered('leaves', emeka);
    expect(shown.get(key('leaves', emeka))).toContain(TAKEN);
  });

  test('what a killed copy posted says what is so by now, when the next one finds it', async () => {
    await offered('found');
    dies = true;
    await expect(delivered('found', emeka)).rejects.toThrow('killed');
    dies = false;
    await steps('found', nina, 'accept');
    await retold('found');
    await delivered('found', emeka);
    expect(shown.get(key('found', emeka))).toContain(TAKEN);
  });

  test('and so does what it posted of several together', async () => {
    for (const id of ['first', 'second']) await offered(id);
    for (const id of ['first', 'second'])
      await fresh.store.messages.save({
        ...(await fresh.store.messages.get(key(id, emeka)))!,
        state: 'deferred',
        dueAt: NOW,
      });
    const together = () =>
      deliverBatch.run(
        { to: { kind: 'person', person: emeka.id }, slot: NOW.toISOString() },
        context(),
      );
    dies = true;
    await expect(together()).rejects.toThrow('killed');
    dies = false;
    await steps('second', nina, 'accept');
    await retold('second');
    await together();
    const [batch = ''] = shown.keys();
    expect(shown.get(batch)).toContain(TAKEN);
  });

  test('and where the platform is silent just then, later', async () => {
    await offered('later');
    meanwhile = async () => {
      await steps('later', nina, 'accept');
      await retold('later');
      busy = key('later', emeka);
    };
    await delivered('later', emeka);
    expect(shown.get(key('later', emeka))).not.toContain(TAKEN);
    busy = null;
    const queued = await fresh.database.query<{ data: unknown }>(
      `SELECT data->'data' AS data FROM queue.job WHERE name = $1`,
      [correctSentMessageJob.id],
    );
    for (const { data } of queued) await correctSentMessage.run(data, context());
    expect(shown.get(key('later', emeka))).toContain(TAKEN);
  });

  test('in the message of the batch that it is part of', async () => {
    for (const id of ['one', 'other']) await offered(id);
    for (const id of ['one', 'other'])
      await fresh.store.messages.save({
        ...(await fresh.store.messages.get(key(id, emeka)))!,
        state: 'deferred',
        dueAt: NOW,
      });
    await deliverBatch.run(
      { to: { kind: 'person', person: emeka.id }, slot: NOW.toISOString() },
      context(),
    );
    const [batch = ''] = shown.keys();
    expect(shown.get(batch)!.match(/Ana hands Kestrel Energy to Onboarding/g)).toHaveLength(2);
    await steps('other', nina, 'accept');
    await retold('other');
    expect(shown.get(batch)).toContain(TAKEN);
    expect(shown.get(batch)!.match(/Ana hands Kestrel Energy to Onboarding/g)).toHaveLength(1);
  });

  test('an edit that comes late is followed by the newer one', async () => {
    await offered('races');
    await delivered('races', emeka);
    await steps('races', nina, 'accept');
    // The newer state is shown first, then the older edit arrives.
    meanwhile = async () => {
      await steps('races', nina, 'done');
      await retold('races');
    };
    await retold('races');
    expect(shown.get(key('races', emeka))).toContain('Nina finished the handoff');
  });

  test('one platform that is silent holds up no other, and is asked again', async () => {
    await offered('silent');
    await Promise.all([nina, emeka].map((person) => delivered('silent', person)));
    await steps('silent', nina, 'accept');
    busy = key('silent', nina);
    await expect(retold('silent')).rejects.toThrow(Upstream);
    expect(shown.get(key('silent', emeka))).toContain(TAKEN);
    busy = null;
    await retold('silent');
    expect(shown.get(key('silent', nina))).toContain('Kestrel Energy is yours');
  });
});
