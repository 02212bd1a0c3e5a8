import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { Evidence } from '../../crm/matching/same-company.ts';
import { OWN_SOURCE } from '../../crm/person/administrator.ts';
import { PersonId } from '../../crm/person/person.ts';
import type { CustomerPair } from '../../crm/store/customers.ts';
import type { Matches, MatchSide, StoredJoin } from '../../crm/store/matches.ts';
import { SUMMARY, type SummaryRow, summaryOf } from '../customer/summary.ts';
import type { Database } from '../database/database.ts';
import { refreshCustomers } from '../records/refresh-customers.ts';
import { readSystemFacts } from '../records/system-facts.ts';
import { dueMatches } from './due.ts';
import { openQuestions, questionOn } from './questions.ts';
import { settleJoins } from './settle.ts';

export const matchesOn = (database: Database): Matches => ({
  due: (limit, now) => dueMatches(database, limit, now),
  question: (pair) => questionOn(database, pair),
  open: (of, limit) => openQuestions(database, of, limit),
  async sides([one, other]) {
    return [await sideOn(database, one), await sideOn(database, other)];
  },
  joins: (customer) => joinsOf(database, customer),
  async now(ids) {
    if (ids.length === 0) return new Map();
    const rows = await database.query<{ former: string; now: string }>(
      'SELECT former_id AS former, now_id AS now FROM customer_join WHERE former_id = ANY($1)',
      [ids],
      { name: 'joined-now' },
    );
    return new Map(rows.map(({ former, now }) => [former, CustomerId.parse(now)]));
  },
  systemFacts: async (customer) =>
    (await readSystemFacts(database, [customer])).get(customer) ?? [],
  async systems() {
    const rows = await database.query<{ source: string }>(
      'SELECT source FROM source WHERE source <> $1 ORDER BY source',
      [OWN_SOURCE],
    );
    return rows.map(({ source }) => source);
  },
  settle: (now) => settleJoins(database, now),
  decideFields: (after, limit, now) =>
    database.transaction(async (sql) => {
      const rows = await sql.query<{ id: string }>(
        `SELECT customer_id AS id FROM reference WHERE customer_id > $1 AND facts IS NOT NULL
          GROUP BY customer_id HAVING count(*) > 1 ORDER BY customer_id LIMIT $2`,
        [after ?? '', limit],
      );
      const ids = rows.map(({ id }) => id);
      await refreshCustomers(sql, ids, now);
      return ids.at(-1) ?? null;
    }),
});

interface SideRow extends SummaryRow {
  ownerId: string | null;
  country: string | null;
  domains: string[];
  sources: string[];
}

async function sideOn(database: Database, id: CustomerPair[number]): Promise<MatchSide | null> {
  const [live] = await database.query<SideRow>(
    `SELECT ${SUMMARY}, c.country, c.owner_id AS "ownerId",
        ARRAY(SELECT domain FROM domain WHERE customer_id = c.id ORDER BY domain LIMIT 50) AS domains,
        ARRAY(SELECT DISTINCT source FROM reference WHERE customer_id = c.id AND NOT gone ORDER BY source) AS sources
      FROM customer c WHERE c.id = $1`,
    [id],
    { name: 'match-side' },
  );
  if (live) return sideFrom(live, null);
  const [former] = await database.query<SideRow & { now: string }>(
    `SELECT p.id, p.name, p.stage, p.city, p.segment, p.revenue, p.currency, p.country, NULL AS domain, (SELECT name FROM person WHERE id = p.owner_id) AS owner,
        p.owner_id AS "ownerId", ARRAY(SELECT key[1] FROM joined_row WHERE former_id = j.former_id AND table_name = 'domain') AS domains,
        ARRAY(SELECT DISTINCT key[1] FROM joined_row WHERE former_id = j.former_id AND table_name = 'reference') AS sources, j.now_id AS now
      FROM customer_join j, jsonb_populate_record(NULL::customer, j.former) p WHERE j.former_id = $1`,
    [id],
    { name: 'match-former-side' },
  );
  return former ? sideFrom(former, CustomerId.parse(former.now)) : null;
}

const sideFrom = (row: SideRow, partOf: CustomerId | null): MatchSide => ({
  ...summaryOf(row),
  ownerId: row.ownerId === null ? null : PersonId.parse(row.ownerId),
  country: row.country,
  domains: row.domains,
  sources: row.sources,
  partOf,
});

interface JoinRow {
  former: string;
  into: string;
  by: string | null;
  at: Date;
  confidence: number | null;
  evidence: unknown;
  name: string;
  sources: string[];
  rows: { table: string; aside: boolean; count: number }[] | null;
}

async function joinsOf(database: Database, customer: CustomerId): Promise<StoredJoin[]> {
  const rows = await database.query<JoinRow>(
    `SELECT j.former_id AS former, j.into_id AS into, j.person_id AS by, j.at, j.confidence, j.evidence, j.former->>'name' AS name,
        ARRAY(SELECT DISTINCT key[1] FROM joined_row WHERE former_id = j.former_id AND table_name = 'reference' ORDER BY 1) AS sources,
        (SELECT json_agg(r) FROM (SELECT table_name AS "table", "row" IS NOT NULL AS aside, count(*)::int AS count FROM joined_row
          WHERE former_id = j.former_id GROUP BY 1, 2 ORDER BY 1, 2) r) AS rows
      FROM customer_join j WHERE j.now_id = $1 ORDER BY j.at DESC, j.former_id`,
    [customer],
    { name: 'joins-of' },
  );
  return rows.map(joinFrom);
}

function joinFrom({ former, into, by, evidence, rows, ...rest }: JoinRow): StoredJoin {
  const counts = (aside: boolean) =>
    Object.fromEntries(
      (rows ?? [])
        .filter((row) => row.aside === aside)
        .map(({ table, count }) => [table, count] as const),
    );
  return {
    ...rest,
    former: CustomerId.parse(former),
    into: CustomerId.parse(into),
    by: by === null ? null : PersonId.parse(by),
    evidence: z.array(Evidence).parse(evidence),
    moved: counts(false),
    aside: counts(true),
  };
}
