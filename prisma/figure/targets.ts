import { Target } from '../../crm/figure/target.ts';
import type { Targets } from '../../crm/store/targets.ts';
import type { Row, Sql } from '../database/database.ts';
import { clean } from '../database/json.ts';

export const targetsOn = (database: Sql): Targets => ({
  async get(figure, { kind, value }) {
    const [row] = await database.query<Row>(
      `SELECT ${FIELDS} FROM target WHERE figure = $1 AND segment_kind = $2 AND segment = $3`,
      [figure, kind, clean(value)],
      { name: 'target' },
    );
    return row ? targetOf(row) : null;
  },
  async all() {
    const rows = await database.query<Row>(
      `SELECT ${FIELDS} FROM target ORDER BY figure, segment_kind <> 'all', segment_kind, segment`,
      [],
      { name: 'targets' },
    );
    return rows.map(targetOf);
  },
  async save({ figure, segment, value, currency, period, setBy, setAt }) {
    await database.query(
      `INSERT INTO target (figure, segment_kind, segment, value, currency, period, set_by, set_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (figure, segment_kind, segment) DO UPDATE SET value = excluded.value, currency = excluded.currency,
          period = excluded.period, set_by = excluded.set_by, set_at = excluded.set_at`,
      [figure, segment.kind, clean(segment.value), value, currency, period, setBy, setAt],
    );
  },
  async remove(figure, { kind, value }) {
    await database.query(
      'DELETE FROM target WHERE figure = $1 AND segment_kind = $2 AND segment = $3',
      [figure, kind, clean(value)],
    );
  },
});

const FIELDS = `figure, segment_kind AS "segmentKind", segment, value, currency, period, set_by AS "setBy", set_at AS "setAt"`;

const targetOf = ({ segmentKind, segment, ...row }: Row): Target =>
  Target.parse({ ...row, segment: { kind: segmentKind, value: segment } });
