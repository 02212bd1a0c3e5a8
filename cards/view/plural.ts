const rules = new Intl.PluralRules('en');
// British, so that there is no comma before "and".
const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const disjunction = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const enumeration = new Intl.ListFormat('en-GB', { type: 'unit' });

/** The form of a word that goes with a number: `1 ticket`, `0 tickets`, `2 tickets`. */
export const plural = (n: number, one: string, other: string): string =>
  rules.select(n) === 'one' ? one : other;

/** `Ana, Ben and Kim`; empty for nobody. */
export const listAnd = (items: readonly string[]): string => conjunction.format(items);

/** `Ana, Ben or Kim`; empty for nobody. */
export const listOr = (items: readonly string[]): string => disjunction.format(items);

/** `Ana, Ben, Kim`; empty for nobody. */
export const listCommas = (items: readonly string[]): string => enumeration.format(items);

const SOME = 5;

/** `Ana, Ben, Kim, Lea, Mia and 7 more`. */
export const listSome = (items: readonly string[]): string =>
  items.length > SOME
    ? `${listCommas(items.slice(0, SOME))} and ${items.length - SOME} more`
    : listCommas(items);
