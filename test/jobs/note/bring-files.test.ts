import { beforeEach, describe, expect, test } from 'vitest';
import { fileSource } from '../../../bot/file-source.ts';
import { ConsentEnded } from '../../../crm/connection/consent-flow.ts';
import type { ConnectorFiles } from '../../../crm/connector.ts';
import { type CrmFault, type MemoryCrm, memoryCrm } from '../../../crm/connectors/memory.ts';
import { CustomerId } from '../../../crm/customer/customer.ts';
import type { FileCopy, FilesThere, FileThere } from '../../../crm/note/file-copy.ts';
import type { Note } from '../../../crm/note/note.ts';
import { PersonId } from '../../../crm/person/person.ts';
import { Upstream, type UpstreamFault } from '../../../crm/problem.ts';
import { HOUR } from '../../../crm/time/durations.ts';
import { bringFiles } from '../../../jobs/note/bring-files.ts';

const AT = new Date('2026-11-24T10:14:00Z');
const copyOf = (id: string): FileCopy => ({
  kind: 'possible',
  from: { platform: 'slack', tenant: 'T1', id },
});

function noteWith(count: number, change: Partial<Note> = {}): Note {
  const names = Array.from({ length: count }, (_, i) => String(i));
  return {
    id: 'n1',
    customerId: CustomerId.parse('c-1'),
    version: 1,
    createdAt: AT,
    authorId: PersonId.parse('p-1'),
    body: 'signed',
    visibility: 'everyone',
    pinned: false,
    editedAt: null,
    deletedAt: null,
    history: [],
    origin: {
      author: 'Ben',
      link: null,
      place: null,
      messages: [],
      files: names.map((id) => ({
        name: `${id}.pdf`,
        type: 'application/pdf',
        size: 3,
        link: null,
        copy: copyOf(id),
      })),
    },
    ...change,
  };
}

describe('the files of a note', () => {
  let crm: MemoryCrm;
  let coming: (CrmFault | null)[];
  let there: Record<string, FileThere>;
  let reads: string[];
  let later: number;
  /** How the chat fails. */
  let down: UpstreamFault | null;
  let gone: boolean;
  /** The copy is killed before it keeps what it did. */
  let killed: boolean;
  const note = { customer: 'c-1', author: null, body: 'signed', at: AT };

  beforeEach(async () => {
    coming = [];
    there = {};
    reads = [];
    later = 0;
    [down, gone, killed] = [null, false, false];
    crm = memoryCrm({
      customers: 'any',
      faults: (method) => (method === 'addFile' ? (coming.shift() ?? null) : null),
    });
    await crm.writer.addNote({ key: 'note:n1', ...note });
  });

  const states = {
    files: async (): Promise<FilesThere> => structuredClone(there),
    async saveFiles(_: string, files: Readonly<Record<string, FileThere | null>>) {
      const isSettled = Object.values(files).some((file) => file?.kind !== 'bringing');
      if (killed && isSettled) throw new Error('killed');
      for (const [place, file] of Object.entries(files)) {
        if (file) there[place] = file;
        else delete there[place];
      }
    },
  };
  const source = fileSource(() => ({
    async readFile({ id }) {
      reads.push(id);
      if (down) throw new Upstream('slack', down);
      if (gone) return { kind: 'link', fault: 'gone' };
      return { kind: 'content', name: '', type: null, bytes: new Uint8Array(Buffer.from(id)) };
    },
  }));
  const bring = (
    of: Note,
    { files = crm.writer.files, on = true }: { files?: ConnectorFiles | null; on?: boolean } = {},
  ) =>
    bringFiles(
      of,
      { id: 'note:n1', files: files ?? undefined },
      {
        store: { writeBacks: states },
        now: () => new Date(AT.getTime() + later),
        ...(on && { files: source }),
      },
    );
  const kinds = () =>
    Object.values(there).map((one) => (one.kind === 'link' ? one.fault : one.kind));
  const names = () => crm.files().map(({ name }) => name);

  test('come there once each, however often the job is run', async () => {
    await bring(noteWith(2));
    await bring(noteWith(2));
    expect([names(), kinds(), reads]).toEqual([
      ['0.pdf', '1.pdf'],
      ['copied', 'copied'],
      ['0', '1'],
    ]);
  });

  test('a lost answer, or a kill before it is kept, brings no second one; the others are not read again', async () => {
    coming.push(null, { kind: 'answer-lost' });
    await expect(bring(noteWith(3))).rejects.toMatchObject({ fault: 'unavailable' });
    killed = true;
    await expect(bring(noteWith(3))).rejects.toThrow('killed');
    killed = false;
    await bring(noteWith(3));
    expect(names()).toEqual(['0.pdf', '1.pdf', '2.pdf']);
    expect(reads).toEqual(['0', '1', '1', '1', '2']);
  });

  test('one that the CRM refuses is a link with its words, and the next one comes', async () => {
    coming.push({ kind: 'rejected', reason: 'no macros' }, { kind: 'unauthorised' });
    await bring(noteWith(3));
    expect(there).toEqual({
      0: { kind: 'link', fault: 'refused', detail: 'no macros' },
      1: { kind: 'link', fault: 'no-key' },
      2: { kind: 'copied', id: 'note:n1:file:2' },
    });
    // Somebody gave the key its right, and the author changed the note.
    await bring(noteWith(3));
    expect(kinds()).toEqual(['copied', 'copied', 'copied']);
  });

  test('a limit of the CRM’s holds them up; a consent that is over is for the write to end', async () => {
    coming.push({ kind: 'rate-limited', retryAfter: 7_000 });
    await expect(bring(noteWith(1))).rejects.toMatchObject({ retryAfter: 7_000 });
    const ended: ConnectorFiles = {
      add: async () => {
        throw new ConsentEnded('memory');
      },
      find: async () => [],
      remove: async () => undefined,
    };
    await expect(bring(noteWith(1), { files: ended })).rejects.toBeInstanceOf(ConsentEnded);
    expect(kinds()).toEqual(['bringing']);
  });

  test('a chat that does not answer is asked for an hour after its first silence, then they are links', async () => {
    later = 2 * HOUR;
    down = 'unavailable';
    await expect(bring(noteWith(2))).rejects.toMatchObject({ system: 'slack' });
    later += HOUR - 1;
    await expect(bring(noteWith(2))).rejects.toMatchObject({ system: 'slack' });
    later += 1;
    down = 'rate-limited';
    await expect(bring(noteWith(2))).rejects.toMatchObject({ fault: 'rate-limited' });
    down = 'unavailable';
    await bring(noteWith(2));
    expect([kinds(), reads]).toEqual([
      ['no-answer', 'no-answer'],
      ['0', '0', '0', '0', '1'],
    ]);
  });

  test('a chat that answered meanwhile is waited for anew', async () => {
    down = 'unavailable';
    await expect(bring(noteWith(1))).rejects.toMatchObject({ system: 'slack' });
    down = null;
    coming.push({ kind: 'rate-limited', retryAfter: 7_000 });
    await expect(bring(noteWith(1))).rejects.toMatchObject({ system: 'memory' });
    later = HOUR;
    down = 'unavailable';
    await expect(bring(noteWith(1))).rejects.toMatchObject({ system: 'slack' });
  });

  test('a CRM that fails at them for an hour leaves links, and looks for what it may have', async () => {
    coming.push({ kind: 'unavailable' }, { kind: 'answer-lost' }, { kind: 'unavailable' });
    await expect(bring(noteWith(2))).rejects.toMatchObject({ system: 'memory' });
    later = HOUR;
    await bring(noteWith(2));
    expect([kinds(), names()]).toEqual([['not-taken', 'not-taken'], ['0.pdf']]);
    await bring(noteWith(2, { deletedAt: AT }));
    expect(names()).toEqual([]);
  });

  test('a CRM that fails to put them with their note for an hour leaves links', async () => {
    const { files } = crm.writer;
    let fails = true;
    const attach = async () => {
      if (fails) throw new Upstream('memory', 'unavailable');
    };
    const attaching = { files: { ...files, attach } };
    await expect(bring(noteWith(1), attaching)).rejects.toMatchObject({ system: 'memory' });
    fails = false;
    await bring(noteWith(1), attaching);
    [fails, later] = [true, HOUR];
    await expect(bring(noteWith(1), attaching)).rejects.toMatchObject({ system: 'memory' });
    later += HOUR;
    await bring(noteWith(1), attaching);
    expect([kinds(), names(), reads]).toEqual([['not-taken'], [], ['0']]);
  });

  test('one that is sent at the moment in which its note is taken back goes with the next write', async () => {
    const { files } = crm.writer;
    const add = async (file: Parameters<ConnectorFiles['add']>[0]) => {
      await bring(noteWith(1, { deletedAt: AT }));
      await files.add(file);
      throw new Error('killed');
    };
    await expect(bring(noteWith(1), { files: { ...files, add } })).rejects.toThrow('killed');
    expect(names()).toEqual(['0.pdf']);
    await bring(noteWith(1, { deletedAt: AT }));
    expect([names(), there]).toEqual([[], {}]);
  });

  test.each([
    'its answer was lost',
    'the copy was killed',
    'its answer was lost, and then the chat had deleted it',
  ])('one is taken back where %s', async (how) => {
    if (how === 'the copy was killed') killed = true;
    else coming.push({ kind: 'answer-lost' });
    await expect(bring(noteWith(1))).rejects.toThrow();
    if (how.endsWith('deleted it')) {
      gone = true;
      await bring(noteWith(1));
      expect(kinds()).toEqual(['gone']);
    }
    killed = false;
    expect(names()).toEqual(['0.pdf']);
    await bring(noteWith(1, { visibility: 'department' }), { on: false });
    expect([names(), there]).toEqual([[], {}]);
  });

  test('ten come, and the eleventh is a link; in a system that takes none, all are', async () => {
    await bring(noteWith(11));
    expect([crm.files().length, there['10']]).toEqual([10, { kind: 'link', fault: 'too-many' }]);
    there = {};
    await bring(noteWith(1), { files: null });
    expect(kinds()).toEqual(['no-files']);
  });

  test('nothing is read where no administrator lets it be', async () => {
    await bring(noteWith(1), { on: false });
    expect([there, reads]).toEqual([{}, []]);
  });

  test.each<[string, Partial<Note>]>([
    ['taken back', { deletedAt: AT }],
    ['narrowed to a department', { visibility: 'department' }],
  ])(
    'of a note that is %s they go from there, also where reading is off now',
    async (_, change) => {
      await bring(noteWith(2));
      await bring(noteWith(2, change), { on: false });
      expect([names(), there]).toEqual([[], {}]);
      await bring(noteWith(2, change));
      expect(reads).toEqual(['0', '1']);
      await bring(noteWith(2));
      expect(names()).toEqual(['0.pdf', '1.pdf']);
    },
  );

  test('those that may not be put with their note are not left lying there', async () => {
    const { files } = crm.writer;
    const attach = async () => {
      throw new Upstream('memory', 'rejected', { reason: 'the note is locked' });
    };
    await bring(noteWith(2), { files: { ...files, attach } });
    expect([names(), kinds()]).toEqual([[], ['refused', 'refused']]);
  });

  test('one at a time is in memory', async () => {
    let [open, most] = [0, 0];
    const files: ConnectorFiles = {
      async add({ key }) {
        open += 1;
        most = Math.max(most, open);
        await new Promise((done) => setImmediate(done));
        open -= 1;
        return key;
      },
      find: async () => [],
      remove: async () => undefined,
    };
    await Promise.all([bring(noteWith(3), { files }), bring(noteWith(3), { files })]);
    expect(most).toBe(1);
  });
});
