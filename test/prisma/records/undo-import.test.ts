import { afterEach, describe, expect, test } from 'vitest';
import { type Undoing, undoneSummary } from '../../../bot/cli/import-undone.ts';
import { rehearse } from '../../../prisma/records/rehearsal.ts';
import { undoImport } from '../../../prisma/records/undo-import.ts';
import { undoableRuns } from '../../../prisma/records/undoable-runs.ts';
import { now } from '../../clock.ts';
import { folderOf, importFolder } from '../../import-files.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';

const mapping = (status: string) => `name: Undo
source: undo
currency: EUR
files:
  - file: p.csv
    id: "{id}"
    vanished: ended
    records: [ { person: { name: "{name}", department: "{dep}" } } ]
  - file: c.csv
    id: "{id}"
    records:
      - customer: { name: "{name}", stage: live, city: "{city}", owner: "{owner}", domains: "{domain}", revenue: "{worth}" }
      - contact: { id: "k{id}", customer: "{id}", otherCustomers: "{too}", name: "Pat {name}" }
  - file: d.csv
    id: "{e}"
    asOf: "{at}"
    records: [ { deal: { id: "{id}", customer: "{c}", name: "{name}", status: ${status}, money: "{worth}", openedAt: "{at}" } } ]
`;
const FIRST = {
  'p.csv': 'id,name,dep\nana,Ana,sales\nben,Ben,support\n',
  'c.csv':
    'id,name,city,owner,domain,worth,too\n1,Acme,Kiel,ana,acme.example,100,2;1\n2,Globex,,,,,\n',
  'd.csv': 'e,id,c,name,worth,at\n1,d1,1,Chairs,5,2026-01-01\n2,d2,2,Tables,7,2026-01-02\n',
};
const WRONG = {
  'p.csv': 'id,name,dep\nana,Anna,success\nkim,Kim,marketing\n',
  'c.csv':
    'id,name,city,owner,domain,worth,too\n1,Wrong,,kim,,100000,3\n3,New,Bonn,ana,new.example,,\n4,Newer,,,,,\n',
  'd.csv': 'e,id,c,name,worth,at\n3,d1,3,Chairs,5000,2026-03-01\n4,d9,4,Lamps,1,2026-03-01\n',
};
const SAID: Undoing = { title: 'Undo', mapping: './m.yaml', dry: false };
/** The next night's files: some rows as the wrong run left them, some changed, some new and some of nobody's. */
const NEXT = {
  'p.csv': 'id,name,dep\nana,Ana,sales\nben,Ben,support\n',
  'c.csv':
    'id,name,city,owner,domain,worth,too\n1,Acme,Bonn,ana,acme.example,100,3\n3,New,Bonn,ana,new.example,,\n5,Newest,,,,,\n',
  'd.csv': 'e,id,c,name,worth,at\n2,d2,2,Tables,9,2026-01-02\n5,d5,3,Desks,3,2026-03-02\n',
};
/** Columns that say when a row was written. */
const STAMPS = ['seen_at', 'updated_at', 'told_at'];
const TABLES = [
  'customer',
  'reference',
  'domain',
  'contact',
  'association',
  'person',
  'crm_user',
  'deal',
  'entry',
  'ingest_order',
  'balance_step',
];

describe.each(BACK_ENDS)('%s: a run of a mapping', (backEnd) => {
  let opened: FreshStore;
  afterEach(() => opened.close());
  const written = folderOf(mapping('won'), FIRST);
  const imports = (files: Readonly<Record<string, string>>, size?: number) =>
    importFolder(opened.database, now, { ...written, files, ...(size && { size }) });
  const undo = (began?: Date) =>
    undoImport(opened.database, written.mapping, began?.toISOString().slice(0, -1));
  const runs = async () =>
    (await undoableRuns(opened.database, written.mapping)).map(({ startedAt }) => startedAt);
  /** Everything that an import stores; but not when, since the clock went on. */
  const store = async (but = ['seen_at']) =>
    Object.fromEntries(
      await Promise.all(
        TABLES.map(async (table) => [
          table,
          await opened.database.query(
            `SELECT to_jsonb(t) - $1::text[] AS row FROM ${table} t ORDER BY (to_jsonb(t) - $1::text[])::text`,
            [but],
          ),
        ]),
      ),
    );

  test.each(backEnd === 'server' ? [1, 4000] : [4000])(
    'is undone: all is as before it, %i rows at once',
    async (size) => {
      opened = await freshStore(backEnd);
      await imports(FIRST, size);
      const { ingest_order: _, ...before } = await store();
      await imports(WRONG, size);
      expect(await store()).not.toMatchObject(before);
      const undone = await undo();
      expect(undone.removed).toMatchObject({ customer: 2, deal: 1, contact: 2, person: 1 });
      expect(undone.staying).toEqual([]);
      expect(await store()).toMatchObject(before);
      const { summary } = await imports(FIRST);
      expect(summary).toContain('0 imported · 0 updated');
    },
  );

  test('is undone also where it is the first, or was interrupted', async () => {
    opened = await freshStore(backEnd);
    const before = await store();
    await imports(WRONG, 1);
    await opened.database.query('UPDATE import_run SET finished_at = NULL');
    await imports(FIRST);
    await undo();
    expect(await store()).toEqual(before);
    await expect(undo()).rejects.toThrow('There is no run of this mapping to undo');
  });

  test('leaves a customer whom colleagues wrote about, and a record that changed since', async () => {
    opened = await freshStore(backEnd);
    await imports(FIRST);
    const { database } = opened;
    await database.query(
      `INSERT INTO look (customer_id, person_id, at) SELECT c.id, p.id, $1 FROM customer c, person p WHERE c.name = 'Globex' AND p.name = 'Ana'`,
      [now()],
    );
    await database.query(
      `INSERT INTO follow (customer_id, person_id, since) SELECT c.id, p.id, $1 FROM customer c, person p WHERE c.name = 'Acme' AND p.name = 'Ana'`,
      [now()],
    );
    await database.query(`UPDATE deal SET name = 'Oak tables' WHERE external_id = 'd2'`);
    const undone = await undo();
    expect(undone.staying).toEqual(['Acme', 'Globex']);
    expect(await database.query('SELECT name FROM deal')).toEqual([{ name: 'Oak tables' }]);
    expect(await opened.store.customers.find('acme', 5)).toHaveLength(1);
    expect(undoneSummary(SAID, undone)).toMatch(
      /^Undo: the run of .* over .* is undone\.\nRemoved: 2 contact, .*\n1 row was changed since and stays:\n {2}deal Oak tables, by a colleague, .*\nCustomers that stay, .*: Acme, Globex\./,
    );
  });

  // The statements are the same on both: what is long is told on the faster one.
  if (backEnd !== 'server') return;

  test('is undone after a later one, as if it had never been', async () => {
    opened = await freshStore(backEnd);
    await imports(FIRST);
    await imports(NEXT);
    const { ingest_order: _, ...without } = await store(STAMPS);
    await undo();
    await undo();
    await imports(FIRST);
    await imports(WRONG);
    await imports(NEXT);
    const withIt = await store();
    const [third, second] = await runs();
    const planned = await rehearse(opened.database, (inside) =>
      undoImport(inside, written.mapping, second?.toISOString().slice(0, -1)),
    );
    expect(await store()).toEqual(withIt);
    const undone = await undo(second);
    expect(planned).toEqual(undone);
    expect(undone.rows).toEqual({
      changed: 2,
      some: [
        { table: 'customer', name: 'Acme', changedBy: third, gone: false },
        { table: 'person', name: 'Kim', changedBy: third, gone: false },
      ],
      confirmed: 2,
    });
    expect(undoneSummary(SAID, undone)).toMatch(
      /\n2 rows were changed since and stay:\n {2}customer Acme, by the run of .*\n {2}person Kim, by the run of .* UTC\nRows that stay, since a later run has them in the same way: 2\.\nTo have what/,
    );
    await opened.database.query("DELETE FROM crm_user WHERE external_id = 'kim'");
    await opened.database.query("DELETE FROM person WHERE name = 'Kim'");
    expect(await store(STAMPS)).toMatchObject(without);
    expect(await runs()).toEqual([third, expect.any(Date)]);
  });

  test('is undone after the one that followed it, whichever goes first', async () => {
    opened = await freshStore(backEnd);
    await imports(FIRST);
    const { ingest_order: _, ...before } = await store();
    await imports(WRONG);
    await imports(NEXT);
    await undo();
    await undo();
    expect(await store()).toMatchObject(before);
    await imports(WRONG);
    await imports({ ...NEXT, 'c.csv': NEXT['c.csv'].replace('Bonn,ana,new', 'Kiel,ana,new') });
    await undo((await runs())[1]);
    await undo();
    expect(await store()).toMatchObject(before);
  });

  test('of another day is named by when it began: it says which there are', async () => {
    opened = await freshStore(backEnd);
    await imports(FIRST);
    await imports(WRONG);
    const [last, first] = (await runs()).map((at) => at.toISOString());
    await expect(undoImport(opened.database, written.mapping, '2020-01-01')).rejects.toMatchObject({
      say: expect.stringContaining('began at 2020-01-01'),
      try: expect.stringContaining(`${last}, ${first}.`),
    });
    expect(undoneSummary(SAID, await undo())).toContain(
      `Other runs that can be undone: ${first?.slice(0, 19)}.`,
    );
    expect(undoneSummary(SAID, await undo())).toContain('No other run of this mapping can be');
    await expect(undo()).rejects.toThrow('There is no run of this mapping to undo');
  });
});
