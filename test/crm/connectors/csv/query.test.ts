import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadMapping } from '../../../../crm/connectors/csv/load.ts';
import { planImport } from '../../../../crm/connectors/csv/plan.ts';
import { runImport } from '../../../../crm/connectors/csv/run.ts';
import { totals } from '../../../../crm/connectors/csv/state.ts';
import { Problem } from '../../../../crm/problem.ts';
import { askDatabase } from '../../../../prisma/database/ask-database.ts';
import { openDatabase } from '../../../../prisma/database/database.ts';
import { importRunsOn } from '../../../../prisma/records/import-runs.ts';
import { folderOf } from '../../../import-files.ts';
import { type FreshStore, freshDatabase, freshStore } from '../../../store.ts';
import { now } from './day.ts';

const MAPPING = `name: Query
source: query
currency: EUR
zone: Europe/Berlin
files:
  - file: customers.sql
    id: "{id}"
    records:
      - customer: { name: "{name}", stage: { map: "{active}", to: { t: live, f: churned } }, revenue: "{worth}", since: "{since}" }
      - entry: { id: "e{id}", customer: "{id}", at: "{seen}", department: sales, channel: call, direction: inbound, kind: call, title: Called }
`;
const QUERY = 'SELECT id, name, active, worth, since, seen FROM firm WHERE id > 0 ORDER BY id;\n';

describe('a query of a PostgreSQL', () => {
  let asked: Awaited<ReturnType<typeof freshDatabase>>;
  let opened: FreshStore;
  beforeAll(async () => {
    asked = await freshDatabase({ empty: true });
    const database = await openDatabase(asked.place);
    await database.query(
      'CREATE TABLE firm (id int, name text, active boolean, worth numeric, since date, seen timestamptz)',
    );
    await database.query(
      `INSERT INTO firm VALUES (1, 'Müller', true, 12.50, '2024-01-31', '2024-02-01 10:15:30.25+02'), (2, 'Globex', false, NULL, NULL, '2024-02-02 10:00Z'),
        (3, NULL, true, NULL, NULL, '2024-02-02 10:00Z'), (0, 'Left out', true, NULL, NULL, '2024-02-02 10:00Z')`,
    );
    await database.close();
    opened = await freshStore('server');
  });
  afterAll(async () => {
    await opened.close();
    await asked.remove();
  });
  const { mapping, folder } = folderOf(MAPPING, { 'customers.sql': QUERY });
  const imports = async (size: number) => {
    const plan = await planImport(loadMapping(mapping), folder, askDatabase(asked.place.url));
    const rejects = `${folder}/rejects.csv`;
    const store = importRunsOn(opened.database);
    return runImport({ store, plan, now, rejects, size });
  };

  test.each([1, 2, 3, 4000])('its rows come in, %i at once', async (size) => {
    const { state } = await imports(size);
    expect(totals(state.files)).toMatchObject({ rows: 3, rejected: 1 });
    expect(
      await opened.database.query(
        'SELECT name, stage, revenue::float AS revenue, since::text, e.at FROM customer c JOIN entry e ON e.customer_id = c.id ORDER BY name',
      ),
    ).toEqual([
      {
        name: 'Globex',
        stage: 'churned',
        revenue: null,
        since: null,
        at: new Date('2024-02-02T10:00:00Z'),
      },
      {
        name: 'Müller',
        stage: 'live',
        revenue: 1250,
        since: '2024-01-31',
        at: new Date('2024-02-01T08:15:30.250Z'),
      },
    ]);
  });

  test.each([
    [
      'a wrong query',
      'SELECT nothing FROM firm',
      /refused: column "nothing" does not exist\. Correct/,
    ],
    ['a query that writes', 'DELETE FROM firm', /refused: .*syntax error/],
    [
      'two statements',
      'SELECT 1 AS id; DROP TABLE firm',
      /refused: cannot insert multiple commands/,
    ],
    [
      'a function that writes',
      `SELECT set_config('a.b', 'c', false) AS id, nextval('x') AS name`,
      /refused: .*x/,
    ],
    [
      'a column that is not there',
      'SELECT id FROM firm',
      /customers\.sql has no column "name"; it has id\./,
    ],
  ])('%s: it stops, and says why', async (_, query, says) => {
    const other = folderOf(MAPPING, { 'customers.sql': query });
    const stopped = await planImport(
      loadMapping(other.mapping),
      other.folder,
      askDatabase(asked.place.url),
    ).then(
      () => 'planned',
      (cause: unknown) => (cause instanceof Problem ? `${cause.say} ${cause.try}` : String(cause)),
    );
    expect(stopped).toMatch(says);
    expect((await imports(10)).resumed).toBe(false);
  });

  test('without a database to ask, or with one that is down, it says so', async () => {
    const plan = (url?: string) =>
      planImport(loadMapping(mapping), folder, url === undefined ? undefined : askDatabase(url));
    await expect(plan()).rejects.toThrow('is a query, and there is no database to ask');
    await expect(plan('postgresql://nobody@127.0.0.1:9/none')).rejects.toThrow(
      'The database at IMPORT_DATABASE_URL refused',
    );
  });
});
