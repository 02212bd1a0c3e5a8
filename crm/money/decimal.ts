/** An exact decimal number: `units` × 10 ^ -`places`. */
export interface Decimal {
  units: bigint;
  places: number;
}

const ZEROES = [...'0٠۰०০੦૦୦௦౦೦൦๐໐༠၀０'];

/** Digits of any script as `0` to `9`. */
export const asciiDigits = (text: string): string =>
  text.replace(/[^\P{Nd}0-9]/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROES.map((one) => one.codePointAt(0) ?? 0).find(
      (one) => code >= one && code < one + 10,
    );
    return zero === undefined ? digit : String(code - zero);
  });

/** Everything that people put between groups of digits besides a comma and a point. */
export const GROUPING = String.raw` \u00a0\u2007\u2009\u202f'’٬`;

const THREES = new RegExp(String.raw`^\d{1,3}(?:([${GROUPING}.,])\d{3})(?:\1\d{3})*$`);
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}$/;
const PLAIN = /^\d+$/;

/** A whole number, grouped or not; null where the groups are no groups. */
const whole = (text: string): string | null =>
  PLAIN.test(text) || THREES.test(text) || INDIAN.test(text) ? text.replace(/\D/g, '') : null;

/**
 * Reads a number as people type it. The last separator is the decimal one, unless exactly three digits follow it
 * and it groups; null where it can be read in no way.
 */
export function typedDecimal(written: string): Decimal | null {
  const text = asciiDigits(written.trim()).replaceAll('٫', '.');
  const grouped = whole(text);
  if (grouped !== null) return { units: BigInt(grouped), places: 0 };
  const [, before = '', mark = '', after = ''] = /^(.*?)([.,])(\d+)$/.exec(text) ?? [];
  const head = before === '' ? '0' : whole(before);
  if (mark === '' || head === null || before.includes(mark)) return null;
  return { units: BigInt(head + after), places: after.length };
}

/** Reads a number whose decimal mark is known: nothing else is taken for one, and groups are of three. */
export function markedDecimal(written: string, decimal: '.' | ','): Decimal | null {
  const text = asciiDigits(written.trim());
  const at = text.indexOf(decimal);
  const [before, after] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  const head = before === '' ? '0' : whole(before);
  if (head === null || INDIAN.test(before)) return null;
  if (!/^\d*$/.test(after) || before + after === '') return null;
  return { units: BigInt(head + after), places: after.length };
}

export const timesTen = ({ units, places }: Decimal, power: number): Decimal =>
  power <= places
    ? { units, places: places - power }
    : { units: units * 10n ** BigInt(power - places), places: 0 };

export function plus(one: Decimal, other: Decimal): Decimal {
  const places = Math.max(one.places, other.places);
  const [left, right] = [one, other].map(
    (number) => number.units * 10n ** BigInt(places - number.places),
  );
  return { units: (left ?? 0n) + (right ?? 0n), places };
}

/** `0.3`, `-12`, `0`: with a point, and no zeroes at the end. */
export function decimalText({ units, places }: Decimal): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const rest = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${rest && `.${rest}`}`;
}

/** Reads back the text of `decimalText`. */
export function textDecimal(text: string): Decimal {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const units = BigInt(`${whole}${rest}` || '0');
  return { units: sign ? -units : units, places: rest.length };
}

/** With this many decimal places, halves away from zero; null where it is too large to be kept exactly. */
export function rounded({ units, places }: Decimal, to: number): number | null {
  const scale = 10n ** BigInt(Math.max(0, places - to));
  const kept = units * 10n ** BigInt(Math.max(0, to - places));
  const size = kept < 0n ? -kept : kept;
  const whole = (size * 2n + scale) / (scale * 2n);
  const signed = Number(kept < 0n ? -whole : whole);
  return Number.isSafeInteger(signed) ? signed : null;
}
