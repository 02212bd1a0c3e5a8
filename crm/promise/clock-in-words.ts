/** An hour behind the words of a promise, as every region writes it: `(17:00)`, `(5:00 pm)`. */
const CLOCK = /\s\((\d{1,2})[:.](\d\d)(?:\s?([ap])\.?m\.?)?\)$/iu;

/** The hour in a promise's words as `17:00`; null where they have none. */
export function clockIn(what: string): string | null {
  const [, hours, minutes, half] = CLOCK.exec(what) ?? [];
  if (hours === undefined) return null;
  const isLate = half?.toLowerCase() === 'p';
  const hour = half ? (Number(hours) % 12) + (isLate ? 12 : 0) : Number(hours);
  return hour < 24 ? `${String(hour).padStart(2, '0')}:${minutes}` : null;
}

/** The hour stands behind the words, in the place of an earlier one. */
export const withClock = (what: string, at: string): string => `${what.replace(CLOCK, '')} (${at})`;
