/** Countries as sources write them: a name in one of several languages, or a code. */

const LOCALES =
  'en de fr es it nl pt sv da nb fi pl cs hu ro tr ru uk el ja ko zh hi bn ar he'.split(' ');
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const REGIONS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
const ALSO: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  america: 'US',
  'united states of america': 'US',
  holland: 'NL',
  'czech republic': 'CZ',
  uae: 'AE',
};

let regions: ReadonlyMap<string, string> | undefined;

/** The region (ISO 3166-1) of a country that a source named; null where it is none that is known. */
export function regionOf(country: string | null): string | null {
  const words = country?.trim().toLowerCase() ?? '';
  if (words === '') return null;
  regions ??= named();
  return ALSO[words] ?? regions.get(words) ?? null;
}

/** How sources may name a region, in small letters: in one of several languages, or by a code. */
export function namesOfRegion(region: string): string[] {
  regions ??= named();
  return [...regions, ...Object.entries(ALSO)]
    .filter(([, named]) => named === region)
    .map(([name]) => name);
}

/** Made when it is first needed: it asks Intl for every region. */
function named(): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const locale of LOCALES) {
    const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    for (const region of REGIONS) {
      const name = names.of(region)?.toLowerCase();
      if (!name) continue;
      // A code that was given up, such as DD, is a name of the region that has it now.
      const current = new Intl.Locale(`und-${region}`).region ?? region;
      if (!known.has(name)) known.set(name, current);
      if (!known.has(region.toLowerCase())) known.set(region.toLowerCase(), current);
    }
  }
  return known;
}
