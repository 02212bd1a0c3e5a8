import { Attention } from '../../crm/notification/preferences.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { NotificationPreferences } from '../../crm/store/notification-preferences.ts';
import type { Database, Sql } from '../database/database.ts';
import { json } from '../database/json.ts';
import { Instant } from '../database/values.ts';

export const notificationPreferencesOn = (database: Database): NotificationPreferences => ({
  async get(person) {
    const [row] = await database.query<{ settings: unknown }>(
      'SELECT settings FROM attention WHERE person_id = $1',
      [person],
      { name: 'attention' },
    );
    return row ? Stored.parse(row.settings) : { ...UNSET };
  },
  save: (person, attention) => savePreferences(database, { person, attention }),
});

export async function savePreferences(
  sql: Pick<Sql, 'query'>,
  { person, attention }: { person: PersonId; attention: Attention },
): Promise<void> {
  await sql.query(
    'INSERT INTO attention (person_id, settings) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET settings = excluded.settings',
    [person, json(attention)],
  );
}

/** Everything at its kind's own pace; who wants the weekend free says so. */
const UNSET: Attention = {
  kinds: {},
  dailyAt: '09:00',
  quiet: null,
  daysOff: [],
  snoozedUntil: null,
  mutedCustomers: [],
  named: true,
};

const Stored = Attention.extend({ snoozedUntil: Instant.nullable() });
