import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadMapping } from '../../../../crm/connectors/csv/load.ts';
import { planImport } from '../../../../crm/connectors/csv/plan.ts';
import { type Imported, runImport } from '../../../../crm/connectors/csv/run.ts';
import { totals } from '../../../../crm/connectors/csv/state.ts';
import type { Database } from '../../../../prisma/database/database.ts';
import { importRunsOn } from '../../../../prisma/records/import-runs.ts';
import { REFERENCE } from '../../../missing-reference.ts';
import { SMALL_MAPPING, smallFolder } from '../../../small-import.ts';
import { type FreshStore, freshStore } from '../../../store.ts';
import { now } from './day.ts';

const DATA = resolve('../shared/data');
const hasData = existsSync(DATA);

const work = mkdtempSync(join(tmpdir(), 'rapport-import-'));
afterAll(() => rmSync(work, { recursive: true }));

async function importInto(
  database: Database,
  mapping: string,
  folder: string,
): Promise<Imported & { rejects: string[] }> {
  const plan = await planImport(loadMapping(mapping), folder);
  const rejects = join(work, `rejects-${Math.random()}.csv`);
  const imported = await runImport({
    store: importRunsOn(database),
    plan,
    rejects,
    now,
  });
  return {
    ...imported,
    rejects: existsSync(rejects) ? readFileSync(rejects, 'utf8').trimEnd().split('\n') : [],
  };
}

const numbers = async (database: Database, sql: string): Promise<Record<string, unknown>> =>
  (await database.query(sql))[0] ?? {};

describe.skipIf(!hasData)(`${REFERENCE} RavenStack`, () => {
  let opened: FreshStore;
  let first: Awaited<ReturnType<typeof importInto>>;
  beforeAll(async () => {
    opened = await freshStore('server');
    first = await importInto(opened.database, 'ravenstack', join(DATA, 'ravenstack'));
  });
  afterAll(() => opened.close());
  const ask = (sql: string) => numbers(opened.database, sql);

  test('every row is there; repeated usage ids are reported and the first is kept', async () => {
    expect(await opened.store.records.counts()).toMatchObject({
      customer: 500,
      subscription: 5000,
      churn: 600,
      'usage-day': 24_979,
      ticket: 2000,
      'survey-answer': 1175,
    });
    expect(totals(first.state.files)).toMatchObject({ rows: 33_100, rejected: 0, repeated: 21 });
    expect(first.rejects).toHaveLength(22);
    expect(first.rejects[1]).toMatch(
      /^ravenstack_feature_usage\.csv,\d+,"repeated id, first seen on line \d+; the first was kept",U-/,
    );
    expect(await ask(`SELECT uses FROM usage_day WHERE external_id = 'U-25b56c'`)).toEqual({
      uses: Number(firstUsage('U-25b56c')[4]),
    });
  });

  test('revenue', async () => {
    expect(
      await ask(
        `SELECT sum(monthly) FILTER (WHERE ended_on IS NULL)::bigint / 100 AS open, sum(monthly) FILTER (WHERE ended_on IS NOT NULL)::bigint / 100 AS ended, sum(monthly)::bigint / 100 AS all FROM subscription`,
      ),
    ).toEqual({ open: 10_159_608, ended: 1_179_139, all: 11_338_747 });
    expect(
      await ask(
        `SELECT sum(revenue)::bigint / 100 AS arr, count(revenue) AS accounts FROM customer`,
      ),
    ).toEqual({ arr: 121_915_296, accounts: 500 });
    expect(
      await ask(
        `SELECT count(*) FILTER (WHERE upgraded) AS upgrades, count(*) FILTER (WHERE downgraded) AS downgrades FROM subscription`,
      ),
    ).toEqual({ upgrades: 529, downgrades: 218 });
  });

  test('support', async () => {
    expect(
      await ask(
        `SELECT round(avg(satisfaction), 2)::float AS mean, count(satisfaction) AS n, min(satisfaction) AS low, max(satisfaction) AS high, round(100.0 * count(*) FILTER (WHERE escalated) / count(*), 2)::float AS escalated FROM ticket`,
      ),
    ).toEqual({ mean: 3.98, n: 1175, low: 3, high: 5, escalated: 4.75 });
    expect(
      await ask(
        `SELECT round(avg(m), 2)::float AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY m) AS median FROM (SELECT extract(epoch FROM first_response_at - opened_at) / 60 AS m FROM ticket) AS t`,
      ),
    ).toEqual({ mean: 88.48, median: 88 });
    expect(
      await ask(
        `SELECT round(avg(h), 2)::float AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY h) AS median FROM (SELECT extract(epoch FROM solved_at - opened_at) / 3600 AS h FROM ticket) AS t`,
      ),
    ).toEqual({ mean: 35.86, median: 35 });
    expect(
      await ask(
        `SELECT round(avg(score)::numeric, 2)::float AS mean FROM survey_answer WHERE survey = 'csat'`,
      ),
    ).toEqual({ mean: 3.98 });
  });

  test('the three answers to churn', async () => {
    expect(
      await ask(`SELECT (SELECT count(*) FROM customer WHERE stage = 'churned') AS flagged, (SELECT count(DISTINCT customer_id) FROM churn) AS events,
      (SELECT count(*) FROM subscription WHERE ended_on IS NOT NULL) AS ended, (SELECT count(*) FROM churn WHERE reactivation) AS reactivations`),
    ).toEqual({ flagged: 110, events: 352, ended: 486, reactivations: 61 });
  });

  test('what came before the signup is kept and in the timeline', async () => {
    expect(
      await ask(
        `SELECT count(*) AS n FROM ticket t JOIN customer c ON c.id = t.customer_id WHERE t.opened_at < c.since`,
      ),
    ).toEqual({ n: 1077 });
    expect(
      await ask(
        `SELECT count(*) AS n FROM entry e JOIN customer c ON c.id = e.customer_id WHERE e.external_id LIKE 'opened %' AND e.at < c.since`,
      ),
    ).toEqual({ n: 1077 });
  });

  test('a timeline reads as people speak, and points to the records behind it', async () => {
    const titles = await opened.database.query<{ title: string }>(
      `SELECT title FROM entry e JOIN reference r USING (customer_id) WHERE r.external_id = 'A-37f969' ORDER BY at, e.external_id`,
    );
    expect(titles.map(({ title }) => title).join('\n')).toMatch(/Signed up for .*, \d+ seats?\n/);
    for (const { title } of titles) {
      expect(title).toMatch(
        /^(Signed up for|Started a trial of|Upgraded to|Downgraded to|Changed to|Subscribed to|The (trial of|subscription to)|Used feature \d+|(Low|Medium|High|Urgent) ticket|Left)/,
      );
      expect(title).not.toMatch(/[{}[\]_]|undefined|null|\b1 (seats|times|errors)\b/);
    }
    for (const [kind, table] of [
      ['subscription', 'subscription'],
      ['usage-day', 'usage_day'],
      ['ticket', 'ticket'],
      ['churn', 'churn'],
    ]) {
      expect(
        await ask(
          `SELECT count(*) AS dangling FROM entry e WHERE record_kind = '${kind}' AND NOT EXISTS (SELECT 1 FROM ${table} r WHERE r.source = e.source AND r.external_id = e.record_id)`,
        ),
      ).toEqual({ dangling: 0 });
    }
  });

  test('running it again changes nothing, and nothing is left over', async () => {
    const again = await importInto(opened.database, 'ravenstack', join(DATA, 'ravenstack'));
    expect(again.resumed).toBe(false);
    const { all, repeated } = totals(again.state.files);
    expect({ ...all, repeated }).toEqual({
      imported: 0,
      updated: 0,
      unchanged: totals(first.state.files).all.imported,
      unmatched: 0,
      repeated: 21,
    });
    expect(
      await ask(`SELECT count(*) AS n FROM pg_tables WHERE tablename LIKE 'import_keys%'`),
    ).toEqual({ n: 0 });
  });

  const firstUsage = (id: string) =>
    readFileSync(join(DATA, 'ravenstack/ravenstack_feature_usage.csv'), 'utf8')
      .split('\n')
      .find((line) => line.startsWith(id))
      ?.split(',') ?? [];
});

describe.skipIf(!hasData)(`${REFERENCE} Maven CRM`, () => {
  let opened: FreshStore;
  let first: Awaited<ReturnType<typeof importInto>>;
  beforeAll(async () => {
    opened = await freshStore('server');
    first = await importInto(opened.database, 'maven-crm', join(DATA, 'maven_crm'));
  });
  afterAll(() => opened.close());

  test('deals by status; those without an account are attached to nobody', async () => {
    expect(
      await opened.database.query(
        'SELECT stage, status, count(*) AS n FROM deal GROUP BY 1, 2 ORDER BY 1',
      ),
    ).toEqual([
      { stage: 'Engaging', status: 'open', n: 1589 },
      { stage: 'Lost', status: 'lost', n: 2473 },
      { stage: 'Prospecting', status: 'open', n: 500 },
      { stage: 'Won', status: 'won', n: 4238 },
    ]);
    expect(
      await numbers(opened.database, 'SELECT count(*) AS n FROM deal WHERE customer_id IS NULL'),
    ).toEqual({ n: 1425 });
    expect(totals(first.state.files).kinds.get('deal')).toEqual({
      imported: 8800,
      updated: 0,
      unchanged: 0,
      unmatched: 1425,
    });
    expect(await numbers(opened.database, 'SELECT count(*) AS n FROM customer')).toEqual({
      n: 85,
    });
  });

  test('revenue, rates and days to close', async () => {
    expect(
      await numbers(
        opened.database,
        `SELECT sum(amount) FILTER (WHERE status = 'won')::bigint / 100 AS won, round(avg(amount) FILTER (WHERE status = 'won') / 100, 2)::float AS mean,
      round(100.0 * count(*) FILTER (WHERE status = 'won') / count(*) FILTER (WHERE status <> 'open'), 2)::float AS closed, round(100.0 * count(*) FILTER (WHERE status = 'won') / count(*), 2)::float AS every FROM deal`,
      ),
    ).toEqual({ won: 10_005_534, mean: 2360.91, closed: 63.15, every: 48.16 });
    expect(
      await numbers(
        opened.database,
        `SELECT round(avg(d) FILTER (WHERE status = 'won'), 2)::float AS won, round(avg(d), 2)::float AS closed FROM (SELECT status, extract(epoch FROM closed_at - opened_at) / 86400 AS d FROM deal WHERE status <> 'open') AS t`,
      ),
    ).toEqual({ won: 51.78, closed: 47.99 });
    expect(
      await opened.database.query(
        `SELECT count(*) AS n, sum(amount)::bigint / 100 AS revenue FROM deal WHERE status = 'won' GROUP BY date_trunc('quarter', closed_at AT TIME ZONE 'UTC') ORDER BY min(closed_at)`,
      ),
    ).toEqual([
      { n: 531, revenue: 1_134_672 },
      { n: 1254, revenue: 3_086_111 },
      { n: 1257, revenue: 2_982_255 },
      { n: 1196, revenue: 2_802_496 },
    ]);
  });

  test('who bought and who sold, joined by name', async () => {
    expect(
      await opened.database.query(
        `SELECT c.name, sum(d.amount)::bigint / 100 AS won FROM deal d JOIN customer c ON c.id = d.customer_id WHERE status = 'won' GROUP BY 1 ORDER BY 2 DESC LIMIT 3`,
      ),
    ).toEqual([
      { name: 'Kan-code', won: 341_455 },
      { name: 'Konex', won: 269_245 },
      { name: 'Condax', won: 206_410 },
    ]);
    expect(
      await opened.database.query(
        `SELECT p.name, sum(d.amount)::bigint / 100 AS won FROM deal d JOIN person p ON p.id = d.owner_id WHERE status = 'won' GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
      ),
    ).toEqual([{ name: 'Darcel Schlecht', won: 1_153_214 }]);
    expect(
      await numbers(
        opened.database,
        `SELECT count(*) FILTER (WHERE role = 'manager') AS managers, count(*) FILTER (WHERE role = 'member') AS agents FROM person WHERE department_id = 'sales'`,
      ),
    ).toEqual({ managers: 6, agents: 35 });
  });

  test('misspelt words of the file are put right', async () => {
    expect(
      await numbers(
        opened.database,
        `SELECT count(*) FILTER (WHERE product = 'GTX Pro') AS pro, count(*) FILTER (WHERE product = 'GTXPro') AS misspelt FROM deal`,
      ),
    ).toEqual({ pro: 1480, misspelt: 0 });
    expect(
      await numbers(
        opened.database,
        `SELECT count(*) FILTER (WHERE industry = 'technology') AS technology, count(*) FILTER (WHERE industry = 'technolgy') AS misspelt FROM customer`,
      ),
    ).toEqual({ technology: 12, misspelt: 0 });
  });

  test('running it again changes nothing', async () => {
    const again = totals(
      (await importInto(opened.database, 'maven-crm', join(DATA, 'maven_crm'))).state.files,
    ).all;
    expect(again).toMatchObject({ imported: 0, updated: 0, unmatched: 1425 });
  });
});

describe.skipIf(!hasData)(
  `${REFERENCE} Olist, in a store that has another data set already`,
  () => {
    let opened: FreshStore;
    beforeAll(async () => {
      opened = await freshStore('server');
      await importInto(opened.database, 'maven-crm', join(DATA, 'maven_crm'));
      await importInto(opened.database, 'olist', DATA);
    });
    afterAll(() => opened.close());
    const ask = (sql: string) => numbers(opened.database, sql);

    test('leads and what became of them', async () => {
      expect(
        await ask(
          `SELECT count(*) AS leads, count(*) FILTER (WHERE status = 'won') AS won, count(*) FILTER (WHERE customer_id IS NULL) AS nobody FROM deal WHERE source = 'olist'`,
        ),
      ).toEqual({ leads: 8000, won: 842, nobody: 7158 });
      expect(
        await opened.database.query(
          `SELECT coalesce(origin, 'blank') AS origin, count(*) FILTER (WHERE status = 'won') AS won, count(*) AS leads FROM deal WHERE source = 'olist' AND coalesce(origin, 'blank') IN ('paid_search', 'organic_search', 'email', 'blank') GROUP BY 1 ORDER BY 1`,
        ),
      ).toEqual([
        { origin: 'blank', won: 14, leads: 60 },
        { origin: 'email', won: 15, leads: 493 },
        { origin: 'organic_search', won: 271, leads: 2296 },
        { origin: 'paid_search', won: 195, leads: 1586 },
      ]);
      expect(
        await ask(`SELECT round(avg(d), 2)::float AS mean, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY d)::numeric, 2)::float AS median, count(*) FILTER (WHERE d < 0) AS before
      FROM (SELECT extract(epoch FROM closed_at - opened_at) / 86400 AS d FROM deal WHERE source = 'olist' AND status = 'won') AS t`),
      ).toEqual({ mean: 49.1, median: 14.65, before: 1 });
    });

    test('who found and who won them', async () => {
      expect(
        await ask(
          `SELECT count(DISTINCT person_id) FILTER (WHERE kind = 'signup') AS found, count(DISTINCT person_id) FILTER (WHERE kind = 'deal') AS won FROM entry WHERE source = 'olist'`,
        ),
      ).toEqual({ found: 32, won: 22 });
      expect(
        await ask(
          `SELECT count(*) AS n, count(owner_id) AS owned FROM customer c JOIN reference r ON r.customer_id = c.id WHERE r.source = 'olist'`,
        ),
      ).toEqual({ n: 842, owned: 842 });
    });

    test('orders of the sellers who were won', async () => {
      expect(
        await ask(
          `SELECT count(*) AS items, count(DISTINCT split_part(external_id, ' ', 2)) AS orders, count(DISTINCT customer_id) AS sellers, sum(amount)::bigint AS cents, min(currency) AS currency FROM entry WHERE kind = 'order'`,
        ),
      ).toEqual({ items: 324, orders: 300, sellers: 137, cents: 5_050_323, currency: 'BRL' });
      expect(
        await ask(
          `SELECT r.external_id AS seller, count(DISTINCT split_part(e.external_id, ' ', 2)) AS orders FROM entry e JOIN reference r USING (customer_id) WHERE e.kind = 'order' GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
        ),
      ).toEqual({ seller: '7d13fca15225358621be4086e1eb0964', orders: 34 });
    });

    test('reviews, of which 300 are of those sellers', async () => {
      expect(
        await ask(
          `SELECT count(*) AS n, round(avg(score)::numeric, 2)::float AS mean, round(100.0 * count(*) FILTER (WHERE score >= 4) / count(*), 1)::float AS good, count(customer_id) AS ours FROM survey_answer WHERE survey = 'review'`,
        ),
      ).toEqual({ n: 8225, mean: 3.27, good: 55.2, ours: 300 });
      expect(
        await ask(`SELECT count(*) AS n FROM entry WHERE kind = 'review' AND body LIKE E'%\\n%'`),
      ).not.toEqual({ n: 0 });
    });

    test('the wall clock of an order is Brazil’s', async () => {
      const [order] = await opened.database.query<{ at: Date; order: string }>(
        `SELECT at, split_part(external_id, ' ', 2) AS order FROM entry WHERE kind = 'order' ORDER BY at LIMIT 1`,
      );
      const line = readFileSync(join(DATA, 'olist_subset_orders/olist_orders_dataset.csv'), 'utf8')
        .split('\n')
        .find((one) => one.includes(order?.order ?? '?'));
      expect(line).toContain(order?.at.toLocaleString('sv-SE', { timeZone: 'America/Sao_Paulo' }));
    });

    test('the two data sets do not touch each other', async () => {
      expect(
        await ask(
          `SELECT count(*) FILTER (WHERE r.source = 'maven-crm') AS maven, count(*) AS every FROM customer c JOIN reference r ON r.customer_id = c.id`,
        ),
      ).toEqual({ maven: 85, every: 927 });
      expect(
        await ask(
          `SELECT count(*) AS crossed FROM entry e JOIN reference r USING (customer_id) WHERE e.source <> r.source`,
        ),
      ).toEqual({ crossed: 0 });
    });
  },
);

describe('somebody’s own mapping', () => {
  let opened: FreshStore | undefined;
  afterEach(() => opened?.close());

  test('a bad row is written with file, line and reason; the rest is imported', async () => {
    opened = await freshStore('server');
    const { mapping, folder } = smallFolder(work, [
      'a,1,2024-03-01 10:00,prices,12.50',
      'b,1,soon,prices,1',
      'c,1,2024-03-02,"oh "no,1',
      'd,2,2024-03-03,seats,many',
      'e,2,2024-03-04,seats',
      ',2,2024-03-05,seats,1',
      'a,1,2024-03-06,again,1',
      'f,9,2024-03-07,nobody,1',
      'g,2,2024-03-08,"a ""quoted"", word",',
    ]);
    const { state, rejects } = await importInto(opened.database, mapping, folder);
    expect(rejects).toEqual([
      'file,line,reason,row',
      'calls.csv,3,"entry.at: ""soon"" is not a date written iso","b,1,soon,prices,1"',
      'calls.csv,4,the quotes are broken,"c,1,2024-03-02,""oh ""no,1"',
      'calls.csv,5,"entry.money: ""many"" is not a number","d,2,2024-03-03,seats,many"',
      'calls.csv,6,"has 4 columns, the header has 5","e,2,2024-03-04,seats"',
      'calls.csv,7,the row has no id,",2,2024-03-05,seats,1"',
      'calls.csv,8,"repeated id, first seen on line 2; the first was kept",a',
      'calls.csv,9,"no customer is called ""9"", so this entry was left out",f',
    ]);
    expect(totals(state.files)).toMatchObject({
      rows: 11,
      rejected: 5,
      repeated: 1,
      all: { imported: 4, unmatched: 1 },
    });
    expect(await opened.database.query('SELECT title, amount FROM entry ORDER BY at')).toEqual([
      { title: 'Called about prices', amount: 1250 },
      { title: 'Called about a "quoted", word', amount: null },
    ]);
  });

  test('an amount that its factor makes too big to count is a bad row', async () => {
    opened = await freshStore('server');
    const { mapping, folder } = smallFolder(work, [
      'a,1,2024-03-01 10:00,prices,12.50',
      'b,1,2024-03-02 10:00,prices,90000000000000',
    ]);
    writeFileSync(
      mapping,
      SMALL_MAPPING.replace('money: "{worth}"', 'money: { money: "{worth}", times: "12" }'),
    );
    const { rejects } = await importInto(opened.database, mapping, folder);
    expect(rejects.slice(1)).toEqual([
      'calls.csv,3,"entry.money: ""90000000000000"" × 12 is not an amount that can be kept exactly","b,1,2024-03-02 10:00,prices,90000000000000"',
    ]);
    expect(await opened.database.query('SELECT amount FROM entry')).toEqual([{ amount: 15_000 }]);
  });

  test('a corrected file is imported over what was there', async () => {
    opened = await freshStore('server');
    const { mapping, folder } = smallFolder(work, [
      'a,1,2024-03-01 10:00,prices,12.50',
      'b,1,soon,prices,1',
    ]);
    await importInto(opened.database, mapping, folder);
    writeFileSync(
      join(folder, 'calls.csv'),
      'id,company,at,topic,worth\na,1,2024-03-01 10:00,discounts,12.50\nb,1,2024-03-02,prices,1\n',
    );
    expect(totals((await importInto(opened.database, mapping, folder)).state.files).all).toEqual({
      imported: 1,
      updated: 1,
      unchanged: 2,
      unmatched: 0,
    });
  });
});
