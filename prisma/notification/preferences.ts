import { NotificationPreference } from '../../crm/notification/preferences.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { NotificationPreferences } from '../../crm/store/notification-preferences.ts';
import { batchCalls } from '../database/batched.ts';
import type { Database, Sql } from '../database/database.ts';
import { json } from '../database/json.ts';
import { Instant } from '../database/values.ts';

export const notificationPreferencesOn = (database: Database): NotificationPreferences => ({
  // A win asks for everybody whom it names.
  get: batchCalls((people) => preferencesOf(database, people)),
  save: (person, preference) => savePreferences(database, { person, preference }),
});

async function preferencesOf(
  database: Database,
  people: readonly PersonId[],
): Promise<NotificationPreference[]> {
  const rows = await database.query<{ person: string; settings: unknown }>(
    'SELECT person_id AS person, settings FROM notification_preference WHERE person_id = ANY($1)',
    [people],
    { name: 'notification-preferences' },
  );
  const settings = new Map(rows.map((row) => [row.person, row.settings]));
  return people.map((person) =>
    settings.has(person) ? Stored.parse(settings.get(person)) : { ...UNSET },
  );
}

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
