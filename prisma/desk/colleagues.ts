import type { Desk } from '../../crm/desk.ts';
import { PersonId, PlatformId } from '../../crm/person.ts';
import type { Database } from '../database.ts';
import { SUMMARY, type SummaryRow, summaryOf } from '../summaries.ts';

export const colleaguesOn = (
  database: Database,
): Pick<Desk, 'accountsOf' | 'owned' | 'managersOf'> => ({
  async accountsOf(person) {
    const rows = await database.query<{ platform: string; tenant: string; user: string }>(
      `SELECT platform, tenant, user_id AS "user" FROM chat_account WHERE person_id = $1 AND standing = 'member' ORDER BY checked_at DESC, platform, tenant, user_id`,
      [person],
      { name: 'accounts-of' },
    );
    return rows.map((row) => ({ ...row, platform: PlatformId.parse(row.platform) }));
  },
  async owned(person, limit) {
    const rows = await database.query<SummaryRow>(
      `SELECT ${SUMMARY} FROM customer c WHERE c.owner_id = $1 AND c.stage <> 'churned'
        ORDER BY (c.stage = 'at-risk') DESC, c.renews_on NULLS LAST, c.name, c.id LIMIT $2`,
      [person, limit],
      { name: 'owned' },
    );
    return rows.map(summaryOf);
  },
  async managersOf(department) {
    const rows = await database.query<{ id: string }>(
      `SELECT id FROM person WHERE department_id = $1 AND role = 'manager' AND active ORDER BY name, id`,
      [department],
      { name: 'managers-of' },
    );
    return rows.map(({ id }) => PersonId.parse(id));
  },
});
