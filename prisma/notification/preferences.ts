import { z } from 'zod';
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
  const rows = await database.query<{ person: string; settings: unknown; joined: unknown }>(
    `SELECT p.person_id AS person, p.settings, (SELECT jsonb_object_agg(j.former_id, j.now_id) FROM ${MUTED}
        JOIN customer_join j ON j.former_id = m.id) AS joined FROM notification_preference p WHERE p.person_id = ANY($1)`,
    [people],
    { name: 'notification-preferences' },
  );
  const settings = new Map(rows.map((row) => [row.person, row]));
  return people.map((person) => {
    const row = settings.get(person);
    return row ? asJoined(Stored.parse(row.settings), Joined.parse(row.joined)) : { ...UNSET };
  });
}

/** The customers in the stored list. */
const MUTED = `jsonb_array_elements_text(p.settings->'mutedCustomers') m(id)`;
/** A former customer's id, and that of the one which it is a part of now. */
const Joined = z.record(z.string(), z.string()).nullable();

/** Somebody who muted a customer has muted the one that it became a part of. */
const asJoined = (
  preference: NotificationPreference,
  joined: z.infer<typeof Joined>,
): NotificationPreference =>
  joined === null
    ? preference
    : {
        ...preference,
        mutedCustomers: [...new Set(preference.mutedCustomers.map((id) => joined[id] ?? id))],
      };

export async function savePreferences(
  sql: Pick<Sql, 'query'>,
  { person, preference }: { person: PersonId; preference: NotificationPreference },
): Promise<void> {
  const mutedCustomers = await mutedToStore(sql, person, preference.mutedCustomers);
  await sql.query(
    'INSERT INTO notification_preference (person_id, settings) VALUES ($1, $2) ON CONFLICT (person_id) DO UPDATE SET settings = excluded.settings',
    [person, json({ ...preference, mutedCustomers })],
  );
}

/** A former customer stays in the list by its own id, so that it is muted alone once it is taken apart again. */
async function mutedToStore(
  sql: Pick<Sql, 'query'>,
  person: PersonId,
  wanted: readonly string[],
): Promise<readonly string[]> {
  const stored = await sql.query<{ id: string; now: string | null }>(
    `SELECT m.id, j.now_id AS now FROM notification_preference p, ${MUTED} LEFT JOIN customer_join j ON j.former_id = m.id WHERE p.person_id = $1`,
    [person],
  );
  const formers = stored.filter(({ now }) => now !== null && wanted.includes(now));
  const own = new Set(stored.filter(({ now }) => now === null).map(({ id }) => id));
  const itself = wanted.filter((id) => own.has(id) || !formers.some(({ now }) => now === id));
  return [...itself, ...formers.map(({ id }) => id)];
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
