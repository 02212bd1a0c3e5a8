import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NO_CONSENTS } from '../../../crm/connection/consents.ts';
import type { RemoteNote } from '../../../crm/connector.ts';
import { type CrmFault, type MemoryCrm, memoryCrm } from '../../../crm/connectors/memory.ts';
import type { CustomerId } from '../../../crm/customer/customer.ts';
import type { CustomerRecord } from '../../../crm/customer/records.ts';
import type { FileSource } from '../../../crm/note/file-copy.ts';
import type { Note } from '../../../crm/note/note.ts';
import { type NoteStep, stepNote, writeNote } from '../../../crm/note/rules.ts';
import type { Person } from '../../../crm/person/person.ts';
import { Upstream } from '../../../crm/problem.ts';
import type { Task } from '../../../crm/task/task.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { writeBack } from '../../../jobs/note/write-back.ts';
import { company } from '../../crm/connectors/companies.ts';
import { demoOrganisation } from '../../demo-organisation.ts';
import { type FreshStore, freshStore } from '../../store.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const HOUR = 3_600_000;

describe('what is written here comes to the CRM', () => {
  let opened: FreshStore;
  let [ana, acme, reference] = [{} as Person, '' as CustomerId, ''];
  let crm: MemoryCrm;
  let serial = 0;
  const next = (what: string): string => {
    serial += 1;
    return `${what}-${serial}`;
  };
  const clock = { now: NOW };
  const faults: CrmFault[] = [];
  const records = demoOrganisation(NOW);

  beforeAll(async () => {
    opened = await freshStore('server', () => clock.now);
    await opened.store.records.save(records);
    ana = (await opened.store.people.byEmail('ana@rapport.example')) as Person;
    acme = (await opened.store.customers.find('Acme Industries', 1))[0]!.customer.id;
    reference = (await opened.store.customers.references(acme)).find(
      ({ source }) => source === 'crm',
    )!.externalId;
  });
  beforeEach(() => {
    faults.length = 0;
    clock.now = NOW;
    crm = memoryCrm({
      id: 'crm',
      name: 'the CRM',
      customers: records.filter((record): record is CustomerRecord => record.kind === 'customer'),
      address: 'https://crm.example',
      faults: () => faults.shift() ?? null,
    });
  });
  afterAll(() => opened.close());

  const context = (with_: Partial<JobContext> = {}): JobContext =>
    ({
      store: opened.store,
      now: () => clock.now,
      connectors: [crm],
      consents: NO_CONSENTS,
      id: () => next('id'),
      readerOf: ({ locale, zone }) => ({ locale, zone, now: clock.now }),
      deliver: nothing,
      update: nothing,
      direct: nothing,
      threads: () => false,
      standsIn: () => false,
      ...with_,
    }) as JobContext;
  const run = (key: string, with_?: Partial<JobContext>) => writeBack.run({ key }, context(with_));
  const keyOf = ({ id, version }: Note) => `note:${id}:${version}`;

  async function commit(note: Note): Promise<Note> {
    expect(
      await opened.store.commit(
        [
          { kind: 'note', note },
          {
            kind: 'write-back',
            writeBack: {
              key: keyOf(note),
              customerId: note.customerId,
              subject: { kind: 'note', id: note.id },
            },
          },
        ],
        clock.now,
      ),
    ).toBe('done');
    return note;
  }
  async function noted(
    body: string,
    change: Partial<Parameters<typeof writeNote>[0]> = {},
  ): Promise<Note> {
    const outcome = writeNote(
      {
        id: next('note'),
        customerId: acme,
        authorId: ana.id,
        body,
        visibility: 'everyone',
        origin: null,
        ...change,
      },
      clock.now,
    );
    if (outcome.kind !== 'changed') throw new Error(outcome.kind);
    return commit(outcome.note);
  }
  async function changed(note: Note, step: NoteStep): Promise<Note> {
    const outcome = stepNote(note, step, { by: ana.id, now: clock.now });
    if (outcome.kind !== 'changed') throw new Error(outcome.kind);
    return commit(outcome.note);
  }
  const state = (note: Note) => opened.store.writeBacks.get(keyOf(note));
  const bodies = () => crm.notes().map(({ body }) => body);

  test('a note, under its customer, with where it stands', async () => {
    const note = await noted('one invoice');
    await run(keyOf(note));
    expect(crm.notes()).toMatchObject([{ customer: reference, body: 'one invoice', at: NOW }]);
    expect(await state(note)).toMatchObject({
      state: 'done',
      fault: null,
      url: expect.stringContaining('https://crm.example/notes/'),
    });
  });

  test('done twice is done once', async () => {
    const note = await noted('once');
    await Promise.all([run(keyOf(note)), run(keyOf(note))]);
    await run(keyOf(note));
    expect(bodies()).toEqual(['once']);
  });

  test('a copy that was thought dead does not open again what another one ended', async () => {
    const note = await noted('by two');
    const old = (await state(note))!;
    await run(keyOf(note));
    const done = await state(note);
    await opened.store.writeBacks.save({ ...old, remoteId: '' });
    expect(await state(note)).toEqual(done);
  });

  test('an edit changes the note there, in whatever order they are worked on', async () => {
    const first = await noted('old');
    const second = await changed(first, { kind: 'edit', body: 'new', visibility: 'everyone' });
    await run(keyOf(second));
    await run(keyOf(first));
    expect(bodies()).toEqual(['new']);
    const third = await changed(second, { kind: 'edit', body: 'newest', visibility: 'everyone' });
    await Promise.all([run(keyOf(third)), run(keyOf(first)), run(keyOf(second))]);
    expect(bodies()).toEqual(['newest']);
  });

  test('taken back while it was on its way: nothing stays there', async () => {
    const note = await noted('a mistake');
    // The CRM is told, and before it answers the author takes the note back and that is worked on, too.
    const slow = {
      ...crm,
      writer: {
        ...crm.writer,
        addNote: async (sent: RemoteNote) => {
          const written = await crm.writer.addNote(sent);
          await run(keyOf(await changed(note, { kind: 'delete' })));
          return written;
        },
      },
    };
    await run(keyOf(note), { connectors: [slow] });
    expect(bodies()).toEqual(['']);
  });

  test('taken back before: it never comes there', async () => {
    const note = await noted('a mistake');
    const gone = await changed(note, { kind: 'delete' });
    await run(keyOf(note));
    await run(keyOf(gone));
    expect(crm.notes()).toEqual([]);
    expect(await state(gone)).toMatchObject({ state: 'done' });
  });

  test.each([['delete' as const], ['show-to' as const]])(
    'the CRM has it, the answer is lost, and then %s: nothing of it stays there',
    async (step) => {
      const note = await noted('a mistake');
      faults.push({ kind: 'answer-lost' });
      await expect(run(keyOf(note))).rejects.toThrow(Upstream);
      const after = await changed(
        note,
        step === 'delete' ? { kind: 'delete' } : { kind: 'show-to', visibility: 'department' },
      );
      await run(keyOf(note));
      await run(keyOf(after));
      expect(bodies()).toEqual(['']);
    },
  );

  test('the copy that told the CRM was killed before it knew, and then it was taken back: nothing of it stays there', async () => {
    const note = await noted('a mistake');
    const killed = {
      ...crm,
      writer: {
        ...crm.writer,
        addNote: async (sent: RemoteNote) => {
          await crm.writer.addNote(sent);
          return new Promise<never>(() => {});
        },
      },
    };
    void run(keyOf(note), { connectors: [killed] });
    await expect.poll(bodies).toEqual(['a mistake']);
    await run(keyOf(await changed(note, { kind: 'delete' })));
    expect(bodies()).toEqual(['']);
  });

  test('only for a department: it stays here, and what was there is emptied', async () => {
    const kept = await noted('between us', { visibility: 'department' });
    await run(keyOf(kept));
    expect([crm.notes(), (await state(kept))?.fault]).toEqual([
      [],
      expect.stringContaining('stays here'),
    ]);
    const open = await noted('for all');
    await run(keyOf(open));
    const narrowed = await changed(open, { kind: 'show-to', visibility: 'department' });
    await run(keyOf(narrowed));
    expect(bodies()).toEqual(['']);
    await run(keyOf(await changed(narrowed, { kind: 'show-to', visibility: 'everyone' })));
    expect(bodies()).toEqual(['for all']);
  });

  test('an answer that was lost makes no second note', async () => {
    const note = await noted('once');
    faults.push({ kind: 'answer-lost' });
    await expect(run(keyOf(note))).rejects.toThrow(Upstream);
    expect(await state(note)).toMatchObject({
      state: 'waiting',
      fault: 'the CRM does not answer; it comes when it does',
    });
    await run(keyOf(note));
    expect([bodies(), (await state(note))?.state]).toEqual([['once'], 'done']);
  });

  test('two edits whose answers were lost, then one that never left: nobody else changed the note', async () => {
    const first = await noted('one');
    await run(keyOf(first));
    let note = first;
    for (const body of ['two', 'three']) {
      note = await changed(note, { kind: 'edit', body, visibility: 'everyone' });
      faults.push({ kind: 'answer-lost' });
      await expect(run(keyOf(note))).rejects.toThrow(Upstream);
    }
    note = await changed(note, { kind: 'edit', body: 'four', visibility: 'everyone' });
    faults.push({ kind: 'unavailable' });
    await expect(run(keyOf(note))).rejects.toThrow(Upstream);
    expect(bodies()).toEqual(['three']);
    await run(keyOf(note));
    expect([bodies(), (await state(note))?.state]).toEqual([['four'], 'done']);
  });

  test('refused for an hour: it waits longer and longer, says so, and comes once', async () => {
    const note = await noted('patience');
    const waits: number[] = [];
    for (const minutes of [0, 1, 5, 20, 59]) {
      clock.now = new Date(NOW.getTime() + minutes * 60_000);
      faults.push(
        minutes === 5 ? { kind: 'rate-limited', retryAfter: 30_000 } : { kind: 'unavailable' },
      );
      const refused = await run(keyOf(note)).then(
        () => null,
        (cause: unknown) => cause,
      );
      expect(refused).toBeInstanceOf(Upstream);
      waits.push((refused as Upstream).retryAfter ?? -1);
      expect(await state(note)).toMatchObject({
        state: 'waiting',
        fault: expect.stringMatching(minutes === 5 ? /asks us to wait/ : /does not answer/),
      });
    }
    expect(waits).toEqual([1_000, 30_000, 30_000, 600_000, 600_000]);
    clock.now = new Date(NOW.getTime() + HOUR);
    await run(keyOf(note));
    expect([bodies(), (await state(note))?.state]).toEqual([['patience'], 'done']);
  });

  test('a chat that does not hand out a file for a while: the note is there, says so, and the file follows', async () => {
    const from = { platform: 'slack', tenant: 'T1', id: 'F1' };
    const copy = { kind: 'possible' as const, from };
    const file = { name: 'offer.pdf', type: null, size: 3, link: null, copy };
    const origin = { author: 'Ben', link: null, place: null, messages: [], files: [file] };
    const note = await noted('with a file', { origin });
    let isDown = true;
    const files: FileSource = {
      async withFile(_, __, work) {
        if (isDown) throw new Upstream('slack', 'unavailable');
        return work({ kind: 'content', name: '', type: null, bytes: new Uint8Array(3) });
      },
    };
    await expect(run(keyOf(note), { files })).rejects.toMatchObject({ retryAfter: 1_000 });
    expect([crm.notes().length, await state(note)]).toMatchObject([
      1,
      { state: 'waiting', fault: 'In the CRM; its files come when Slack hands them out' },
    ]);
    isDown = false;
    await run(keyOf(note), { files });
    expect([crm.notes().length, crm.files().map(({ name }) => name)]).toEqual([1, ['offer.pdf']]);
    expect(await state(note)).toMatchObject({ state: 'done', fault: null });
  });

  test('rejected: the author hears why, once, and it is not tried again by itself', async () => {
    const note = await noted('too much');
    const reject = (): CrmFault => ({
      kind: 'rejected',
      reason: 'property renewal_risk does not exist',
    });
    faults.push(reject());
    await run(keyOf(note));
    expect(await state(note)).toMatchObject({
      state: 'failed',
      fault: 'the CRM said no: “property renewal_risk does not exist”',
    });
    faults.push(reject());
    await run(keyOf(note));
    const told = await opened.store.messages.get(`${keyOf(note)}:failed`);
    expect(told).toMatchObject({
      to: { kind: 'person', person: ana.id },
      kind: 'mention',
      pressing: false,
      line: 'Acme Industries: the note is not in the CRM',
      why: 'You wrote this note.',
    });
    expect(JSON.stringify(told?.view)).toContain('renewal_risk');
    await run(keyOf(note));
    expect([bodies(), (await state(note))?.state]).toEqual([['too much'], 'done']);
  });

  test('given up after too long: said, and the author hears of it', async () => {
    const note = await noted('forgotten');
    await writeBack.failed?.({ key: keyOf(note) }, new Upstream('crm', 'unavailable'), context());
    expect([
      await state(note),
      await opened.store.messages.get(`${keyOf(note)}:failed`),
    ]).toMatchObject([{ state: 'failed' }, { kind: 'mention' }]);
  });

  test('a customer whom the CRM does not know: it stays here, and says so', async () => {
    const note = await noted('stranger');
    await run(keyOf(note), {
      connectors: [memoryCrm({ id: 'hubspot', name: 'HubSpot', customers: 'any' })],
    });
    expect(await state(note)).toMatchObject({
      state: 'done',
      fault: 'not in HubSpot, so it stays here',
    });
  });

  describe('several systems', () => {
    /** Northwind is known to both, and the first one told us of them. */
    let [northwind, other] = ['' as CustomerId, {} as MemoryCrm];
    beforeAll(async () => {
      const record = {
        ...company('c-northwind', 'Northwind', 'northwind.example', 'crm'),
        references: [{ source: 'hubspot', externalId: 'h-1', url: null }],
      };
      await opened.store.records.save([record]);
      northwind = (await opened.store.customers.find('Northwind', 1))[0]!.customer.id;
    });
    beforeEach(() => {
      crm = memoryCrm({
        id: 'crm',
        name: 'the CRM',
        customers: 'any',
        faults: () => faults.shift() ?? null,
      });
      other = memoryCrm({ id: 'hubspot', name: 'HubSpot', customers: 'any' });
    });
    const both = () => ({ connectors: [other, crm] });
    const there = () => other.notes().map(({ body }) => body);
    const source = async (note: Note) => (await state(note))?.source;

    test('the owner gets it, and no other one', async () => {
      const note = await noted('ours', { customerId: northwind });
      await run(keyOf(note), both());
      expect([bodies(), there(), await source(note)]).toEqual([['ours'], [], 'crm']);
    });

    test.each<[string, CrmFault]>([
      ['its answer was lost', { kind: 'answer-lost' }],
      ['it was down', { kind: 'unavailable' }],
    ])('%s, and then it is not connected: the note waits for it', async (_, fault) => {
      const note = await noted('once only', { customerId: northwind });
      faults.push(fault);
      await expect(run(keyOf(note), both())).rejects.toThrow(Upstream);
      await expect(run(keyOf(note), { connectors: [other] })).rejects.toThrow(Upstream);
      expect(await state(note)).toMatchObject({
        state: 'waiting',
        source: 'crm',
        fault: 'CRM is not connected any more; it comes when it is connected again',
      });
      expect(there()).toEqual([]);
      await run(keyOf(note), both());
      expect([bodies(), there()]).toEqual([['once only'], []]);
    });

    test('the copy that began was killed; an edit and another configuration do not move the note', async () => {
      const note = await noted('begun', { customerId: northwind });
      let told = false;
      const killed = {
        ...crm,
        writer: {
          ...crm.writer,
          addNote: () => {
            told = true;
            return new Promise<never>(() => {});
          },
        },
      };
      void run(keyOf(note), { connectors: [killed, other] });
      await expect.poll(() => told).toBe(true);
      const edited = await changed(note, { kind: 'edit', body: 'later', visibility: 'everyone' });
      await expect(run(keyOf(edited), { connectors: [other] })).rejects.toThrow(Upstream);
      await run(keyOf(edited), both());
      expect([bodies(), there()]).toEqual([['later'], []]);
    });

    test('copies with different configurations that begin at once write to one system', async () => {
      const first = await noted('raced', { customerId: northwind });
      const second = await changed(first, { kind: 'edit', body: 'again', visibility: 'everyone' });
      await Promise.allSettled([
        run(keyOf(first), { connectors: [other] }),
        run(keyOf(second), { connectors: [crm] }),
        run(keyOf(second), both()),
      ]);
      await run(keyOf(second), both());
      expect([...bodies(), ...there()]).toEqual(['again']);
    });

    test('a copy that found its system before another one began in another gives way', async () => {
      const note = await noted('overtaken', { customerId: northwind });
      const { notes } = opened.store;
      const gate = Promise.withResolvers<void>();
      const late = {
        ...opened.store,
        notes: { ...notes, get: (id: string) => gate.promise.then(() => notes.get(id)) },
      };
      const overtaken = run(keyOf(note), { connectors: [crm], store: late });
      const ended = expect(overtaken).rejects.toThrow(Upstream);
      await run(keyOf(note), { connectors: [other] });
      gate.resolve();
      await ended;
      expect([bodies(), there()]).toEqual([[], ['overtaken']]);
    });

    test('not connected for too long: the author hears of it, and can try again', async () => {
      const note = await noted('kept', { customerId: northwind });
      faults.push({ kind: 'unavailable' });
      await expect(run(keyOf(note), both())).rejects.toThrow(Upstream);
      await writeBack.failed?.(
        { key: keyOf(note) },
        new Upstream('crm', 'unavailable'),
        context({ connectors: [other] }),
      );
      expect(await state(note)).toMatchObject({
        state: 'failed',
        fault: 'CRM is not connected any more',
      });
      const told = await opened.store.messages.get(`${keyOf(note)}:failed`);
      expect(told?.line).toBe('Northwind: the note is not in CRM');
      expect(JSON.stringify(told?.view)).toContain('Saved here, but CRM is not connected any more');
      await run(keyOf(note), both());
      expect([bodies(), there()]).toEqual([['kept'], []]);
    });

    test('written when there was one system only: it stays there, and goes nowhere where nobody can tell', async () => {
      const note = await noted('old', { customerId: northwind });
      await run(keyOf(note), { connectors: [crm] });
      await opened.database.query('UPDATE write_back SET source = NULL WHERE subject_id = $1', [
        note.id,
      ]);
      const edited = await changed(note, { kind: 'edit', body: 'new', visibility: 'everyone' });
      await run(keyOf(edited), both());
      expect([bodies(), there(), await state(edited)]).toMatchObject([
        ['old'],
        [],
        {
          state: 'failed',
          fault: 'it may stand in HubSpot or the CRM already, and a second one must not come of it',
        },
      ]);
      await run(keyOf(edited), { connectors: [crm] });
      expect([bodies(), await source(edited)]).toEqual([['new'], 'crm']);
    });

    test('an owner whose answer was lost is set again where it was', async () => {
      const writeBack = {
        key: 'owner:northwind',
        customerId: northwind,
        subject: { kind: 'owner' as const, person: ana.id },
      };
      await opened.store.commit([{ kind: 'write-back', writeBack }], NOW);
      faults.push({ kind: 'answer-lost' });
      await expect(run(writeBack.key, both())).rejects.toThrow(Upstream);
      await expect(run(writeBack.key, { connectors: [other] })).rejects.toThrow(Upstream);
      await run(writeBack.key, both());
      expect([crm.ownerOf('c-northwind'), other.ownerOf('h-1')]).toEqual(['user-ana', null]);
    });
  });

  test('no CRM any more: nothing waits for ever', async () => {
    const note = await noted('alone');
    await run(keyOf(note), { connectors: [] });
    expect(await state(note)).toMatchObject({ state: 'done', fault: 'no CRM is connected' });
  });

  test('a task, and that it is done; an owner', async () => {
    const task: Task = {
      id: 'task-1',
      customerId: acme,
      version: 1,
      createdAt: NOW,
      what: 'Send the offer',
      holder: ana.id,
      createdBy: ana.id,
      dueAt: NOW,
      snoozedUntil: null,
      state: 'open',
      doneAt: null,
      reminders: 0,
      origin: null,
    };
    const asked = (key: string) => ({
      kind: 'write-back' as const,
      writeBack: { key, customerId: acme, subject: { kind: 'task' as const, id: task.id } },
    });
    await opened.store.commit([{ kind: 'task', task }, asked('task:1')], NOW);
    await run('task:1');
    await opened.store.commit(
      [
        { kind: 'task', task: { ...task, version: 2, state: 'done', doneAt: NOW } },
        asked('task:2'),
      ],
      NOW,
    );
    await run('task:2');
    expect(crm.tasks()).toMatchObject([{ what: 'Send the offer', done: true, dueAt: NOW }]);
    await opened.store.commit(
      [
        {
          kind: 'write-back',
          writeBack: {
            key: 'owner:1',
            customerId: acme,
            subject: { kind: 'owner', person: ana.id },
          },
        },
      ],
      NOW,
    );
    await run('owner:1');
    expect(crm.ownerOf(reference)).toBe(await opened.store.people.externalId('crm', ana.id));
  });
});

const nothing = async (): Promise<never> => {
  throw new Error('Nothing is posted here');
};
