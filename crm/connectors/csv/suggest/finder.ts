import { areDates, areNumbers, type Sample } from './sample.ts';

/** `billingCity`, `Billing_City` as `billing city`. */
export const plain = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

/** Finds columns by words of their names, and by their cells; null where there is none. */
export function finder({ header, cells, dates, decimal }: Sample) {
  const find = (words: RegExp, fits: (cells: readonly string[]) => boolean): string | null => {
    const found = header.find((name) => words.test(plain(name)) && fits(cells.get(name) ?? []));
    return found === undefined ? null : `{${found}}`;
  };
  return {
    any: (words: RegExp) => find(words, () => true),
    date: (words: RegExp) => find(words, (some) => areDates(some, dates)),
    number: (words: RegExp) => find(words, (some) => areNumbers(some, decimal)),
    words: (column: string | null) => [...new Set(cells.get(column?.slice(1, -1) ?? '') ?? [])],
  };
}

export type Finder = ReturnType<typeof finder>;
