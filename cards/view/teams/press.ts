import { z } from 'zod';
import { pickedUser } from '../picked-user.ts';
import { PressData, parseJson } from '../press.ts';
import type { Data, Values } from '../view.ts';
import { withHours } from '../when.ts';

/** Inputs come back beside our own data; these prefixes tell them apart, and one text from a list. */
export const ONE = 'field-';
export const MANY = 'fields-';
export const PERSON = 'person-';
export const PEOPLE = 'people-';
/** A field in which a customer is chosen while somebody types. */
export const PICK = 'pick-';

const Pressed = z.object({
  action: z.string().min(1).optional(),
  data: PressData.default({}),
  input: z.string().optional(),
});

/** The press behind an Action.Execute or Action.Submit; null for what we did not make. A customer chosen in a search is `data.customer`; words of an older card's field are `data.query`. */
export function pressFromTeams(raw: unknown, verb?: string): { action: string; data: Data } | null {
  const sent = typeof raw === 'string' ? parseJson(raw) : raw;
  const parsed = Pressed.safeParse(sent);
  const action = verb ?? parsed.data?.action;
  if (!parsed.success || !action) return null;
  const { data, input } = parsed.data;
  if (input === undefined) return { action, data };
  const filled = z.object({ [input]: z.string() }).safeParse(sent).data?.[input] ?? '';
  if (input.startsWith(PICK) && filled !== '')
    return { action, data: { ...data, customer: filled } };
  return { action, data: { ...data, query: filled } };
}

/** A list travels as one string with commas, so its values are encoded. */
export const encodeChoice = (value: string): string => encodeURIComponent(value);

/** Reads the filled fields; empty ones are absent. */
export function valuesFromTeams(data: unknown): Values {
  const parsed = z.record(z.string(), z.unknown()).safeParse(data);
  const entries = Object.entries(parsed.data ?? {}).flatMap(([key, value]) =>
    typeof value === 'string' && value !== '' ? [filledIn(key, value)] : [],
  );
  return Object.fromEntries(withHours(entries.filter((entry) => entry !== null)));
}

function filledIn(key: string, value: string): readonly [string, string | string[]] | null {
  if (key.startsWith(MANY)) return [key.slice(MANY.length), value.split(',').map(decoded)];
  if (key.startsWith(PERSON)) return [key.slice(PERSON.length), colleague(value)];
  if (key.startsWith(PEOPLE)) return [key.slice(PEOPLE.length), value.split(',').map(colleague)];
  return key.startsWith(ONE) ? [key.slice(ONE.length), value] : null;
}

/** An account has no @ in it: that is the address of somebody whom Teams could not name. */
const colleague = (value: string): string => (value.includes('@') ? value : pickedUser(value));

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
