import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { summaryOf } from '../../../bot/cli/import-summary.ts';
import { toText } from '../../../cards/view/text.ts';
import { text, type View } from '../../../cards/view/view.ts';
import { loadMapping } from '../../../crm/connectors/csv/load.ts';
import { planImport } from '../../../crm/connectors/csv/plan.ts';
import { runImport } from '../../../crm/connectors/csv/run.ts';
import { memoryCrm } from '../../../crm/connectors/memory.ts';
import { CustomerId } from '../../../crm/customer/customer.ts';
import type { Erasure } from '../../../crm/erasure/erasure.ts';
import { eraseJob } from '../../../crm/erasure/jobs.ts';
import type { NewMessage } from '../../../crm/notification/message.ts';
import { Upstream } from '../../../crm/problem.ts';
import type { Store } from '../../../crm/store/store.ts';
import { endErasureQuestions } from '../../../jobs/erasure/end-questions.ts';
import { eraseAgreed } from '../../../jobs/erasure/erase.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { correctSentMessage } from '../../../jobs/notification/catch-up.ts';
import { deliverBatch } from '../../../jobs/notification/deliver-batch.ts';
import { deliverMessage } from '../../../jobs/notification/deliver-message.ts';
import { postMessage } from '../../../jobs/notification/post-message.ts';
import { type Reapplied, reapplyErasures } from '../../../prisma/erasure/reapply.ts';
import type { StoredQueue } from '../../../prisma/queue/queue.ts';
import { importRunsOn } from '../../../prisma/records/import-runs.ts';
import { openStore, storeOn } from '../../../prisma/store.ts';
import { smallFolder } from '../../small-import.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { contact, customer, departments, employee, entry, idOf } from '../people-of-acme.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
const now = () => NOW;
const PLACE = {
  platform: 'slack',
  tenant: 'T1',
  kind: 'channel' as const,
  id: 'C1',
  name: 'sales',
  shared: false,
};
const ZORGON = customer('z-1', { name: 'Zorgon "Robotics"', domains: ['zorgon.example'] });
const RECORDS = [
  ...departments,
  employee('lea', { role: 'administrator' }),
  employee('ana', { role: 'administrator' }),
  ZORGON,
  contact('zc', 'z-1', { name: 'Ivo Quast', email: 'ivo@zorgon.example' }),
  entry('ze', 'z-1'),
  customer('y-1', { name: 'Yttria', domains: ['yttria.example'] }),
];

describe.each(BACK_ENDS)('%s', (backEnd) => {
  let opened: FreshStore;
  let store: Store;
  let folder: string;
  beforeEach(async () => {
    opened = await freshStore(backEnd, now);
    folder = mkdtempSync(join(temporaryFolder(), 'erasure-'));
    store = storeOn(opened.database, opened.queue as StoredQueue, { now, dataDir: folder });
    await store.records.save(RECORDS);
  });
  afterEach(async () => {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const left = async (word: string): Promise<string[]> => {
    const tables = await opened.database.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );
    const found: string[] = [];
    for (const { name } of tables)
      if (
        (
          await opened.database.query(
            // Random keys hold any short word by chance.
            `SELECT 1 FROM ${name} t WHERE position($1 IN to_jsonb(t)::text) > 0
               AND to_jsonb(t)->>'key' IS DISTINCT FROM 'erasure-keys' LIMIT 1`,
            [word],
          )
        ).length > 0
      )
        found.push(name);
    return found;
  };
  const agreedOn = async (id: string, name = 'Zorgon "Robotics"'): Promise<Erasure> => {
    const people = await store.people.all();
    const byName = (one: string) => people.find((person) => person.name === one)!.id;
    const asked: Erasure = {
      id,
      version: 1,
      state: 'asked',
      subject: 'customer',
      about: { customerId: await idOf(store, name), contacts: [], name, terms: null },
      counts: {},
      askedBy: byName('lea'),
      askedAt: NOW,
      answeredBy: null,
      answeredAt: null,
      finishedAt: null,
      proof: null,
      refused: 0,
    };
    await store.commit([{ kind: 'erasure', erasure: asked }]);
    const agreed: Erasure = {
      ...asked,
      version: 2,
      state: 'agreed',
      answeredBy: byName('ana'),
      answeredAt: NOW,
    };
    await store.commit([{ kind: 'erasure', erasure: agreed }]);
    return agreed;
  };
  const context = (update: JobContext['update']) =>
    ({
      store,
      now,
      update,
      connectors: [],
      reader: () => ({ locale: 'en-GB', zone: 'Europe/Berlin', now: NOW }),
      readerOf: () => ({ locale: 'en-GB', zone: 'Europe/Berlin', now: NOW }),
    }) as unknown as JobContext;

  const post = (id: CustomerId) => ({
    customer: id,
    place: PLACE,
    reference: '1.1',
    view: { title: 'Zorgon "Robotics"', blocks: [] },
    at: NOW,
  });
  const message = (key: string, customerId: CustomerId | null, title: string): NewMessage => ({
    key,
    subject: { kind: 'other', id: key, role: 'other', version: null },
    to: { kind: 'place', place: PLACE },
    kind: 'handoff',
    customerId,
    line: title,
    why: '',
    view: { title, blocks: [text(`${title} waits.`)] },
    pressing: true,
    sender: null,
  });

  /** The outcome of a start; beside an embedded store no other one can be opened. */
  const startedAgain = async (): Promise<Reapplied | null> => {
    if (backEnd === 'embedded') return reapplyErasures(opened.database, folder);
    const next = await openStore(opened.place, { now, dataDir: folder });
    await next.store.close();
    return next.reapplied;
  };

  // The embedded store takes ten times as long, and speaks the same SQL below.
  test.runIf(backEnd === 'server')(
    'broken off in the middle it begins again, and nothing is left; what was erased comes back by no connector, import or tool',
    async () => {
      const id = await idOf(store, 'Zorgon "Robotics"');
      await store.erasures.savePost(post(id));
      const items = [
        { account: 'z-1', text: 'a' },
        { name: 'Yttria' },
        { email: 'IVO@zorgon.example' },
      ];
      await store.commit([
        {
          kind: 'received',
          delivery: {
            source: 'crm',
            key: 'k',
            digest: 'd',
            signature: 's',
            receivedAt: NOW,
            items,
          },
        },
      ]);
      mkdirSync(join(folder, 'rejects'));
      mkdirSync(join(folder, 'exports'));
      const rejects = join(folder, 'rejects', 'small.csv');
      const kept = 'file,line,reason\na.csv,2,"no\nname"\n';
      writeFileSync(
        rejects,
        `${kept}a.csv,3,"Zorgon ""Robotics"" has\nno day",IVO@ZORGON.EXAMPLE\n`,
      );
      writeFileSync(join(folder, 'exports', `${id}-1.zip`), 'x');
      await agreedOn('er');
      const edits: string[] = [];
      const down = context(async () => {
        throw new Upstream('slack', 'unavailable');
      });
      await expect(eraseAgreed.run({ erasure: 'er' }, down)).rejects.toThrow();
      expect((await store.erasures.get('er'))?.state).toBe('agreed');
      const up = context(async ({ reference, hides }) => {
        edits.push(`${reference} ${hides}`);
        return 'done';
      });
      await eraseAgreed.run({ erasure: 'er' }, up);
      await eraseAgreed.run({ erasure: 'er' }, up);
      expect(edits).toEqual(['1.1 true']);
      expect(await store.erasures.savePost(post(id)), 'a card that was on its way').toBe(false);
      const done = await store.erasures.get('er');
      expect(done).toMatchObject({ state: 'done', about: null });
      for (const word of ['Zorgon', 'zorgon', 'Ivo', id, 'z-1'])
        expect(await left(word)).toEqual([]);
      expect(await store.erasures.proven('zorgon "robotics"')).toHaveLength(1);
      expect(readFileSync(rejects, 'utf8')).toBe(kept);
      expect(existsSync(join(folder, 'exports', `${id}-1.zip`))).toBe(false);
      const [delivery] = await opened.database.query('SELECT items FROM ingest_delivery');
      expect(delivery).toEqual({ items: [{ erased: true }, { name: 'Yttria' }, { erased: true }] });
      expect((await store.deliveries.unsaved({ source: 'crm', key: 'k' }))?.items).toEqual([
        { item: { name: 'Yttria' }, position: 1 },
      ]);

      const crm = memoryCrm({ id: 'crm', customers: [ZORGON, customer('new', { name: 'Newco' })] });
      const reading = { source: 'crm', id: 'r1' };
      await store.readings.begin(reading, { now: NOW, activeSince: NOW });
      expect(await store.readings.save(reading, await crm.reader.changesSince(null))).toEqual([]);
      const { mapping, folder: files } = smallFolder(
        folder,
        ['1,2,2026-01-02,zeal,'],
        ['2,Globex,2024-02-01'],
      );
      await store.records.save([
        customer('9', {
          source: 'small',
          name: 'Zorgon',
          references: [{ source: 'crm', externalId: 'z-1', url: null }],
        }),
      ]);
      const plan = await planImport(loadMapping(mapping), files);
      const imported = await runImport({
        store: importRunsOn(opened.database),
        plan,
        now,
        rejects: join(folder, 'r.csv'),
      });
      expect(summaryOf(imported, plan)).not.toContain('erased');
      expect(await left('Zorgon')).toEqual([]);
      expect((await store.customers.find('newco', 1))[0]?.customer.name).toBe('Newco');
      expect((await store.erasures.get('er'))?.refused).toBe(2);

      await agreedOn('of-globex', 'Globex');
      await eraseAgreed.run({ erasure: 'of-globex' }, up);
      const again = await runImport({
        store: importRunsOn(opened.database),
        plan,
        now: () => new Date(NOW.getTime() + 1000),
        rejects: join(folder, 'r2.csv'),
      });
      expect(summaryOf(again, plan)).toContain('2 records were left out, since somebody erased');
      expect(await left('Globex')).toEqual([]);
    },
  );

  test('words on their way at that moment stand nowhere in the end: alone, in a batch, under it, as a shared card', async () => {
    const id = await idOf(store, 'Zorgon "Robotics"');
    const [name, other] = ['Zorgon "Robotics"', 'Yttria'];
    await agreedOn('er');
    const standing = new Map<string, string>();
    const refused = new Set<string>();
    const [erased, allAreSent] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const sent = new Set<string>();
    const on = {
      ...context(async ({ reference, view }) => {
        // Each edit is refused once.
        if (!refused.has(reference)) {
          refused.add(reference);
          throw new Upstream('slack', 'unavailable');
        }
        standing.set(reference, toText(view));
        return 'done';
      }),
      threads: () => true,
      deliver: async ({ key, view }: { key: string; view: View }) => {
        const earlier = standing.has(key);
        if (!earlier) standing.set(key, toText(view));
        if (!key.startsWith('detail:') && sent.add(key).size === 4) allAreSent.resolve();
        await erased.promise;
        return { kind: 'posted' as const, reference: key, ...(earlier && { earlier }) };
      },
    } as JobContext;
    await store.commit(
      [
        message('of-yttria', null, other),
        message('in-batch', id, name),
        message('before', id, name),
        message('alone', id, name),
        message('plain', null, `${other}, not ${name}`),
      ].map((one) => ({ kind: 'message', message: one })),
    );
    for (const key of ['of-yttria', 'in-batch'])
      await store.messages.save({ key, state: 'deferred', dueAt: NOW, sentAt: null, sentAs: null });
    await store.messages.sent(['before'], NOW, { place: PLACE, reference: '9.8' });
    await store.postAttempts.save(PLACE, 'detail:before', {
      state: 'posted',
      reference: '9.9',
      at: NOW,
    });
    const slot = NOW.toISOString();
    const shared = { place: PLACE, view: post(id).view, key: 'shared', customer: id };
    const jobs = [
      deliverBatch.run({ to: { kind: 'place', place: PLACE }, slot }, on),
      deliverMessage.run({ key: 'alone' }, on),
      deliverMessage.run({ key: 'plain' }, on),
      postMessage.run(shared, on),
    ];
    await allAreSent.promise;
    expect([...standing.values()].every((words) => words.includes(name))).toBe(true);
    await store.erasures.erase('er');
    erased.resolve();
    expect((await Promise.allSettled(jobs)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    // The queue goes on with what was refused.
    const queued = await opened.database.query<{ data: unknown }>(
      `SELECT data->'data' AS data FROM queue.job WHERE name = 'correct-sent-message'`,
    );
    for (const run of [
      () => postMessage.run(shared, on),
      ...queued.map(
        ({ data }) =>
          () =>
            correctSentMessage.run(data, on),
      ),
    ])
      await run().catch(run);
    const words = Object.fromEntries(standing);
    expect(words).toMatchObject({ alone: 'This was erased.', shared: 'This was erased.' });
    expect(words['batch:in-batch']).toMatch(/^1 thing since 11:14\n11:14 Handoff: Yttria\n/);
    expect(words['detail:in-batch']).toMatch(/^This was erased/);
    expect(words['plain']).toMatch(/^Yttria, not \[erased\]\n/);
    expect(JSON.stringify(words)).not.toContain('Zorgon');
    expect((await store.erasures.posts('er')).map(({ what }) => what)).toContainEqual({
      kind: 'post',
      place: PLACE,
      reference: '9.9',
    });
  });

  test('another machine lists it too, and keeps it out of its own restored backup', async () => {
    await agreedOn('er');
    await eraseAgreed.run(
      { erasure: 'er' },
      context(async () => 'done'),
    );
    const elsewhere = join(folder, 'elsewhere');
    const other = storeOn(opened.database, opened.queue as StoredQueue, {
      now,
      dataDir: elsewhere,
    });
    await other.erasures.keepList();
    await other.erasures.keepList();
    const files = ['list.jsonl', 'keys.json'].map((name) => join('erasures', name));
    for (const file of files)
      expect(readFileSync(join(elsewhere, file), 'utf8')).toBe(
        readFileSync(join(folder, file), 'utf8'),
      );
  });

  test('one that could not end, since the data folder broke, begins again after an hour', async () => {
    await agreedOn('er');
    const begun = async (minutes: number) => {
      const slot = new Date(NOW.getTime() + minutes * 60_000).toISOString();
      const on = { ...context(async () => 'done'), id: () => 'x' };
      await endErasureQuestions.run({ slot }, on);
      const jobs = await opened.database.query<{ data: unknown }>(
        `SELECT data->'data' AS data FROM queue.job WHERE name = $1`,
        [eraseJob.id],
      );
      return jobs.map(({ data }) => data);
    };
    const first = await begun(33);
    expect(await begun(93)).toEqual([...first, { erasure: 'er' }]);
  });

  test('a store that is restored from an older backup loses it again, by hashes alone', async () => {
    await agreedOn('er');
    await eraseAgreed.run(
      { erasure: 'er' },
      context(async () => 'done'),
    );
    const list = readFileSync(join(folder, 'erasures', 'list.jsonl'), 'utf8');
    // A short word may stand in a hash by chance.
    expect(list).not.toMatch(/zorgon|quast|"z-1"/i);
    // As it was before the erasure.
    await opened.database.query('DELETE FROM tombstone');
    await opened.database.query('DELETE FROM erasure');
    await opened.database.query("DELETE FROM setting WHERE key = 'erasure-keys'");
    await store.records.save(RECORDS);
    expect(await left('Zorgon')).not.toEqual([]);
    // A kill tore the line of the next one.
    appendFileSync(join(folder, 'erasures', 'list.jsonl'), '{"id":"torn');
    expect(await startedAgain()).toEqual({
      erased: 1,
      isThere: true,
      damaged: [`line ${list.split('\n').length} of ${join(folder, 'erasures', 'list.jsonl')}`],
    });
    expect([await left('Zorgon'), await left('Ivo')]).toEqual([[], []]);
    expect((await reapplyErasures(opened.database, folder)).erased).toBe(0);
    await store.records.save(RECORDS);
    expect(await left('Zorgon')).toEqual([]);
    expect(
      CustomerId.parse((await store.customers.find('yttria', 1))[0]?.customer.id),
    ).toBeTruthy();
  });
});
