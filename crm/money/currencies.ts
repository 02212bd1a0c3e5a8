import {
  ALSO_WORDS,
  CALLED,
  HOMES,
  HUNDREDTHS,
  ONLY_AFTER,
  ONLY_CAPITALS,
  PREFIX_POWERS,
  SHARED,
} from './currency-words.ts';

/** Signs, words and codes for a currency, and which currencies each may stand for. */

/** ISO 4217 codes, as far as this machine knows their names. */
export const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export interface Unit {
  /** The currencies that it may stand for. */
  currencies: readonly string[];
  /** The first one is what is usually meant. */
  usual: boolean;
  /** Powers of ten that the unit itself counts: 3 in `TEUR`. */
  power: number;
  /** It may stand before its number. */
  leads: boolean;
}

/** The unit that this word, sign or phrase is; undefined where it is none. */
export function unitOf(written: string): Unit | undefined {
  const small = written.toLowerCase();
  const code = written.toUpperCase();
  if (CODES.has(code) && (written === code || !ALSO_WORDS.has(small)) && code.length === 3)
    return unit([code], { leads: true });
  if (ONLY_CAPITALS.has(small) && written !== code) return undefined;
  const found = vocabulary().get(written) ?? vocabulary().get(small);
  if (found) return HUNDREDTHS.has(small) ? { ...found, power: -2 } : found;
  const [, prefix = '', counted = ''] = /^([tkm])([A-Z]{3}|kr)$/i.exec(written) ?? [];
  const base = prefix && (CODES.has(counted) || counted === 'kr') ? unitOf(counted) : undefined;
  return base && { ...base, power: PREFIX_POWERS[prefix.toLowerCase()] ?? 0 };
}

/** Of the currencies that a unit may be, the one of this country, else the usual one; null where that has to be asked. */
export function currencyOf({ currencies, usual }: Unit, country: string | null): string | null {
  const home = currencies.find((code) => country && HOMES[code]?.split(' ').includes(country));
  if (home) return home;
  return usual || currencies.length === 1 ? (currencies[0] ?? null) : null;
}

const known = new Map<string, number>();

/** Decimal places of the currency's smallest unit: none for a yen, three for a dinar. */
export function minorDigits(currency: string): number {
  const digits =
    known.get(currency) ??
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ??
    2;
  known.set(currency, digits);
  return digits;
}

const unit = (
  currencies: readonly string[],
  { usual = true, leads = true }: { usual?: boolean; leads?: boolean } = {},
): Unit => ({ currencies, usual, power: 0, leads });

const CALLED_SMALL = new Set(Object.values(CALLED).flatMap((list) => list.split(' ')));

let words: ReadonlyMap<string, Unit> | undefined;

/** Made when somebody first writes of money: it asks Intl for every currency. */
function vocabulary(): ReadonlyMap<string, Unit> {
  if (words) return words;
  const made = new Map<string, Unit>();
  const leads = (word: string): boolean => !ONLY_AFTER.test(word) && !word.includes(' ');
  for (const code of CODES) {
    for (const word of spelledByIntl(code)) {
      const before = made.get(word)?.currencies ?? [];
      made.set(word, unit([...before, code], { usual: before.length === 0, leads: leads(word) }));
    }
  }
  for (const [code, list] of Object.entries(CALLED))
    for (const word of list.split(' ')) made.set(word, unit([code], { leads: leads(word) }));
  for (const [word, list] of Object.entries(SHARED))
    made.set(
      word,
      unit(list.trim().split(' '), { usual: !list.startsWith(' '), leads: leads(word) }),
    );
  // Curated words hold in any case.
  for (const word of made.keys())
    if (
      word !== word.toLowerCase() &&
      (CALLED_SMALL.has(word.toLowerCase()) || word.toLowerCase() in SHARED)
    )
      made.delete(word);
  words = made;
  return made;
}

/** Its sign, and its name for one and for many: `Kč`, `canadian dollar`, `canadian dollars`. */
function spelledByIntl(currency: string): string[] {
  const sign = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const name = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'name',
  });
  // A currency stands before or behind its number.
  const [mark = '', ...names] = [sign.format(1), name.format(1), name.format(2)].map((written) =>
    written.replace(/^[\d.\s]+|[\d.\s]+$/g, ''),
  );
  // In plain letters it is the sign in its own case only: `Ft` are forints, and `ft` are feet.
  const marks = /^[A-Za-z]+$/.test(mark) ? [mark] : [mark, mark.toLowerCase()];
  return [...new Set([...marks, ...names.map((one) => one.toLowerCase())])].filter(
    (word) => word.length > 1 || /\p{Sc}/u.test(word),
  );
}
