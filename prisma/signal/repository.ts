import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { PersonId } from '../../crm/person/person.ts';
import { type HoldOverride, RuleId, RuleSetting, Signal } from '../../crm/signal/signal.ts';
import type { Signals } from '../../crm/store/signals.ts';
import type { Database, Sql } from '../database/database.ts';
import { BASE, one, read, type Table } from '../database/versioned.ts';
import { historiesOn } from './histories.ts';

export const SIGNAL: Table<Signal> = {
  name: 'signal',
  columns: {
    ...BASE,
    rule: 'rule',
    key: 'key',
    detail: 'detail',
    causes: 'causes',
    toldAt: 'told_at',
    endedAt: 'ended_at',
    answers: 'answers',
  },
  json: ['detail', 'causes', 'answers'],
  record: Signal,
};

export const signalsOn = (database: Database): Signals => ({
  get: (id) => one(database, SIGNAL, id),
  histories: historiesOn(database),
  standing: (customers) =>
    read(database, SIGNAL, {
      rest: 'WHERE customer_id = ANY($1) AND ended_at IS NULL ORDER BY created_at, id',
      values: [customers],
      name: 'standing',
    }),
  async page(after, limit) {
    const rows = await database.query<{ id: string }>(
      'SELECT id FROM customer WHERE id > $1 ORDER BY id LIMIT $2',
      [after ?? '', limit],
      { name: 'signal-page' },
    );
    return rows.map(({ id }) => CustomerId.parse(id));
  },
  async list({ person, followed, rules, limit }) {
    const signals = await read(database, SIGNAL, {
      rest: `s WHERE s.ended_at IS NULL AND s.rule = ANY($3) AND ($1::text IS NULL OR s.customer_id IN (
          SELECT id FROM customer WHERE owner_id = $1
          UNION SELECT customer_id FROM follow WHERE person_id = $1 AND $2::boolean))
        ORDER BY s.created_at DESC, s.customer_id, s.id LIMIT $4`,
      values: [person, followed, rules, limit],
      name: 'list',
    });
    const names = new Map(
      (
        await database.query<{ id: string; name: string }>(
          'SELECT id, name FROM customer WHERE id = ANY($1)',
          [signals.map(({ customerId }) => customerId)],
          { name: 'signal-names' },
        )
      ).map(({ id, name }) => [id, name]),
    );
    return signals.flatMap((signal) => {
      const name = names.get(signal.customerId);
      return name === undefined ? [] : [{ signal, name }];
    });
  },
  async ownersHeld(rules) {
    const rows = await database.query<{ id: string }>(
      `SELECT DISTINCT c.owner_id AS id FROM signal s JOIN customer c ON c.id = s.customer_id
        WHERE s.ended_at IS NULL AND s.rule = ANY($1) AND c.owner_id IS NOT NULL ORDER BY 1`,
      [rules],
    );
    return rows.map(({ id }) => PersonId.parse(id));
  },
  async settings() {
    const rows = await database.query(
      'SELECT rule, is_on AS "isOn", threshold FROM signal_rule ORDER BY rule',
      [],
      { name: 'signal-rules' },
    );
    return z.array(RuleSetting).parse(rows);
  },
  async setRule({ rule, isOn, threshold }) {
    await database.query(
      `INSERT INTO signal_rule (rule, is_on, threshold) VALUES ($1, $2, $3)
        ON CONFLICT (rule) DO UPDATE SET is_on = excluded.is_on, threshold = excluded.threshold`,
      [rule, isOn, threshold],
    );
  },
  async precision() {
    const rows = await database.query(
      `SELECT s.rule, count(DISTINCT s.id) FILTER (WHERE s.told_at IS NOT NULL)::int AS told,
          count(a.answer)::int AS answered, count(*) FILTER (WHERE (a.answer->>'useful')::boolean)::int AS useful
        FROM signal s LEFT JOIN LATERAL jsonb_array_elements(s.answers) AS a(answer) ON true
        GROUP BY s.rule ORDER BY s.rule`,
    );
    return z.array(Precision).parse(rows);
  },
});

const Precision = z.object({
  rule: RuleId,
  told: z.number(),
  answered: z.number(),
  useful: z.number(),
});

/** The last override of a person counts. */
export async function overrideHold(
  sql: Sql,
  { override: { customerId, person, at, until } }: { override: HoldOverride },
): Promise<void> {
  await sql.query(
    `INSERT INTO hold_override (customer_id, person_id, at, until) VALUES ($1, $2, $3, $4)
      ON CONFLICT (customer_id, person_id) DO UPDATE SET at = excluded.at, until = excluded.until`,
    [customerId, person, at, until],
  );
}
