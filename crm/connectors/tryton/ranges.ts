import { z } from 'zod';

/** Numbers in ascending order, each run of them as its first and its last: `[[1, 4], [6, 6]]`. */
export const Ranges = z.array(z.tuple([z.number().int(), z.number().int()]));
export type Ranges = z.output<typeof Ranges>;

export function rangesOf(numbers: Iterable<number>): Ranges {
  const ranges: Ranges = [];
  for (const number of [...new Set(numbers)].sort((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

export const countOf = (ranges: Ranges): number =>
  ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);

export function* numbersOf(ranges: Ranges): Generator<number> {
  for (const [first, last] of ranges)
    for (let number = first; number <= last; number += 1) yield number;
}
