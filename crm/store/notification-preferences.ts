import type { Attention } from '../attention.ts';
import type { PersonId } from '../person.ts';

export interface NotificationPreferences {
  /** The usual preferences where the person set none. */
  get(person: PersonId): Promise<Attention>;
  save(person: PersonId, preferences: Attention): Promise<void>;
}
