import type { z } from 'zod';
import { holidaysCard } from '../../cards/absence/holidays-card.ts';
import { wordsFor } from '../../cards/strings.ts';
import { dayOf } from '../../cards/view/format.ts';
import { Problem } from '../../crm/problem.ts';
import type { Day } from '../../crm/time/day.ts';
import { addMonths } from '../../crm/time/day.ts';
import { isZone } from '../../crm/time/zone.ts';
import { administratorsOnly } from '../administrators-only.ts';
import { type Context, defineCommand, type Reply, Words } from '../command.ts';
import { whenWords } from '../parse/instant.ts';

const [FIRST, LAST] = ['1970-01-01', '2999-12-31'];

export const holidays = defineCommand({
  name: 'holidays',
  usage: 'holidays [zone] [not] [days]',
  summary: 'Days on which an office is closed, so that nothing is due there',
  examples: ['holidays', 'holidays 25 dec, 26 dec, 1 jan', 'holidays Europe/Madrid 6 jan'],
  writes: true,
  args: Words,
  run: set,
});

async function set({ words }: z.output<typeof Words>, context: Context): Promise<Reply> {
  const { store, reader } = context;
  const [, named, not, said = ''] =
    /^([A-Z][A-Za-z_]+\/[A-Za-z_/+-]+)?\s*(not\b)?\s*(.*)$/.exec(words) ?? [];
  const zone = named && isZone(named) ? named : reader.zone;
  const days = said
    .split(/\s*(?:,|;|\band\b)\s*/)
    .filter(Boolean)
    .map((day) => dayFrom(day, context));
  if (days.length > 0) {
    await administratorsOnly(context, 'holidays');
    const known = await store.holidays.of(zone, FIRST, LAST);
    await context.audit({
      action: 'settings',
      customer: null,
      detail: { set: 'holidays', zone, days, off: not !== undefined },
    });
    await store.holidays.save(
      zone,
      not ? known.filter((day) => !days.includes(day)) : [...new Set([...known, ...days])].sort(),
    );
  }
  const shown = await store.holidays.of(
    zone,
    dayOf(reader.now, reader),
    addMonths(dayOf(reader.now, reader), 12),
  );
  return { kind: 'answer', view: holidaysCard({ zone, days: shown, reader }) };
}

function dayFrom(words: string, { now, reader }: Context): Day {
  const read = whenWords(words, { now, zone: reader.zone });
  if (!read?.wholeDay)
    throw new Problem('unread-day', wordsFor(reader).handoff.holidays.unread(words));
  return dayOf(read.at, reader);
}
