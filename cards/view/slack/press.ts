import { z } from 'zod';
import { chunk } from '../lines.ts';
import { pickedUser } from '../picked-user.ts';
import { PressData, packData, parseJson } from '../press.ts';
import type { Data, Press, Values } from '../view.ts';
import { withHours } from '../when.ts';
import { SLACK } from './limits.ts';

const SELECT = 'pick';
const Words = z.array(z.string());
const Cell = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** The pressed element, from Slack's `payload.actions[0]`. */
const Action = z.object({
  action_id: z.string(),
  block_id: z.string().optional(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

/**
 * Slack gives an option 150 characters. So what all options of a select share travels in the id of its block (255), the
 * words that recur (actions and keys) in the id of the select (255), and each option names them by number.
 * Null where even that is too little.
 */
export function packPicks(
  presses: readonly { action: string; data: Data }[],
  place: string,
): { blockId: string; actionId: string; values: string[] } | null {
  const shared = sharedData(presses.map(({ data }) => data));
  const own = presses.map(({ action, data }) => ({
    action,
    cells: Object.entries(data).filter(([key]) => !Object.hasOwn(shared, key)),
  }));
  const words = [
    ...new Set(own.flatMap(({ action, cells }) => [action, ...cells.map(([key]) => key)])),
  ];
  const values = own.map(({ action, cells }) =>
    JSON.stringify([
      words.indexOf(action),
      ...cells.flatMap(([key, value]) => [words.indexOf(key), value]),
    ]),
  );
  const [blockId, actionId] = [
    blockIdOf(place, shared),
    `${SELECT}${JSON.stringify(words)}#${place}`,
  ];
  const fits =
    blockId.length <= SLACK.id &&
    actionId.length <= SLACK.id &&
    values.every((value) => value.length <= SLACK.optionValue);
  return fits ? { blockId, actionId, values } : null;
}

function unpackPick(words: unknown, value: unknown): { action: string; data: Data } | null {
  const parsed = z.tuple([Words, z.tuple([z.number()], Cell)]).safeParse([words, value]);
  if (!parsed.success) return null;
  const [names, [first, ...cells]] = parsed.data;
  const nameOf = (cell: unknown) => (typeof cell === 'number' ? names[cell] : undefined);
  const action = nameOf(first);
  const pairs = chunk(cells, 2).map(([key, cell = null]) => [nameOf(key) ?? '', cell] as const);
  return action ? { action, data: Object.fromEntries(pairs) } : null;
}

/** For a search, whose options come from outside: all of its data is in the block's id. */
export function packSearch(press: Press, place: string): { blockId: string; actionId: string } {
  packData(press);
  const blockId = blockIdOf(place, press.data);
  if (blockId.length > SLACK.id)
    throw new Error(
      `The data of the search ${press.action} does not fit into ${SLACK.id} characters`,
    );
  return { blockId, actionId: `${press.action}#${place}` };
}

const blockIdOf = (place: string, data: Data): string => `${place}|${JSON.stringify(data)}`;

function sharedData([first = {}, ...rest]: readonly Data[]): Data {
  const isShared = ([key, value]: [string, unknown]) =>
    rest.every(
      (data) =>
        Object.hasOwn(data, key) &&
        (data[key] === value || JSON.stringify(data[key]) === JSON.stringify(value)),
    );
  return Object.fromEntries(Object.entries(first).filter(isShared));
}

/** The press behind one of Slack's actions; null for a link and for what we did not make. A picked customer is `data.customer`. */
export function pressFromSlack(payload: unknown): { action: string; data: Data } | null {
  const parsed = Action.safeParse(payload);
  if (!parsed.success) return null;
  const { action_id, block_id = '', value, selected_option } = parsed.data;
  const action = action_id.slice(0, Math.max(0, action_id.lastIndexOf('#')));
  if (!action || action === 'link') return null;
  if (!selected_option) return pressOf(action, parseJson(value ?? ''));
  const shared = parseJson(block_id.slice(block_id.indexOf('|') + 1));
  if (!action.startsWith(`${SELECT}[`))
    return pressOf(action, shared, { customer: selected_option.value });
  const picked = unpackPick(
    parseJson(action.slice(SELECT.length)),
    parseJson(selected_option.value),
  );
  return picked && pressOf(picked.action, shared, picked.data);
}

function pressOf(
  action: string,
  data: unknown,
  more: Data = {},
): { action: string; data: Data } | null {
  const parsed = PressData.safeParse(data);
  return parsed.success ? { action, data: { ...parsed.data, ...more } } : null;
}

const Chosen = z.object({ value: z.string() });
const Input = z.object({
  value: z.string().nullish(),
  selected_option: Chosen.nullish(),
  selected_options: z.array(Chosen).optional(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).optional(),
});
const State = z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Reads the filled fields from `view.state` of a submitted modal; empty ones are absent. */
export function valuesFromSlack(state: unknown): Values {
  const parsed = State.safeParse(state);
  if (!parsed.success) return {};
  const inputs = Object.values(parsed.data.values).flatMap((inputs) => Object.entries(inputs));
  const entries = inputs.flatMap(([id, input]) => {
    const value = filledIn(input);
    return value === null || value.length === 0 ? [] : [[id, value] as const];
  });
  return Object.fromEntries(withHours(entries));
}

function filledIn(raw: unknown): string | string[] | null {
  const input = Input.safeParse(raw);
  if (!input.success) return null;
  const { value, selected_option, selected_options, selected_user, selected_users, ...times } =
    input.data;
  if (selected_user) return pickedUser(selected_user);
  if (selected_users) return selected_users.map(pickedUser);
  return (
    selected_options?.map((option) => option.value) ??
    selected_option?.value ??
    times.selected_date ??
    times.selected_time ??
    value ??
    null
  );
}
