import type { NotificationPreference } from '../notification/preferences.ts';
import type { PersonId } from '../person/person.ts';

export interface NotificationPreferences {
  /** The usual preferences where the person set none. */
  get(person: PersonId): Promise<NotificationPreference>;
  save(person: PersonId, preferences: NotificationPreference): Promise<void>;
}
