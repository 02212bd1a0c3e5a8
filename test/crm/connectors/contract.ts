import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  ChangePage,
  ExternalId,
  OwnNote,
  RemoteFile,
  RemoteNote,
  RemoteTask,
  Written,
} from '../../../crm/connector.ts';
import type { SourceRecord } from '../../../crm/customer/records.ts';
import { safeFileName } from '../../../crm/note/file-name.ts';
import {
  keepsOwners,
  keepsTasks,
  type WritableConnector,
} from '../../../crm/note/target-connector.ts';
import { Upstream, type UpstreamFault } from '../../../crm/problem.ts';

/** Faults that the contract causes. `answer-lost`: the CRM did it, and the caller gets no answer. */
export type Trouble = 'rate-limited' | 'unavailable' | 'unauthorised' | 'rejected' | 'answer-lost';

/** A connector, and the CRM behind it as somebody who sits at it sees it. */
export interface Contracted {
  crm: WritableConnector;
  /** A customer that stands there, and an id that does not. */
  customer: { id: ExternalId; name: string; domain: string; email: string };
  nobody: ExternalId;
  /** Two users of the CRM. */
  owners: readonly [ExternalId, ExternalId];
  notes(): Promise<readonly { id: ExternalId; customer: ExternalId; body: string }[]>;
  /** The files that are with its notes, oldest first. Absent where the system takes none. */
  files?(): Promise<readonly { note: ExternalId; name: string; bytes: string }[]>;
  /** Absent where the system keeps none. */
  tasks?(): Promise<
    readonly { id: ExternalId; customer: ExternalId; what: string; done: boolean }[]
  >;
  /** Absent where the system knows no owners. */
  ownerOf?(customer: ExternalId): Promise<ExternalId | null>;
  /** Somebody changes so many customers there; more than fit on one page. Gives back their ids. */
  change(): Promise<readonly ExternalId[]>;
  /** Somebody there changes a note that was written from here; null: deletes it. */
  editNote(id: ExternalId, text: string | null): Promise<void>;
  /** Somebody deletes the known customer's contact there. Gives back its id. */
  deleteContact(): Promise<ExternalId>;
  /**
   * Somebody merges another customer and the known one there. Gives back the ids that are no longer there, the one that
   * goes on, which may be new, and the other customer's contact, which is `retired` where the system puts it out of use.
   */
  merge(): Promise<{
    from: readonly ExternalId[];
    into: ExternalId;
    contact: ExternalId;
    retired?: boolean;
  }>;
  /** Somebody puts the known customer's contact with another customer as well, or takes it from there again. */
  share?(isOn: boolean): Promise<{ contact: ExternalId; other: ExternalId }>;
  /** This happens to the next call. A rate limit asks for 7 seconds. */
  next(trouble: Trouble): void;
  close?(): Promise<void>;
}

const AT = new Date('2026-11-24T10:14:00Z');
const PASSING: readonly UpstreamFault[] = ['unavailable', 'rate-limited'];

export interface ContractOptions {
  /** The system has none of these, so its writer has no methods for them. */
  lacks?: readonly ('tasks' | 'owners' | 'several-customers' | 'files')[];
}

/** The promises of every connector. A new one runs this over its own fake of the CRM before anything else. */
export function connectorContract(
  name: string,
  make: () => Promise<Contracted>,
  { lacks = [] }: ContractOptions = {},
): void {
  const [hasTasks, hasOwners] = [!lacks.includes('tasks'), !lacks.includes('owners')];
  const hasFiles = !lacks.includes('files');
  const hasSeveral = !lacks.includes('several-customers');
  describe(`${name} keeps the contract of connectors`, () => {
    let is: Contracted;
    beforeEach(async () => {
      is = await make();
    });
    afterEach(() => is.close?.());

    const note = (change: Partial<RemoteNote> = {}): RemoteNote => ({
      key: 'note:1',
      customer: is.customer.id,
      author: is.owners[0],
      body: 'CFO wants one invoice a year',
      at: AT,
      ...change,
    });
    const task = (change: Partial<RemoteTask> = {}): RemoteTask => ({
      key: 'task:1',
      customer: is.customer.id,
      owner: is.owners[0],
      what: 'Send the contract',
      at: AT,
      dueAt: AT,
      done: false,
      ...change,
    });
    function taskWriter() {
      if (!keepsTasks(is.crm.writer)) throw new Error('It keeps no tasks');
      return is.crm.writer;
    }
    function ownerWriter() {
      if (!keepsOwners(is.crm.writer)) throw new Error('It knows no owners');
      return is.crm.writer;
    }
    function fileWriter() {
      if (!is.crm.writer.files) throw new Error('It takes no files');
      return is.crm.writer.files;
    }
    const tasks = async () => (await is.tasks?.()) ?? [];
    const bodies = async () => (await is.notes()).map(({ body }) => body);

    test.each(['name', 'domain', 'email'] as const)('finds a customer by %s', async (by) => {
      expect((await is.crm.reader.find(is.customer[by]))[0]).toMatchObject({
        customer: is.customer.id,
        name: is.customer.name,
      });
    });

    test('finds nobody for what is nobody’s', async () => {
      expect([await is.crm.reader.find('zzyzx'), await is.crm.reader.find(' ')]).toEqual([[], []]);
    });

    test('adds a note to its customer and says where it is', async () => {
      const written = await is.crm.writer.addNote(note());
      expect(await is.notes()).toEqual([
        expect.objectContaining({ id: written.id, customer: is.customer.id, body: note().body }),
      ]);
      expectPlace(written);
    });

    test('text stays text, whatever it looks like', async () => {
      const body = '<b>5 > 3</b> & "quotes" 🎉\nsecond line {{token}}';
      await is.crm.writer.addNote(note({ body }));
      expect(await bodies()).toEqual([body]);
    });

    test('updates a note in place; an empty one stays as an empty one', async () => {
      const { id } = await is.crm.writer.addNote(note());
      expect(
        await is.crm.writer.updateNote(id, note({ key: 'note:1:2', body: 'two invoices' })),
      ).toMatchObject({ id });
      expect(await bodies()).toEqual(['two invoices']);
      await is.crm.writer.updateNote(id, note({ key: 'note:1:3', body: '' }));
      expect(await bodies()).toEqual(['']);
    });

    test.runIf(hasTasks)('adds a task, and marks it done', async () => {
      const written = await taskWriter().addTask(task());
      expectPlace(written);
      await taskWriter().updateTask(written.id, task({ key: 'task:1:2', done: true }));
      expect(await tasks()).toEqual([
        expect.objectContaining({
          id: written.id,
          customer: is.customer.id,
          what: 'Send the contract',
          done: true,
        }),
      ]);
    });

    test('writes where our person is no user of the CRM', async () => {
      await is.crm.writer.addNote(note({ author: null }));
      if (hasTasks) await taskWriter().addTask(task({ owner: null, dueAt: null }));
      expect([(await is.notes()).length, (await tasks()).length]).toEqual([1, hasTasks ? 1 : 0]);
    });

    test('says of tasks and owners whether it has them', () => {
      const { writer } = is.crm;
      expect([keepsTasks(writer), keepsOwners(writer)]).toEqual([hasTasks, hasOwners]);
      const methods = [writer.addTask, writer.updateTask, writer.setOwner];
      expect(methods.map((method) => method !== undefined)).toEqual([
        hasTasks,
        hasTasks,
        hasOwners,
      ]);
    });

    test.runIf(hasOwners)('gives a customer another owner', async () => {
      await ownerWriter().setOwner({
        key: 'owner:1',
        customer: is.customer.id,
        owner: is.owners[1],
      });
      expect(await is.ownerOf?.(is.customer.id)).toBe(is.owners[1]);
    });

    describe('a note that somebody changes there', () => {
      const written = async (answer: ReturnType<typeof is.crm.writer.updateNote>) => {
        const given = await answer;
        if ('changedTo' in given) throw new Error(`It was changed to ${given.changedTo}`);
        return given;
      };
      async function ownNotes(from: string | null) {
        const found: OwnNote[] = [];
        let cursor = from;
        for (let more = true; more; ) {
          const page = await is.crm.reader.changesSince(cursor);
          found.push(...(page.ownNotes ?? []));
          ({ cursor, more } = page);
        }
        return { found, cursor };
      }

      test('comes with the changes, in their words; it is no entry of somebody else’s', async () => {
        const { id } = await is.crm.writer.addNote(note());
        const { cursor } = await ownNotes(null);
        await is.editNote(id, 'CFO wants two invoices\na year');
        const { found, cursor: next } = await ownNotes(cursor);
        expect(found).toEqual([{ id, text: 'CFO wants two invoices\na year' }]);
        await is.editNote(id, null);
        expect((await ownNotes(next)).found).toEqual([{ id, text: null }]);
      });

      test('is not written over: the answer has their words', async () => {
        const { id } = await is.crm.writer.addNote(note());
        await is.editNote(id, 'theirs');
        const ours = note({ key: 'note:1:2', body: 'ours' });
        expect(await is.crm.writer.updateNote(id, ours, [note().body])).toEqual({
          changedTo: 'theirs',
        });
        expect(await bodies()).toEqual(['theirs']);
        await written(is.crm.writer.updateNote(id, { ...ours, key: 'note:1:3' }, ['theirs']));
        expect(await bodies()).toEqual(['ours']);
      });

      test('is written over where nothing stands there any more', async () => {
        const { id } = await is.crm.writer.addNote(note());
        await is.editNote(id, '');
        await written(
          is.crm.writer.updateNote(id, note({ key: 'note:1:2', body: 'ours' }), [note().body]),
        );
        expect(await bodies()).toEqual(['ours']);
      });

      test('is written over where it has to go, and where it says what we say', async () => {
        const { id } = await is.crm.writer.addNote(note());
        await is.editNote(id, 'the same');
        await written(
          is.crm.writer.updateNote(id, note({ key: 'note:1:2', body: 'the same' }), ['other']),
        );
        await is.editNote(id, 'theirs');
        await written(is.crm.writer.updateNote(id, note({ key: 'note:1:3', body: '' })));
        expect(await bodies()).toEqual(['']);
      });
    });

    describe('once per key', () => {
      test('a second call answers as the first did and adds nothing', async () => {
        const [first, second] = [
          await is.crm.writer.addNote(note()),
          await is.crm.writer.addNote(note()),
        ];
        expect(second.id).toBe(first.id);
        expect(await is.notes()).toHaveLength(1);
      });

      test.runIf(hasTasks)('a second call for a task answers as the first did', async () => {
        expect(await taskWriter().addTask(task())).toEqual(await taskWriter().addTask(task()));
        expect(await tasks()).toHaveLength(1);
      });

      test('two keys are two notes, though they say the same', async () => {
        await is.crm.writer.addNote(note());
        await is.crm.writer.addNote(note({ key: 'note:2' }));
        expect(await is.notes()).toHaveLength(2);
      });

      test.runIf(hasOwners)(
        'an owner set again by an old key does not undo a newer one',
        async () => {
          const old = { key: 'owner:1', customer: is.customer.id, owner: is.owners[0] };
          await ownerWriter().setOwner(old);
          await ownerWriter().setOwner({ ...old, key: 'owner:2', owner: is.owners[1] });
          await ownerWriter().setOwner(old);
          expect(await is.ownerOf?.(is.customer.id)).toBe(is.owners[1]);
        },
      );

      test.each(['note', ...(hasTasks ? ['task' as const] : [])] as const)(
        'a %s whose answer was lost is not written twice',
        async (what) => {
          const write = () =>
            what === 'note' ? is.crm.writer.addNote(note()) : taskWriter().addTask(task());
          is.next('answer-lost');
          expect(PASSING).toContain((await fault(write())).fault);
          const { id } = await write();
          expect((await (what === 'note' ? is.notes() : tasks())).map((one) => one.id)).toEqual([
            id,
          ]);
        },
      );

      test.runIf(hasFiles)(
        'a note’s file is written once, whatever happens in between',
        async () => {
          const { id } = await is.crm.writer.addNote(note());
          const other = await is.crm.writer.addNote(note({ key: 'note:2' }));
          const file = (of: string, text: string, name = 'offer.pdf'): RemoteFile => ({
            key: `note:1:file:${of}`,
            note: id,
            name,
            type: 'application/pdf',
            bytes: new Uint8Array(Buffer.from(text)),
          });
          is.next('answer-lost');
          expect(PASSING).toContain((await fault(fileWriter().add(file('0', 'one')))).fault);
          // A note that is taken back at this moment has a file of which nobody knows the id.
          const lost = () => fileWriter().find(id, 'note:1:file:0');
          const found = await lost();
          const hostile = safeFileName('../../etc/"Angebot" 📎\r\n; x=.pdf');
          const add = async () => {
            const ids = [
              await fileWriter().add(file('0', 'one')),
              // Of the same name: pictures that were pasted have no other.
              await fileWriter().add(file('1', 'two')),
              await fileWriter().add(file('2', 'one', hostile)),
            ];
            await fileWriter().attach?.(id, ids);
            return ids;
          };
          const ids = await add();
          expect(await add()).toEqual(ids);
          expect(found).toEqual(ids.slice(0, 1));
          const theirs = await fileWriter().add({ ...file('3', 'three'), note: other.id });
          await fileWriter().attach?.(other.id, [theirs]);
          expect(await is.files?.()).toEqual([
            { note: id, name: 'offer.pdf', bytes: 'one' },
            { note: id, name: 'offer.pdf', bytes: 'two' },
            { note: id, name: hostile, bytes: 'one' },
            { note: other.id, name: 'offer.pdf', bytes: 'three' },
          ]);
          for (const one of [...ids, ids[0] ?? '']) await fileWriter().remove(id, one);
          expect([await is.files?.(), await lost()]).toEqual([[expect.anything()], []]);
          expect(await is.notes()).toHaveLength(2);
        },
      );

      test.runIf(hasFiles)('a file that the system refuses: its words, and no file', async () => {
        const { id } = await is.crm.writer.addNote(note());
        is.next('rejected');
        const bytes = new Uint8Array(3);
        const refused = fileWriter().add({ key: 'f', note: id, name: 'a.pdf', type: null, bytes });
        expect(await fault(refused)).toMatchObject({
          fault: 'rejected',
          reason: expect.stringMatching(/./),
        });
        expect(await is.files?.()).toEqual([]);
      });

      test('an update whose answer was lost can be sent again', async () => {
        const { id } = await is.crm.writer.addNote(note());
        const update = () =>
          is.crm.writer.updateNote(id, note({ key: 'note:1:2', body: 'new' }), [note().body]);
        is.next('answer-lost');
        await fault(update());
        await update();
        expect(await bodies()).toEqual(['new']);
      });

      test.runIf(hasOwners)('an owner whose answer was lost can be sent again', async () => {
        is.next('answer-lost');
        const change = { key: 'owner:1', customer: is.customer.id, owner: is.owners[1] };
        await fault(ownerWriter().setOwner(change));
        await ownerWriter().setOwner(change);
        expect(await is.ownerOf?.(is.customer.id)).toBe(is.owners[1]);
      });
    });

    describe('what goes wrong has a type', () => {
      const CALLS: [string, () => Promise<unknown>][] = [
        ['find', () => is.crm.reader.find(is.customer.name)],
        ['changesSince', () => is.crm.reader.changesSince(null)],
        ['addNote', () => is.crm.writer.addNote(note())],
      ];
      if (hasTasks) CALLS.push(['addTask', () => taskWriter().addTask(task())]);
      if (hasOwners)
        CALLS.push([
          'setOwner',
          () =>
            ownerWriter().setOwner({
              key: 'owner:1',
              customer: is.customer.id,
              owner: is.owners[1],
            }),
        ]);
      test.each(CALLS)(
        '%s: rate limits say how long, in milliseconds, and pass',
        async (_, call) => {
          is.next('rate-limited');
          expect(await fault(call())).toMatchObject({
            fault: 'rate-limited',
            retryAfter: 7_000,
            system: is.crm.id,
          });
          await call();
        },
      );

      test.each(CALLS)('%s: a CRM that is down is unavailable, and comes back', async (_, call) => {
        is.next('unavailable');
        expect(await fault(call())).toMatchObject({ fault: 'unavailable', system: is.crm.id });
        await call();
      });

      test.each(CALLS)('%s: a key that is no longer good is unauthorised', async (_, call) => {
        is.next('unauthorised');
        expect(await fault(call())).toMatchObject({ fault: 'unauthorised', system: is.crm.id });
      });

      test('what is refused says why, in words for a person', async () => {
        is.next('rejected');
        const { fault: kind, reason } = await fault(is.crm.writer.addNote(note()));
        expect([kind, reason?.length]).toEqual(['rejected', expect.any(Number)]);
        expect(await is.notes()).toEqual([]);
      });

      test('unknown customers, notes and tasks are rejected, and nothing is left behind', async () => {
        const calls: Promise<unknown>[] = [
          is.crm.writer.addNote(note({ customer: is.nobody })),
          is.crm.writer.updateNote(is.nobody, note({ key: 'note:1:2' })),
        ];
        if (hasTasks)
          calls.push(
            taskWriter().addTask(task({ customer: is.nobody })),
            taskWriter().updateTask(is.nobody, task({ key: 'task:1:2' })),
          );
        if (hasOwners)
          calls.push(
            ownerWriter().setOwner({ key: 'owner:1', customer: is.nobody, owner: is.owners[0] }),
          );
        const said = await Promise.all(calls.map(fault));
        expect(said.map((one) => [one.fault, Boolean(one.reason)])).toEqual(
          said.map(() => ['rejected', true]),
        );
        expect([await is.notes(), await tasks()]).toEqual([[], []]);
      });

      test('what was refused under a key may be tried again under it', async () => {
        is.next('rejected');
        await fault(is.crm.writer.addNote(note()));
        await is.crm.writer.addNote(note());
        expect(await is.notes()).toHaveLength(1);
      });
    });

    describe('what changed', () => {
      const idsOf = (records: readonly SourceRecord[]) =>
        records.flatMap((record) => (record.kind === 'customer' ? [record.externalId] : []));
      async function readAll(
        cursor: string | null,
      ): Promise<{ ids: string[]; cursor: string; pages: number }> {
        const page = await is.crm.reader.changesSince(cursor);
        expectEachOnce(page);
        if (!page.more) return { ids: idsOf(page.upserts), cursor: page.cursor, pages: 1 };
        const rest = await readAll(page.cursor);
        return {
          ids: [...idsOf(page.upserts), ...rest.ids],
          cursor: rest.cursor,
          pages: rest.pages + 1,
        };
      }

      test('everything first, then only what is new, every change of several pages', async () => {
        const first = await readAll(null);
        expect(first.ids).toContain(is.customer.id);
        expect((await readAll(first.cursor)).ids).toEqual([]);
        const changed = await is.change();
        const news = await readAll(first.cursor);
        expect([[...new Set(news.ids)].sort(), news.pages > 1]).toEqual([
          [...changed].sort(),
          true,
        ]);
      });

      /** Everything that a reader of all pages knows in the end, which may read each page twice. */
      async function readRecords({ from = null as string | null, twice = false } = {}) {
        const known = new Map<string, SourceRecord>();
        const merged = new Map<ExternalId, ExternalId>();
        for (let [cursor, more] = [from, true]; more; ) {
          const page = await is.crm.reader.changesSince(cursor);
          for (let time = twice ? 2 : 1; time > 0; time -= 1) applyPage(page, { known, merged });
          ({ cursor, more } = page);
        }
        return { known, merged };
      }

      test('a deleted record is on a page as deleted, and on none as it was', async () => {
        const { cursor } = await readAll(null);
        const contact = await is.deleteContact();
        const page = await is.crm.reader.changesSince(cursor);
        expect(page).toMatchObject({
          upserts: [],
          merges: [],
          deletions: [{ kind: 'contact', externalId: contact }],
        });
        expect((await readRecords()).known.has(`contact ${contact}`)).toBe(false);
        expect((await is.crm.reader.changesSince(page.cursor)).deletions).toEqual([]);
      });

      test.runIf(hasSeveral)('a contact comes with its customer and with the others', async () => {
        if (!is.share) throw new Error('Nobody can put it with another customer');
        const { cursor } = await readAll(null);
        const { contact, other } = await is.share(true);
        const of = (known: ReadonlyMap<string, SourceRecord>) => known.get(`contact ${contact}`);
        const shared = { customer: is.customer.id, otherCustomers: [other] };
        for (const from of [cursor, null])
          expect(of((await readRecords({ from })).known)).toMatchObject(shared);
        const { cursor: next } = await readAll(cursor);
        await is.share(false);
        expect(of((await readRecords({ from: next })).known)).toMatchObject({
          customer: is.customer.id,
          otherCustomers: [],
        });
      });

      test('a merged customer is on a page as merged, and its contacts come as the other one’s', async () => {
        const { cursor } = await readAll(null);
        const { from, into, contact, retired } = await is.merge();
        const { known, merged } = await readRecords({ from: cursor });
        expect([...merged].sort()).toEqual(from.map((id) => [id, into]).sort());
        if (retired) expect(known.has(`contact ${contact}`)).toBe(false);
        else expect(known.get(`contact ${contact}`)).toMatchObject({ customer: into });
        for (const id of from) {
          expect(known.has(`customer ${id}`)).toBe(false);
          const refused = is.crm.writer.addNote(note({ key: `note:${id}`, customer: id }));
          expect((await fault(refused)).fault).toBe('rejected');
        }
      });

      test('pages that repeat end the same', async () => {
        await is.change();
        await is.merge();
        await is.deleteContact();
        expect(await readRecords({ twice: true })).toEqual(await readRecords());
      });

      test('every record says whose it is: its source is the connector’s id', async () => {
        const { upserts } = await is.crm.reader.changesSince(null);
        expect(upserts.map((record) => 'source' in record && record.source)).toEqual(
          upserts.map(() => is.crm.id),
        );
      });

      test('the same cursor gives the same again', async () => {
        await is.change();
        const [one, other] = [
          await is.crm.reader.changesSince(null),
          await is.crm.reader.changesSince(null),
        ];
        expect(other).toEqual(one);
      });

      test('a page that fails is asked for again, and nothing is lost or moved', async () => {
        const { cursor } = await readAll(null);
        const changed = await is.change();
        const first = await is.crm.reader.changesSince(cursor);
        is.next('unavailable');
        await fault(is.crm.reader.changesSince(first.cursor));
        const rest = await readAll(first.cursor);
        expect(new Set([...idsOf(first.upserts), ...rest.ids])).toEqual(new Set(changed));
      });

      test('what changes while pages are read comes later, and is not missed', async () => {
        const { cursor } = await readAll(null);
        await is.change();
        const first = await is.crm.reader.changesSince(cursor);
        const again = await is.change();
        // With this reading, or with the next one.
        const rest = await readAll(first.cursor);
        const next = await readAll(rest.cursor);
        expect(new Set([...rest.ids, ...next.ids])).toEqual(new Set(again));
      });
    });
  });
}

/** First everything that is there, then the customers that became others, then everything that went. */
function applyPage(
  { upserts, merges, deletions }: ChangePage,
  { known, merged }: { known: Map<string, SourceRecord>; merged: Map<ExternalId, ExternalId> },
): void {
  for (const record of upserts) known.set(keyOf(record), record);
  for (const { from, into } of merges) {
    known.delete(`customer ${from}`);
    merged.set(from, into);
  }
  for (const { kind, externalId } of deletions) known.delete(`${kind} ${externalId}`);
}

const keyOf = (record: SourceRecord): string =>
  `${record.kind} ${'externalId' in record ? record.externalId : record.id}`;

function expectEachOnce({ upserts, merges, deletions }: ChangePage): void {
  const keys = [
    ...upserts.map(keyOf),
    ...merges.map(({ from }) => `customer ${from}`),
    ...deletions.map(({ kind, externalId }) => `${kind} ${externalId}`),
  ];
  expect(new Set(keys).size).toBe(keys.length);
}

/** Nothing but `Upstream` may come out of a connector. */
async function fault(call: Promise<unknown>): Promise<Upstream> {
  const thrown = await call.then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(thrown).toBeInstanceOf(Upstream);
  if (!(thrown instanceof Upstream)) throw new Error('unreachable');
  return thrown;
}

function expectPlace({ id, url }: Written): void {
  expect(id).toBeTruthy();
  if (url !== null) expect(['http:', 'https:']).toContain(new URL(url).protocol);
}
