import { isList, type Json, type JsonObject } from '../../crm/connectors/mapping/json.ts';
import { incomingText } from '../adapter/incoming-text.ts';
import type { REFUSALS } from './refusals.ts';

/** As many items as one request may bring: they are saved in one transaction. */
export const MOST_ITEMS = 5000;
/** No tool nests deeper, and every part of an item is gone through. */
const DEEPEST = 32;

export type BodyFault = Extract<
  keyof typeof REFUSALS,
  'notUtf8' | 'notJson' | 'tooDeep' | 'noItems' | 'tooMany'
>;

/** The items of a body: `[…]`, `{"items": […]}` with nothing beside it, or one item. */
export function readItems(bytes: Buffer): { items: readonly Json[] } | { fault: BodyFault } {
  const text = decode(bytes);
  if (text === null) return { fault: 'notUtf8' };
  if (isTooDeep(text)) return { fault: 'tooDeep' };
  const value = parse(text);
  if (value === undefined) return { fault: 'notJson' };
  const items = itemsOf(value);
  if (items.length === 0 || !items.every(isObject)) return { fault: 'noItems' };
  return items.length > MOST_ITEMS ? { fault: 'tooMany' } : { items };
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Before anything goes through its parts one inside the other. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[{]|[\]}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Undefined for what is no JSON. */
function parse(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text, readPart);
    return value;
  } catch {
    return undefined;
  }
}

/**
 * Text and names without what no database takes. A number that JavaScript would round, such as an id of 19 digits, stays
 * as it was written.
 */
function readPart(_: string, part: unknown, { source }: { source?: string } = {}): unknown {
  if (typeof part === 'string') return incomingText(part);
  if (typeof part === 'number') return source !== undefined && isRounded(part) ? source : part;
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [incomingText(name), value]),
  );
}

const isRounded = (value: number): boolean =>
  !Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER;

function itemsOf(value: Json): readonly Json[] {
  if (isList(value)) return value;
  if (!isObject(value)) return [];
  const { items = null } = value;
  const isBatch = Object.keys(value).length === 1 && items !== null && isList(items);
  return isBatch ? items : [value];
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);
