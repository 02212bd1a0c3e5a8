import { NotificationPreference } from '../../crm/notification/preferences.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { NotificationPreferences } from '../../crm/store/notification-preferences.ts';
import type { Database, Sql } from '../database/database.ts';
import { json } from '../database/json.ts';
import { Instant } from '../database/values.ts';

export const notificationPreferencesOn = (database: Database): NotificationPreferences => ({
  async get(person) {
    const [row] = await database.query<{ settings: unknown }>(
      'SELECT settings FROM notification_preference WHERE person_id = $1',
      [person],
      { name: 'notification-preference' },
    );
    return row ? Stored.parse(row.settings) : { ...UNSET };
  },
  save: (person, preference) => savePreferences(database, { person, preference }),
});

export async function savePreferences(
  sql: Pick<Sql, 'query'>,
  { person, preference }: { person: PersonId; preference: NotificationPreference },
): Promise<void> {
  await sql.query(
    'INSERT INTO notification_preference (person_id, settings) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET settings = excluded.settings',
    [person, json(preference)],
  );
}

/** Everything at its kind's own pace; who wants the weekend free says so. */
const UNSET: NotificationPreference = {
  kinds: {},
  dailyAt: '09:00',
  quiet: null,
  daysOff: [],
  snoozedUntil: null,
  mutedCustomers: [],
  named: true,
};

const Stored = NotificationPreference.extend({ snoozedUntil: Instant.nullable() });
