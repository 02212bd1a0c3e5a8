/** Before an hour: `at 5`. */
const AT = String.raw`(?:\bat|@|\bkl\.?|\bum)\s*`;
const MARKED =
  /(?<!\b(?:in|for|within)\s)(?<![\d:.])(\d{1,2})(?::(\d{2}))?\s?(?:h|hrs|uhr|[時点])(?:\s?(\d{2})(?:分|\b))?(?![\p{L}\d])/giu;
const DOTTED = /(?<![\d.:/-])(\d{1,2})\.(\d{2})(?![\d.])\s?(?:uhr\b|h\b)?/gi;
const AT_HOUR = new RegExp(
  String.raw`${AT}(\d{1,2})(?:[:.](\d{2}))?(?![\d:]|\.\d|\s*(?:am|pm|[ap]\.m|[ap]\b|o.?clock|noon))`,
  'gi',
);
const BARE = /(?<![\d:./T-]|T\d\d)([1-6]):([0-5]\d)(?![\d:]|\s*(?:am|pm|[ap]\.m))/gi;

/** Writes every clock among the words as `17:30`. Dates are written out before. */
export const writeClocks = (words: string): string =>
  words
    .replace(DOTTED, (as, hours: string, minutes: string) => clock(hours, minutes) ?? as)
    .replace(
      MARKED,
      (as, hours: string, minutes?: string, others?: string) =>
        plain(hours, minutes ?? others ?? '00') ?? as,
    )
    .replace(AT_HOUR, (as, hours: string, minutes = '00') => clock(hours, minutes) ?? as)
    .replace(BARE, (as, hours: string, minutes: string) => clock(hours, minutes) ?? as);

/** A bare hour from 1 to 6 is an office's: five is 17:00. Said with "am", or as 05:00, it is what it says. */
function clock(hours: string, minutes: string): string | null {
  const hour = Number(hours);
  const isOffice = !hours.startsWith('0') && hour >= 1 && hour <= 6;
  return plain(String(isOffice ? hour + 12 : hour), minutes);
}

function plain(hours: string, minutes: string): string | null {
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  return ` ${hours.padStart(2, '0')}:${minutes}`;
}
