import { z } from 'zod';
import type { Data, Press } from './view.ts';

/** Room for what a button carries: Slack's limit, held on every platform. */
export const DATA_LIMIT = 2000;
const ACTION_LIMIT = 200;

export const PressData = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
) satisfies z.ZodType<Data>;

/** Too much data in a button is a mistake of ours, so it is said where it is made and not cut. */
export function packData({ action, data }: Press): string {
  const packed = JSON.stringify(data);
  if (packed.length > DATA_LIMIT)
    throw new Error(`The data of ${action} is longer than ${DATA_LIMIT} characters`);
  if (action.length > ACTION_LIMIT)
    throw new Error(`An action's name is longer than ${ACTION_LIMIT} characters`);
  return packed;
}

/** Null for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
