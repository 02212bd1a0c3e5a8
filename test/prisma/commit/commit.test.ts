import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { deliverMessageJob } from '../../../crm/notification/jobs.ts';
import { defineJobKind } from '../../../crm/queue.ts';
import type { AuditEvent } from '../../../crm/store/audit.ts';
import type { Change } from '../../../crm/store/change.ts';
import { sendJob } from '../../../crm/store/change.ts';
import type { Store } from '../../../crm/store/store.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { at, EVERYTHING } from '../people-of-acme.ts';
import {
  ACCOUNT_OF_ANA,
  ACME,
  ANA,
  BEN,
  handoff,
  MIA,
  messageTo,
  note,
  task,
  timelineEntry,
  win,
} from '../work-of-acme.ts';

const remindJob = defineJobKind('remind', z.unknown());

const NOW = at('2026-11-22T09:00');
const event: AuditEvent = {
  at: NOW,
  person: ANA,
  account: ACCOUNT_OF_ANA,
  place: 'direct D1',
  action: 'note',
  customer: ACME,
  detail: {},
};

describe.each(BACK_ENDS)('what is committed, %s', (backEnd) => {
  let opened: FreshStore;
  let store: Store;
  beforeAll(async () => {
    opened = await freshStore(backEnd, () => NOW);
    ({ store } = opened);
  });
  afterAll(() => opened.close());

  /** Everything queued about this key, as `job data`. */
  async function jobs(key: string): Promise<string[]> {
    const rows = await opened.database.query<{ name: string; data: { data: unknown } }>(
      'SELECT name, data FROM queue.job WHERE strpos(data::text, $1) > 0 ORDER BY name, data::text',
      [`"${key}"`],
    );
    return rows.map(({ name, data }) => `${name} ${JSON.stringify(data.data)}`);
  }

  test('before anybody started the queue, the work is stored and what it sends is queued', async () => {
    const hers = note('n1');
    const changes: Change[] = [
      { kind: 'note', note: hers },
      { kind: 'message', message: messageTo(BEN, 'n1') },
      {
        kind: 'write-back',
        writeBack: { key: 'n1', customerId: ACME, subject: { kind: 'note', id: 'n1' } },
      },
      sendJob(remindJob, { note: 'n1' }, { key: 'n1', after: at('2099-01-01T00:00') }),
      { kind: 'audit', event },
    ];
    expect(await store.commit(changes, NOW)).toBe('done');
    expect(await store.notes.get('n1')).toEqual(hers);
    expect(await store.messages.get('n1')).toEqual({
      ...messageTo(BEN, 'n1'),
      sender: ANA,
      state: 'waiting',
      createdAt: NOW,
      dueAt: null,
      sentAt: null,
      actedAt: null,
      sentAs: null,
    });
    expect(await store.writeBacks.get('n1')).toMatchObject({
      key: 'n1',
      customerId: ACME,
      subject: { kind: 'note', id: 'n1' },
      state: 'waiting',
      url: null,
      fault: null,
      at: NOW,
    });
    expect(await jobs('n1')).toEqual([
      'deliver-message {"key":"n1"}',
      'remind {"note":"n1"}',
      'write-back {"key":"n1"}',
    ]);
    expect(await opened.store.audit.search({ customer: ACME, limit: 9 })).toMatchObject([event]);
    // The queue is told how long to wait, by the clock that is handed in: its own may show another day.
    const [remind] = await opened.database.query<{ waits: number }>(
      `SELECT round(extract(epoch FROM start_after - created_on))::float AS waits FROM queue.job WHERE name = 'remind'`,
    );
    const asked = (at('2099-01-01T00:00').getTime() - NOW.getTime()) / 1000;
    expect(Math.abs((remind?.waits ?? 0) - asked)).toBeLessThan(60);
  });

  test('a change of another version than the next is stale, and what came with it is left out', async () => {
    const offered = handoff('h1');
    expect(await store.commit([{ kind: 'handoff', handoff: offered }])).toBe('done');
    for (const version of [1, 3]) {
      const changes: Change[] = [
        { kind: 'task', task: task(`h1-${version}`) },
        { kind: 'message', message: messageTo(ANA, `h1-${version}`) },
        { kind: 'handoff', handoff: handoff('h1', { version, state: 'accepted' }) },
      ];
      expect(await store.commit(changes)).toBe('stale');
      expect([
        await store.tasks.get(`h1-${version}`),
        await store.messages.get(`h1-${version}`),
        await jobs(`h1-${version}`),
      ]).toEqual([null, null, []]);
    }
    expect(await store.handoffs.get('h1')).toEqual(offered);
    const accepted = handoff('h1', {
      version: 2,
      state: 'accepted',
      to: { kind: 'department', department: 'support' },
      holder: null,
      decidedAt: NOW,
    });
    expect(await store.commit([{ kind: 'handoff', handoff: accepted }])).toBe('done');
    expect(await store.handoffs.get('h1')).toEqual(accepted);
    expect(await store.commit([{ kind: 'note', note: note('never', { version: 2 }) }])).toBe(
      'stale',
    );
  });

  test('a change that fails after all others leaves nothing, not even a queued job', async () => {
    const broken = { ...event, place: null as never };
    const changes: Change[] = [
      { kind: 'note', note: note('n2') },
      { kind: 'entry', entry: timelineEntry('n2') },
      { kind: 'message', message: messageTo(BEN, 'n2') },
      {
        kind: 'write-back',
        writeBack: { key: 'n2', customerId: ACME, subject: { kind: 'note', id: 'n2' } },
      },
    ];
    await expect(store.commit([...changes, { kind: 'audit', event: broken }])).rejects.toThrow();
    expect([
      await store.notes.get('n2'),
      await store.messages.get('n2'),
      await store.writeBacks.get('n2'),
      await jobs('n2'),
    ]).toEqual([null, null, null, []]);
    expect(
      await opened.store.timeline.entry(ACME, { source: 'rapport', externalId: 'n2' }, EVERYTHING),
    ).toBeNull();
    expect(await store.commit(changes)).toBe('done');
    expect(await jobs('n2')).toHaveLength(2);
  });

  test('of ten who accept at once one does, and the giver is told once', async () => {
    await store.commit([{ kind: 'handoff', handoff: handoff('h2') }]);
    const accept = (by: number): Change[] => [
      { kind: 'message', message: messageTo(ANA, 'h2-accepted') },
      sendJob(remindJob, { by, about: 'h2-job' }, { key: `h2-job-${by}` }),
      {
        kind: 'handoff',
        handoff: handoff('h2', { version: 2, state: 'accepted', decision: `by ${by}` }),
      },
    ];
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, by) => store.commit(accept(by))),
    );
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(results.filter((result) => result === 'stale')).toHaveLength(9);
    const winner = results.indexOf('done');
    expect((await store.handoffs.get('h2'))?.decision).toBe(`by ${winner}`);
    expect(await jobs('h2-accepted')).toEqual(['deliver-message {"key":"h2-accepted"}']);
    expect(await jobs('h2-job')).toEqual([`remind {"by":${winner},"about":"h2-job"}`]);
  });

  test('the same messages from many at once, in any order, are one of each, as the first said', async () => {
    const keys = ['m1', 'm2', 'm3', 'm4'];
    const commits = Array.from({ length: 10 }, (_, n) =>
      (n % 2 ? keys : keys.toReversed()).flatMap((key): Change[] => [
        { kind: 'message', message: messageTo(MIA, key, { line: `${key} of ${n}` }) },
        {
          kind: 'write-back',
          writeBack: { key, customerId: ACME, subject: { kind: 'owner', person: MIA } },
        },
      ]),
    );
    expect(new Set(await Promise.all(commits.map((changes) => store.commit(changes))))).toEqual(
      new Set(['done']),
    );
    for (const key of keys)
      expect(await jobs(key)).toEqual([
        `deliver-message {"key":"${key}"}`,
        `write-back {"key":"${key}"}`,
      ]);
    const before = await store.messages.get('m1');
    expect(
      await store.commit([{ kind: 'message', message: messageTo(ANA, 'm1', { line: 'later' }) }]),
    ).toBe('done');
    expect(await store.messages.get('m1')).toEqual(before);
  });

  test('work that changes in opposite orders is not locked out', async () => {
    const ids = ['t1', 't2', 't3'];
    await store.commit(ids.map((id) => ({ kind: 'task', task: task(id) })));
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        store.commit(
          (n % 2 ? ids : ids.toReversed()).map((id) => ({
            kind: 'task',
            task: task(id, { version: 2, reminders: n }),
          })),
        ),
      ),
    );
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    const reminders = await Promise.all(
      ids.map(async (id) => (await store.tasks.get(id))?.reminders),
    );
    expect(reminders).toEqual(ids.map(() => results.indexOf('done')));
  });

  test('an entry stands on the timeline, is replaced under its key and taken away', async () => {
    const key = { source: 'rapport' as const, externalId: 'note:n9' };
    const read = () => opened.store.timeline.entry(ACME, key, EVERYTHING);
    await store.commit([
      { kind: 'entry', entry: timelineEntry('note:n9', { money: { amount: 5, currency: 'EUR' } }) },
    ]);
    expect(await read()).toEqual({
      ...timelineEntry('note:n9', { money: { amount: 5, currency: 'EUR' } }),
      person: null,
      contact: null,
    });
    await store.commit([
      { kind: 'entry', entry: timelineEntry('note:n9', { at: NOW, title: 'Ana changed it' }) },
    ]);
    expect(await read()).toMatchObject({ at: NOW, title: 'Ana changed it', money: null });
    await store.commit([{ kind: 'no-entry', customerId: ACME, ...key }]);
    expect(await read()).toBeNull();
  });

  test('a turn is taken once, by the rotation’s name however it is written', async () => {
    await store.rotations.save({ name: 'Onboarding', members: [BEN, MIA], next: 0 });
    const turn = { kind: 'turn', rotation: 'onboarding', from: 0, to: 1 } as const;
    expect(await Promise.all([store.commit([turn]), store.commit([turn])])).toEqual(
      expect.arrayContaining(['done', 'stale']),
    );
    expect(await store.rotations.get('ONBOARDING')).toEqual({
      name: 'Onboarding',
      members: [BEN, MIA],
      next: 1,
    });
  });

  test('two reports of one deal are one win, until it is retracted', async () => {
    const report = (id: string): Change[] => [
      { kind: 'win', win: win(id, { about: 'crm:deal:7' }) },
    ];
    expect(
      (await Promise.all([store.commit(report('w1')), store.commit(report('w2'))])).toSorted(),
    ).toEqual(['done', 'stale']);
    const kept = (await store.wins.get('w1')) ?? (await store.wins.get('w2'));
    if (!kept) throw new Error('No win was kept');
    expect(
      await store.commit([{ kind: 'win', win: { ...kept, version: 2, state: 'retracted' } }]),
    ).toBe('done');
    expect(await store.commit(report('w3'))).toBe('done');
    expect(await store.commit([{ kind: 'win', win: { ...kept, version: 3 } }])).toBe('stale');
  });

  test('text that no database takes is stored without what it does not take', async () => {
    const hostile = 'a\0b \ud800 c';
    const changes: Change[] = [
      {
        kind: 'note',
        note: note('n3', {
          body: hostile,
          history: [{ at: NOW, body: hostile, visibility: 'everyone' }],
        }),
      },
      {
        kind: 'message',
        message: messageTo(BEN, 'n3', { line: hostile, view: { title: hostile } }),
      },
      { kind: 'entry', entry: timelineEntry('n3', { title: hostile, body: hostile }) },
      sendJob(remindJob, { words: hostile, note: 'n3-job' }, { key: 'n3' }),
    ];
    expect(await store.commit(changes)).toBe('done');
    const kept = 'ab \ufffd c';
    expect(await store.notes.get('n3')).toMatchObject({ body: kept, history: [{ body: kept }] });
    expect(await store.messages.get('n3')).toMatchObject({ line: kept, view: { title: kept } });
    expect(await jobs('n3-job')).toEqual([
      `remind ${JSON.stringify({ note: 'n3-job', words: kept })}`,
    ]);
  });

  test('a great many messages of one event are one commit, and each is handed out once', {
    timeout: 60_000,
  }, async () => {
    const many = backEnd === 'server' ? 1000 : 100;
    const keys = Array.from({ length: many }, (_, n) => `follower-${n}`);
    const handed: string[] = [];
    const all = Promise.withResolvers<void>();
    await opened.queue.work(deliverMessageJob, async (data) => {
      const { key } = data as { key: string };
      if (key.startsWith('follower-')) handed.push(key);
      if (handed.length === keys.length) all.resolve();
    });
    expect(
      await store.commit(keys.map((key) => ({ kind: 'message', message: messageTo(MIA, key) }))),
    ).toBe('done');
    const [count] = await opened.database.query<{ messages: number; jobs: number }>(
      `SELECT (SELECT count(*)::int FROM message WHERE key LIKE 'follower-%') AS messages, (SELECT count(*)::int FROM queue.job WHERE data->'data'->>'key' LIKE 'follower-%') AS jobs`,
    );
    expect(count).toEqual({ messages: many, jobs: many });
    await opened.queue.start();
    await all.promise;
    await opened.queue.stop();
    expect(handed.toSorted()).toEqual(keys.toSorted());
  });
});
