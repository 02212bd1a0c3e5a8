import { LRUCache } from 'lru-cache';
import type { Reader } from '../cards/view/format.ts';
import type { Person } from '../crm/person/person.ts';
import { zoneName } from '../crm/time/zone.ts';

/** Before it is known who reads, answers are in this. */
export const DEFAULT_READER = { locale: 'en-GB' };

/** Words are in the bot's language; numbers, dates and their order are those of the reader's region. */
export function readerFor(
  { zone, locale }: Person,
  fallback: { zone: string; locale: string },
  now: Date,
): Reader {
  return {
    zone: known(`zone ${zone}`, () => zoneName(zone), fallback.zone),
    locale: known(`locale ${locale}`, () => regional(locale), fallback.locale),
    now,
  };
}

const regional = (locale: string): string =>
  `en-${new Intl.Locale(locale).maximize().region ?? 'GB'}`;

// Asked at every answer, and dear to ask; a setting that this Node does not know must not cost an answer.
const settings = new LRUCache<string, string>({ max: 1000 });
function known(key: string, read: () => string, fallback: string): string {
  const found = settings.get(key);
  if (found !== undefined) return found;
  const value = tried(read) ?? fallback;
  settings.set(key, value);
  return value;
}

function tried(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
