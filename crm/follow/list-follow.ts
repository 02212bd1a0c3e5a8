import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CustomerId } from '../customer/customer.ts';
import type { DigestSchedule } from '../digest/schedule.ts';
import { PersonId } from '../person/person.ts';
import { Place } from '../person/place.ts';

/** A channel that is told, once a working day, which customers came onto a list and which left it. */
export const ListFollow = z.object({
  id: z.string().min(1),
  /** Grows by one with every change. */
  version: z.number().int(),
  place: Place,
  name: z.string(),
  /** As they are typed after `customers`, read anew each day. */
  words: z.string(),
  /** Set it up: `mine` and `followed` are theirs. */
  by: PersonId,
  since: z.date(),
  /** The customers are those of this instant. */
  toldAt: z.date(),
  nextAt: z.date(),
});
export type ListFollow = z.infer<typeof ListFollow>;

/** A customer who came onto a list or left it. */
export interface ListChange {
  customerId: CustomerId;
  came: boolean;
}

/** Its lists of the same name are one. */
export const listFollowId = ({ platform, tenant, id }: Place, name: string): string =>
  createHash('sha256')
    .update(JSON.stringify([platform, tenant, id, name.toLowerCase()]))
    .digest('hex')
    .slice(0, 32);

/** Working days, at the hour of the channel's digest where it has one. */
export function newsSchedule(
  digest: Pick<DigestSchedule, 'clock' | 'zone'> | null,
  zone: string,
): DigestSchedule {
  const { clock, zone: of } = digest ?? { clock: '09:00', zone };
  return { every: 'day', weekdays: [1, 2, 3, 4, 5], clock, zone: of, onHoliday: 'skip' };
}

/** Both in the order of the list, the worst first; those who left in the order in which they stood on it. */
export function listChanges(
  before: readonly CustomerId[],
  now: readonly CustomerId[],
): { came: CustomerId[]; left: CustomerId[] } {
  const [had, has] = [new Set(before), new Set(now)];
  return { came: now.filter((id) => !had.has(id)), left: before.filter((id) => !has.has(id)) };
}
