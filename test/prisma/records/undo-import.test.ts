import { afterEach, describe, expect, test } from 'vitest';
import { undoneSummary } from '../../../bot/cli/import-undone.ts';
import { undoImport } from '../../../prisma/records/undo-import.ts';
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

describe.each(BACK_ENDS)('%s: the last run of a mapping', (backEnd) => {
  let opened: FreshStore;
  afterEach(() => opened.close());
  const written = folderOf(mapping('won'), FIRST);
  const imports = (files: Readonly<Record<string, string>>, size?: number) =>
    importFolder(opened.database, now, { ...written, files, ...(size && { size }) });
  const undo = () => undoImport(opened.database, written.mapping);
  /** Everything that an import stores; but not when, since the clock went on. */
  const store = async () =>
    Object.fromEntries(
      await Promise.all(
        TABLES.map(async (table) => [
          table,
          await opened.database.query(
            `SELECT to_jsonb(t) - 'seen_at' AS row FROM ${table} t ORDER BY (to_jsonb(t) - 'seen_at')::text`,
          ),
        ]),
      ),
    );

  test.each([1, 4000])('is undone: all is as before it, %i rows at once', async (size) => {
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
  });

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

  test('is undone once, and no run before it: it says so, and what helps', async () => {
    opened = await freshStore(backEnd);
    await imports(FIRST);
    await imports(WRONG);
    expect(undoneSummary('Undo', await undo())).toContain('none before this one can');
    await expect(undo()).rejects.toMatchObject({
      say: expect.stringContaining('Runs before the last one cannot be undone'),
      try: expect.stringContaining('Import the folder of an earlier day again'),
    });
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
    expect(undoneSummary('Undo', undone)).toMatch(
      /^Undo: the run of .* over .* is undone\.\nRemoved: 2 contact, .*\nCustomers that stay, .*: Acme, Globex\./,
    );
  });
});
