import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { Digest, type DigestIssue } from '../../crm/digest/digest.ts';
import type { Digests } from '../../crm/store/digests.ts';
import type { Database, Row, Sql } from '../database/database.ts';
import { json, maybeJson } from '../database/json.ts';
import { addresseeKey } from '../notification/messages.ts';

export function digestsOn(database: Database): Digests {
  const read = async (rest: string, values: readonly unknown[], name: string): Promise<Digest[]> =>
    (
      await database.query<Row>(`SELECT ${FIELDS} FROM digest ${rest}`, values, {
        name: `digest-${name}`,
      })
    ).map(digestOf);
  const issues = async (rest: string, values: readonly unknown[]): Promise<DigestIssue[]> =>
    (await database.query<Row>(`SELECT ${ISSUE_FIELDS} FROM digest_issue ${rest}`, values)).map(
      (row) => StoredIssue.parse(row),
    );
  return {
    get: async (id) => (await read('WHERE id = $1', [id], 'one'))[0] ?? null,
    of: async (to) => (await read('WHERE addressee = $1', [addresseeKey(to)], 'of'))[0] ?? null,
    all: () => read("WHERE state <> 'stopped' ORDER BY next_at NULLS LAST, id", [], 'all'),
    due: (now) => read("WHERE state = 'on' AND next_at <= $1 ORDER BY next_at, id", [now], 'due'),
    async customersAhead({ from, to, limit }) {
      const rows = await database.query<{ id: string }>(AHEAD, [from, to, limit], {
        name: 'customers-ahead',
      });
      return rows.map(({ id }) => CustomerId.parse(id));
    },
    issue: async (digest, slot) =>
      (await issues('WHERE digest_id = $1 AND slot = $2', [digest, slot]))[0] ?? null,
    issues: (digest, limit) =>
      issues('WHERE digest_id = $1 ORDER BY slot DESC LIMIT $2', [digest, limit]),
    async markSent(digest, slot, { reference, at, view, detail }) {
      await database.query(
        'UPDATE digest_issue SET reference = $3, sent_at = $4, view = $5, detail = $6 WHERE digest_id = $1 AND slot = $2',
        [digest, slot, reference, at, json(view), maybeJson(detail)],
      );
    },
    async posted(digest, slot) {
      const [row] = await database.query(
        'SELECT view, detail FROM digest_issue WHERE digest_id = $1 AND slot = $2 AND view IS NOT NULL',
        [digest, slot],
      );
      return row ? StoredPosts.parse(row) : null;
    },
    async markActed(digest, slot, at) {
      await database.query(
        'UPDATE digest_issue SET acted_at = $3 WHERE digest_id = $1 AND slot = $2 AND acted_at IS NULL',
        [digest, slot, at],
      );
    },
  };
}

const AHEAD = `(SELECT id, 0 AS rank, renews_on FROM customer WHERE stage = 'at-risk' ORDER BY renews_on NULLS LAST, id LIMIT $3)
  UNION ALL (SELECT id, 1, renews_on FROM customer WHERE stage IN ('onboarding', 'live') AND renews_on BETWEEN $1 AND $2 ORDER BY renews_on, id LIMIT $3)
  ORDER BY rank, renews_on NULLS LAST, id LIMIT $3`;

const FIELDS = `id, version, "to", variant, schedule, kpis, state, next_day AS "nextDay", next_at AS "nextAt", "by",
  created_at AS "createdAt", asked_at AS "askedAt"`;
const ISSUE_FIELDS = `digest_id AS digest, slot, first, last, reference, sent_at AS "sentAt", acted_at AS "actedAt"`;

function digestOf({ nextDay, nextAt, ...row }: Row): Digest {
  return Digest.parse({ ...row, next: nextAt === null ? null : { day: nextDay, at: nextAt } });
}

const StoredPosts = z.object({
  view: z.unknown(),
  detail: z.object({ reference: z.string(), view: z.unknown() }).nullable(),
});

const StoredIssue: z.ZodType<DigestIssue> = z.object({
  digest: z.string(),
  slot: z.date(),
  first: z.string(),
  last: z.string(),
  reference: z.string().nullable(),
  sentAt: z.date().nullable(),
  actedAt: z.date().nullable(),
});

/** False where somebody else changed it since, or gave this addressee one. */
export async function saveDigest(sql: Sql, digest: Digest): Promise<boolean> {
  const values = [
    digest.id,
    digest.version,
    addresseeKey(digest.to),
    json(digest.to),
    digest.variant,
    json(digest.schedule),
    maybeJson(digest.kpis),
    digest.state,
    digest.next?.day ?? null,
    digest.next?.at ?? null,
    digest.by,
    digest.createdAt,
    digest.askedAt,
  ];
  const rows = await sql.query(digest.version === 1 ? ADD : CHANGE, values);
  return rows.length > 0;
}

const COLUMNS =
  'id, version, addressee, "to", variant, schedule, kpis, state, next_day, next_at, "by", created_at, asked_at';
const ADD = `INSERT INTO digest (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT DO NOTHING RETURNING id`;
const CHANGE = `UPDATE digest SET version = $2, addressee = $3, "to" = $4, variant = $5, schedule = $6, kpis = $7, state = $8,
  next_day = $9, next_at = $10, "by" = $11, created_at = $12, asked_at = $13
  WHERE id = $1 AND version = $2 - 1 RETURNING id`;

/** False where the slot has its issue already. */
export async function addIssue(sql: Sql, issue: DigestIssue): Promise<boolean> {
  const { digest, slot, first, last, reference, sentAt, actedAt } = issue;
  const rows = await sql.query(
    `INSERT INTO digest_issue (digest_id, slot, first, last, reference, sent_at, acted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING slot`,
    [digest, slot, first, last, reference, sentAt, actedAt],
  );
  return rows.length > 0;
}
