import { z } from 'zod';
import { stringsFor } from '../strings.ts';
import { button } from './action.ts';
import { count, type Reader } from './format.ts';
import type { Block, Press } from './view.ts';

/** How many of a list were shown before this page of it. */
export const Skip = z.number().int().min(0).default(0);

/** Below a shortened list: the button says how many are left out, and shows them. `capped` where no more were counted. */
export function restBlock(rest: number, sent: Press, reader: Reader, capped = false): Block[] {
  if (rest <= 0) return [];
  const label = stringsFor(reader).nMore(`${count(rest, reader)}${capped ? '+' : ''}`);
  return [{ kind: 'buttons', buttons: [button(label, sent)], rest: { count: rest, capped } }];
}
