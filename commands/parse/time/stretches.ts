import type { Reader } from '../../../cards/view/format.ts';
import { instantAt } from '../../../crm/time/clock.ts';
import { dayIn } from '../../../crm/time/day.ts';

const THIS = String.raw`^(?:later\s+)?(?:this|today\s+in\s+the)\s+`;
/** Parts of today, and the hours of their beginning and their end. */
const STRETCHES: readonly (readonly [RegExp, string, string])[] = [
  [new RegExp(`${THIS}morning$`, 'i'), '09:00', '12:00'],
  [new RegExp(`${THIS}afternoon$`, 'i'), '15:00', '17:00'],
  [new RegExp(`${THIS}evening$`, 'i'), '18:00', '21:00'],
  [/^(?:later\s+)?tonight$/i, '20:00', '23:00'],
];

/** `this afternoon`: when it begins, and once it has begun its end, which may have passed; null where the words are none. */
export function stretchToday(words: string, { now, zone }: Reader): Date | null {
  const found = STRETCHES.find(([pattern]) => pattern.test(words));
  if (!found) return null;
  const [begins, ends] = found.slice(1).map((at) => instantAt(dayIn(now, zone), String(at), zone));
  return (begins && begins > now ? begins : ends) ?? null;
}
