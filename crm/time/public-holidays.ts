import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import { addDays, addMonths, type Day, daysBetween } from './day.ts';
import { isSameZone } from './zone.ts';

/** A country (ISO 3166-1) or a part of one that has holidays of its own, such as `DE` or `DE-BY`. */
export type Region = string;

export interface PublicHoliday {
  day: Day;
  /** In English. */
  name: string;
}

/** Where a region lies: its name in English, and its zones, the one of most people first. */
export interface Country {
  region: Region;
  name: string;
  zones: readonly string[];
}

// The data of all countries are several megabytes: they are read when somebody asks for them.
const library = async (): Promise<typeof Holidays> => (await import('date-holidays')).default;

/** Finds a typed country: `germany`, `de`, `de-by`. Null where no country has that name. */
export async function findCountry(typed: string): Promise<Country | null> {
  const Calendar = await library();
  const countries = new Calendar().getCountries('en');
  const words = typed
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\s?-\s?/g, '-');
  const [, code = '', part] = /^([a-z]{2})(?:[-\s]([a-z\d]{1,4}))?$/.exec(words) ?? [];
  const country = countries[code.toUpperCase()]
    ? code.toUpperCase()
    : Object.keys(countries).find((id) => isCalled(id, countries[id] ?? '', words));
  if (!country) return null;
  const name = countries[country] ?? country;
  const zones = new Calendar(country).getTimezones();
  if (!part) return { region: country, name, zones };
  const state = new Calendar().getStates(country, 'en')?.[part.toUpperCase()];
  return state
    ? { region: `${country}-${part.toUpperCase()}`, name: `${name}, ${state}`, zones }
    : null;
}

/** The country of a person: their locale's, unless their zone lies elsewhere; then the one whose zone it is first of all. */
export async function guessCountry(locale: string, zone: string): Promise<Country | null> {
  const Calendar = await library();
  const spoken = new Intl.Locale(locale).region ?? '';
  const lies = (country: string) =>
    new Calendar(country).getTimezones()?.findIndex((one) => isSameZone(one, zone)) ?? -1;
  const countries = Object.keys(new Calendar().getCountries('en'));
  if (countries.includes(spoken) && lies(spoken) >= 0) return findCountry(spoken);
  const there = countries.find((country) => lies(country) === 0);
  return there ? findCountry(there) : null;
}

/** The whole days on which everybody there is off, in the twelve months from this day on. */
export async function publicHolidays(region: Region, from: Day): Promise<PublicHoliday[]> {
  const Calendar = await library();
  const [country = '', state = ''] = region.split('-');
  const calendar = state ? new Calendar(country, state) : new Calendar(country);
  const until = addMonths(from, 12);
  const years = [...new Set([from, until].map((day) => Number(day.slice(0, 4))))];
  const found = years
    .flatMap((year) => calendar.getHolidays(year, 'en'))
    .filter(({ type, date }) => type === 'public' && date.slice(11, 16) === '00:00')
    .flatMap(daysOf)
    .filter(({ day }) => day >= from && day < until)
    .sort((one, other) => one.day.localeCompare(other.day));
  return found.filter(({ day }, i) => day !== found[i - 1]?.day);
}

/** Some last several days; the day on which clocks are set is none shorter. */
function daysOf({ date, name, start, end }: HolidaysTypes.Holiday): PublicHoliday[] {
  const first = date.slice(0, 10);
  const length = Math.max(1, daysBetween(start.toISOString(), end.toISOString()));
  return Array.from({ length }, (_, i) => ({ day: addDays(first, i), name }));
}

/** Names by which people know it besides its English one: `uk`, `united kingdom`, `usa`. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  GB: ['uk', 'united kingdom', 'great britain', 'england'],
  US: ['usa', 'united states', 'america'],
  NL: ['holland'],
  CZ: ['czechia'],
};

const isCalled = (id: string, name: string, words: string): boolean =>
  name.toLowerCase() === words || (ALSO[id]?.includes(words) ?? false);
