import type { DayOff } from '../../crm/absence/day-off.ts';
import { stringsFor } from '../strings.ts';
import { type Reader, weekdayAndDay } from '../view/format.ts';
import { firstName } from '../view/names.ts';

/** `Fri 25 Dec is a holiday for Tom.`, or `… a holiday here.` to Tom himself, who is null then. */
export const dayOffWords = ({ day, why }: DayOff, name: string | null, reader: Reader): string =>
  stringsFor(reader).absence.dayOff[why](weekdayAndDay(day, reader), name && firstName(name));
