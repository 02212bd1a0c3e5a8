import type { Attention } from '../notification/preferences.ts';
import type { PersonId } from '../person/person.ts';

export interface NotificationPreferences {
  /** The usual preferences where the person set none. */
  get(person: PersonId): Promise<Attention>;
  save(person: PersonId, preferences: Attention): Promise<void>;
}
