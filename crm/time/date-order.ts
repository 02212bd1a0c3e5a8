/** In the language of the locale's region: an English reader in Spain writes days as Spain does. */
function partsOf(locale: string): Intl.DateTimeFormatPart[] {
  const { region } = new Intl.Locale(locale).maximize();
  const { language } = new Intl.Locale(region ? `und-${region}` : locale).maximize();
  const spoken = region ? `${language}-${region}` : language;
  return new Intl.DateTimeFormat(`${spoken}-u-ca-gregory-nu-latn`, {
    day: 'numeric',
    month: 'numeric',
    timeZone: 'UTC',
  }).formatToParts(0);
}

/** How the locale writes a day and a month in digits: 28/11 in Sweden, whose whole dates begin with the year. */
export const isDayFirst = (locale: string): boolean =>
  partsOf(locale).find(({ type }) => type === 'day' || type === 'month')?.type === 'day';

/** Whether it writes them with a dash between: 28-11. */
export const usesDash = (locale: string): boolean =>
  partsOf(locale).some(({ type, value }) => type === 'literal' && value.includes('-'));
