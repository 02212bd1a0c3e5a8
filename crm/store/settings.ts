import { z } from 'zod';
import { FieldOwners } from '../customer/field-owners.ts';
import { Place } from '../person/place.ts';
import { CelebrationSettings } from './celebrations.ts';

/** The organisation's settings by their keys. A key never holds an id: what is known of one thing has a table. */
export interface SettingValues {
  /** For how many hours a fact is news; longer than 30 days, facts are not appended one by one. */
  'announce-hours': number;
  /** The things that are celebrated without anybody telling them; null is off. */
  celebrations: CelebrationSettings;
  /** Signs the addresses of charts' pictures. */
  'chart-key': string;
  /** Signs the addresses at which lists are fetched as files. */
  'export-key': string;
  /** The demo organisation: when it began to move in, and whether it is there or was removed since. */
  demo: { at: Date; state: 'moving-in' | 'there' | 'removed' };
  /** The days that entries of timelines are kept, as the last night deleted them; older ones are not saved again. */
  'entries-kept': number;
  /** Keys under which the names of what was erased are hashed, newest first. */
  'erasure-keys': readonly string[];
  /** Which systems decide the facts of a customer that several of them know. */
  'field-owners': FieldOwners;
  /** Of the revenue, in percent, for figures of profit. */
  'gross-margin': number;
  /** When `npm run backup` last wrote a file. */
  'last-backup': { at: Date };
  /** The version of the rules that made the stored search keys. */
  'search-keys': number;
  /** Where wins are posted. */
  'wins-channel': Place;
}

export type SettingKey = keyof SettingValues;

/** Every setting there is. */
export const SETTINGS: { readonly [Key in SettingKey]: z.ZodType<SettingValues[Key]> } = {
  'announce-hours': z
    .number()
    .positive()
    .max(30 * 24),
  celebrations: CelebrationSettings,
  'chart-key': z.string().min(32),
  'export-key': z.string().min(32),
  demo: z.object({ at: z.coerce.date(), state: z.enum(['moving-in', 'there', 'removed']) }),
  'entries-kept': z.number().int().positive(),
  'erasure-keys': z.array(z.string().min(32)),
  'field-owners': FieldOwners,
  'gross-margin': z.number().positive().max(100),
  'last-backup': z.object({ at: z.coerce.date() }),
  'search-keys': z.number().int(),
  'wins-channel': Place,
};

export interface Settings {
  /** Null where it is not set, or not to something that this version understands. */
  get<Key extends SettingKey>(key: Key): Promise<SettingValues[Key] | null>;
  set<Key extends SettingKey>(key: Key, value: SettingValues[Key] | null): Promise<void>;
}
