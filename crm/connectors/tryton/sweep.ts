import { z } from 'zod';
import type { TrytonClient } from './client.ts';
import { ALL, type Domain } from './models.ts';
import { countOf, numbersOf, type Ranges, rangesOf } from './ranges.ts';
import { Id } from './values.ts';

/** Nothing tells of a deletion. So the records are counted, and where some are missing, all numbers are asked for. */
export async function sweep(
  client: TrytonClient,
  { model, domain }: { model: string; domain: Domain },
  alive: Ranges,
): Promise<{ alive: Ranges; gone: Id[] }> {
  const count = await client.call(z.number().int(), {
    model,
    method: 'search_count',
    params: [domain],
    context: ALL,
  });
  if (count === countOf(alive)) return { alive, gone: [] };
  const there = await client.call(z.array(Id), {
    model,
    method: 'search',
    params: [domain, 0, null, [['id', 'ASC']]],
    context: ALL,
  });
  const now = new Set(there);
  const gone = [...numbersOf(alive)].filter((id) => !now.has(id));
  return { alive: rangesOf(there), gone };
}
