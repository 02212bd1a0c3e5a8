import type { Surface } from './screen.ts';

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
const words = (value: unknown): string =>
  isJson(value) && typeof value['text'] === 'string' ? value['text'] : '';

/** One element that can be pressed or typed into, with the block that it is in. */
export interface Control {
  element: Json;
  blockId: string;
}

export const blocksOf = (surface: Surface | null): Json[] =>
  list(surface?.kind === 'view' ? surface.view.blocks : surface?.message.blocks);

/** All that a person reads there, a line for each block. */
export function visible(surface: Surface | null): string {
  if (!surface) return '';
  const blocks = blocksOf(surface);
  const title = surface.kind === 'view' ? words(surface.view.title) : '';
  const text = blocks.length === 0 && surface.kind === 'message' ? surface.message.text : '';
  const lines = [title, text, ...blocks.map(blockText)].filter(Boolean);
  return lines.join('\n').replaceAll('\u00A0', ' ');
}

function blockText(block: Json): string {
  const label = words(block['label']);
  const parts = [
    label,
    words(block['text']),
    ...list(block['fields']).map(words),
    ...list(block['elements']).map(elementText),
  ];
  const element = isJson(block['element']) ? elementText(block['element']) : '';
  const accessory = isJson(block['accessory']) ? elementText(block['accessory']) : '';
  const alt = typeof block['alt_text'] === 'string' ? block['alt_text'] : '';
  return [...parts, element, accessory, words(block['hint']), alt].filter(Boolean).join(' ');
}

function elementText(element: Json): string {
  switch (element['type']) {
    case 'rich_text_section':
      return list(element['elements']).map(spanText).join('');
    case 'button':
      return `[${words(element['text'])}]`;
    case 'static_select':
      // The menu of a list is closed: its rows stand above it.
      return String(element['action_id']).includes('#row') &&
        words(element['placeholder']) !== 'Choose…'
        ? `[${words(element['placeholder'])}]`
        : menuText(element);
    case 'multi_static_select':
      return menuText(element);
    default:
      return typeof element['text'] === 'string'
        ? element['text']
        : words(element['text']) || words(element['placeholder']);
  }
}

const menuText = (element: Json): string =>
  `[${[words(element['placeholder']), ...optionsOf(element).map(({ text }) => words({ text: words(text) }))].filter(Boolean).join(' | ')}]`;

function spanText(span: Json): string {
  if (span['type'] === 'user') return `@${span['user_id']}`;
  if (typeof span['text'] === 'string') return span['text'];
  return typeof span['url'] === 'string' ? span['url'] : '';
}

const optionsOf = (element: Json): Json[] => [
  ...list(element['options']),
  ...list(element['option_groups']).flatMap((group) => list(group['options'])),
];

export function controls(surface: Surface | null): Control[] {
  return blocksOf(surface).flatMap((block, i) => {
    const blockId = typeof block['block_id'] === 'string' ? block['block_id'] : `b${i}`;
    const inside =
      block['type'] === 'actions'
        ? list(block['elements'])
        : [block['accessory'], block['element']].filter(isJson);
    return inside.map((element) => ({ element, blockId }));
  });
}

/** The action that pressing this label sends: a button, or an option of a select. */
export function actionOf(surface: Surface | null, label: string): Json | null {
  for (const { element, blockId } of controls(surface)) {
    const { type, action_id, value } = element;
    const base = { type, action_id, block_id: blockId, action_ts: String(Math.random()) };
    if (type === 'button' && words(element['text']) === label)
      return { ...base, value, text: element['text'] };
    const option = type === 'static_select' ? optionCalled(element, label) : undefined;
    if (option) return { ...base, selected_option: option };
  }
  return null;
}

/** By its own name, or the first one of a menu or a group of it that has this name. */
function optionCalled(element: Json, label: string): Json | undefined {
  const group = list(element['option_groups']).find((one) => words(one['label']) === label);
  return (
    optionsOf(element).find((one) => words(one['text']) === label) ??
    (group ? list(group['options'])[0] : undefined) ??
    (words(element['placeholder']) === `${label}…` ? optionsOf(element)[0] : undefined)
  );
}

export const searchOf = (surface: Surface | null): Control | null =>
  controls(surface).find(({ element }) => element['type'] === 'external_select') ?? null;

export interface Field {
  id: string;
  label: string;
  element: Json;
}

export const fieldsOf = (surface: Surface | null): Field[] =>
  blocksOf(surface).flatMap((block) => {
    const element = block['element'];
    return block['type'] === 'input' && isJson(element)
      ? [{ id: String(block['block_id']), label: words(block['label']), element }]
      : [];
  });

/** A modal's `view.state`, as it is when these values are typed and the rest is left as offered. */
export function stateOf(
  fields: readonly Field[],
  values: Readonly<Record<string, string | readonly string[]>>,
  userNamed: (name: string) => string,
): object {
  const unknown = Object.keys(values).filter(
    (name) => !fields.some(({ id, label }) => id === name || label === name),
  );
  if (unknown.length > 0)
    throw new Error(
      `The dialog has no field ${unknown.join(', ')}; it has ${fields.map(({ label }) => label).join(', ')}`,
    );
  return {
    values: Object.fromEntries(
      fields.map((field) => [
        field.id,
        {
          [String(field.element['action_id'])]: filled(
            field,
            values[field.id] ?? values[field.label],
            userNamed,
          ),
        },
      ]),
    ),
  };
}

const DAY = /^(?:\d{4}-\d\d-\d\d)?$/;
const CLOCK = /^(?:\d\d:\d\d)?$/;

/** A picker gives no other text; an empty one gives none. */
function picked(value: string, form: RegExp): string | null {
  if (!form.test(value)) throw new Error(`No picker gives "${value}"`);
  return value || null;
}

function filled(
  { element }: Field,
  value: string | readonly string[] | undefined,
  userNamed: (name: string) => string,
): Json {
  const { type } = element;
  const pick = (wanted: string) => {
    const option = list(element['options']).find(
      (one) => one['value'] === wanted || words(one['text']) === wanted,
    );
    if (!option && type !== 'external_select') throw new Error(`No option ${wanted}`);
    return option ?? { text: { type: 'plain_text', text: wanted }, value: wanted };
  };
  const one = typeof value === 'string' ? value : value?.[0];
  if (type === 'plain_text_input') return { type, value: one ?? element['initial_value'] ?? null };
  if (type === 'datepicker')
    return {
      type,
      selected_date: one === undefined ? (element['initial_date'] ?? null) : picked(one, DAY),
    };
  if (type === 'timepicker')
    return {
      type,
      selected_time: one === undefined ? (element['initial_time'] ?? null) : picked(one, CLOCK),
    };
  if (type === 'users_select')
    return {
      type,
      selected_user: one === undefined ? (element['initial_user'] ?? null) : userNamed(one),
    };
  if (type === 'multi_users_select') {
    const typed = typeof value === 'string' ? [value] : value;
    return { type, selected_users: typed?.map(userNamed) ?? element['initial_users'] ?? [] };
  }
  if (type === 'multi_static_select') {
    const many =
      value === undefined
        ? list(element['initial_options'])
        : (typeof value === 'string' ? [value] : value).map(pick);
    return { type, selected_options: many };
  }
  return {
    type,
    selected_option: one === undefined ? (element['initial_option'] ?? null) : pick(one),
  };
}
