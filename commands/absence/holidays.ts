import type { z } from 'zod';
import { holidaysAdd, holidaysPropose } from '../../cards/absence/actions.ts';
import { holidaysCard, proposedHolidaysCard } from '../../cards/absence/holidays-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { dayOf } from '../../cards/view/format.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { addMonths, type Day } from '../../crm/time/day.ts';
import {
  type Country,
  findCountry,
  guessCountry,
  publicHolidays,
} from '../../crm/time/public-holidays.ts';
import { isSameZone, zoneCalled, zoneOfCity } from '../../crm/time/zone.ts';
import { administratorsOnly } from '../administrators-only.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { whenWords } from '../parse/instant.ts';

/** Nobody types more at once. */
const MOST_DAYS = 30;
const [FIRST, LAST] = ['1970-01-01', '2999-12-31'];

export const holidays = defineCommand({
  name: 'holidays',
  listed: 'late',
  usage: 'holidays [zone] [country | [not] days]',
  summary: 'Days on which an office is closed, so that nothing is due there',
  examples: [
    'holidays',
    'holidays germany',
    'holidays 25 dec, 26 dec, 1 jan',
    'holidays Europe/Madrid 6 jan',
  ],
  writes: true,
  args: CommandInput,
  run: read,
  actions: [
    on(holidaysPropose, async ({ zone }, context) => {
      const country = await guessCountry(context.reader.locale, zone);
      if (!country)
        throw new Problem('unknown-country', stringsFor(context.reader).holidays.unknownCountry);
      return propose(country, zone, context);
    }),
    on(holidaysAdd, async ({ zone, days }, context) => {
      await set({ zone, days, off: false }, context);
      return show(zone, context);
    }),
  ],
});

async function read({ words }: z.output<typeof CommandInput>, context: Context): Promise<Reply> {
  const { zone: named, rest } = zoneFirst(words.replace(/^(?:in|for|of)\s+/i, ''));
  const off = /^not\b/i.test(rest);
  const said = off ? rest.slice('not'.length).trim() : rest;
  const zone = named ?? context.reader.zone;
  const parts = said.split(/\s*(?:,|;|\band\b)\s*/).filter(Boolean);
  if (parts.length === 0) return show(zone, context);
  const { days, unread } = daysFrom(parts, context);
  if (unread === null) {
    await set({ zone, days, off }, context);
    return show(zone, context);
  }
  const country = off ? null : await findCountry(said);
  const there = country || off || named ? null : zoneOfCity(said);
  if (there) return show(there, context);
  if (!country) throw new Problem('unread-day', stringsFor(context.reader).holidays.unread(unread));
  return propose(country, zone === named ? zone : zoneIn(country, zone), context);
}

const ZONE_WORDS = 4;

/** A zone that begins the words, in any case and with spaces: `Europe/Berlin`, `america / new york`. */
function zoneFirst(words: string): { zone: string | null; rest: string } {
  const parts = words.replace(/\s*\/\s*/g, '/').split(/\s+/);
  for (let size = Math.min(ZONE_WORDS, parts.length); size > 0; size -= 1) {
    const zone = zoneCalled(parts.slice(0, size).join('_'));
    if (zone) return { zone, rest: parts.slice(size).join(' ') };
  }
  return { zone: null, rest: words.replace(/\s+/g, ' ') };
}

/** Only administrators set days; it is on record. */
async function set(
  { zone, days, off }: { zone: string; days: readonly Day[]; off: boolean },
  context: Context,
): Promise<void> {
  const { store } = context;
  await administratorsOnly(context, 'holidays');
  const known = await store.holidays.of(zone, FIRST, LAST);
  await context.audit({
    action: 'settings',
    customer: null,
    detail: { set: 'holidays', zone, days: [...days], off },
  });
  await store.holidays.save(
    zone,
    off ? known.filter((day) => !days.includes(day)) : [...new Set([...known, ...days])].sort(),
  );
}

async function show(zone: string, context: Context): Promise<Reply> {
  const { reader } = context;
  const days = await comingDays(zone, context);
  return { kind: 'answer', view: holidaysCard({ zone, days, reader }) };
}

/** Nothing is stored: the button carries what it would add. */
async function propose(country: Country, zone: string, context: Context): Promise<Reply> {
  const { reader, person } = context;
  const known = await comingDays(zone, context);
  const there = await publicHolidays(country.region, dayOf(reader.now, reader));
  return {
    kind: 'answer',
    view: proposedHolidaysCard({
      zone,
      country,
      holidays: there.filter(({ day }) => !known.includes(day)),
      mayAdd: isAdministrator(person),
      reader,
    }),
  };
}

/** The holidays of the next twelve months. */
const comingDays = (zone: string, { store, reader }: Context): Promise<Day[]> => {
  const today = dayOf(reader.now, reader);
  return store.holidays.of(zone, today, addMonths(today, 12));
};

/** The asker's own zone where the country has it, else the country's first. */
const zoneIn = ({ zones }: Country, zone: string): string =>
  zones.some((one) => isSameZone(one, zone)) ? zone : (zones[0] ?? zone);

/** Read up to the first that is no day; of more days than fit at once, the first beyond them is unread. */
function daysFrom(
  parts: readonly string[],
  context: Context,
): { days: Day[]; unread: string | null } {
  const days: Day[] = [];
  for (const part of parts) {
    const day = days.length < MOST_DAYS ? dayFrom(part, context) : null;
    if (day === null) return { days, unread: part };
    days.push(day);
  }
  return { days, unread: null };
}

function dayFrom(words: string, { now, reader }: Context): Day | null {
  const when = whenWords(words, { ...reader, now });
  return when?.wholeDay ? dayOf(when.at, reader) : null;
}
