import { z } from 'zod';
import { isZone } from '../../crm/time/zone.ts';
import { defineAction } from '../view/action.ts';

const Zone = z.string().refine(isZone);

/** Back early, or not going at all. */
export const absenceOver = defineAction('away.over', z.object({}));

/** Shows the public holidays of the country that the asker's region and zone suggest. */
export const holidaysPropose = defineAction('holidays.propose', z.object({ zone: Zone }));
/** Carries the days that were shown, so that the days that are stored are the days that were seen. */
export const holidaysAdd = defineAction(
  'holidays.add',
  z.object({ zone: Zone, days: z.array(z.iso.date()).min(1).max(100) }),
);
