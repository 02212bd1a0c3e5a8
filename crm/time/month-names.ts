/** In English. */
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const LOCALES = 'en de fr es it nl pt sv da nb fi pl cs sk hu ro bg ru uk tr el hi bn'.split(' ');
const EACH_MONTH = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 15)));

let names: ReadonlySet<string> | undefined;

/** Whether a word is a month in one of many languages, whole or shortened. */
export function isMonth(word: string): boolean {
  if (word.length < 3) return false;
  names ??= new Set(
    LOCALES.flatMap((locale) =>
      (['long', 'short'] as const).flatMap((month) => {
        const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month, timeZone: 'UTC' });
        return EACH_MONTH.map(
          (day) =>
            format
              .formatToParts(day)
              .find(({ type }) => type === 'month')
              ?.value.toLowerCase()
              .replace(/\.$/, '') ?? '',
        );
      }),
    ),
  );
  return names.has(word.toLowerCase());
}
