import { FEATURES } from '../texts/talks.ts';
import { usage, usageReport } from '../traces.ts';
import { times, type Year } from './window.ts';

const PER_DAY = { Enterprise: 4, 'Mid-market': 2, 'Small business': 1 } as const;
/** Days of use in a fortnight: told one by one for the last four weeks, as one sum before. */
const DAYS_USED = 4;
const FORTNIGHT = 14;

export function tellUsage(year: Year): void {
  const { builder, chance, clock, from, until } = year;
  if (!builder.company.success) return;
  const perDay = PER_DAY[builder.company.segment] + chance.between(0, 1);
  const favourite = chance.pick(FEATURES);
  for (let start = until; start + FORTNIGHT <= from; start += FORTNIGHT) {
    const recent = start < 2 * FORTNIGHT;
    const uses = recent
      ? recentDays(year, start, perDay)
      : fortnight(year, { start, perDay, favourite });
    if ((start - until) % (2 * FORTNIGHT) === FORTNIGHT && start > 20) {
      usageReport(builder, clock, {
        days: start,
        sessions: uses * 2 + chance.between(0, 5),
        errors: chance.between(0, 3),
        feature: favourite,
      });
    }
  }
}

/** Returns the sessions in all. */
function recentDays({ builder, clock, chance }: Year, start: number, perDay: number): number {
  let sum = 0;
  const days = Array.from({ length: FORTNIGHT }, (_, nth) => start + nth).filter(
    (day) => day > 0 && !clock.isWeekend(day),
  );
  times(DAYS_USED, (nth) => {
    const day = days[Math.floor((nth * days.length) / DAYS_USED)] ?? start + 1;
    const uses = perDay + chance.between(0, 1);
    sum += uses;
    usage(builder, clock, {
      days: day,
      feature: chance.pick(FEATURES),
      uses,
      errors: chance.chance(0.12) ? 1 : 0,
      ...(start < FORTNIGHT && { sessions: chance }),
    });
  });
  return sum;
}

function fortnight(
  { builder, clock, chance }: Year,
  { start, perDay, favourite }: { start: number; perDay: number; favourite: string },
): number {
  const uses = perDay * DAYS_USED + chance.between(0, DAYS_USED);
  usage(builder, clock, { days: start, feature: favourite, uses, errors: chance.between(0, 2) });
  return uses;
}
