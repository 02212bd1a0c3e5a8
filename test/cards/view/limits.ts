/** Slack's limits, checked on what is sent, apart from the code that keeps them. Answers with what is broken. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const TEXT: Record<string, number> = {
  header: 150,
  section: 3000,
  button: 75,
  option: 75,
  context: 3000,
  label: 2000,
  hint: 2000,
  placeholder: 150,
};
const BLOCKS = new Set([
  'header',
  'section',
  'rich_text',
  'context',
  'actions',
  'divider',
  'image',
  'input',
  'data_visualization',
]);
const SELECTS = new Set(['static_select', 'multi_static_select', 'external_select']);

export function brokenInMessage(message: { text: string; blocks: unknown }): string[] {
  const blocks = asJson(message.blocks);
  return [
    ...over('text', message.text, 40_000),
    ...(message.text.trim() ? [] : ['text is empty']),
    ...(/[<>]/.test(message.text) ? ['text has markup'] : []),
    ...brokenInBlocks(blocks, 50),
    ...(chartsOf(blocks) > 2 ? ['more than two charts'] : []),
    ...(characters(blocks) > 13_200 ? [`${characters(blocks)} characters in all`] : []),
  ];
}

export function brokenInView(view: unknown): string[] {
  const it = object(asJson(view));
  const blocks = it['blocks'] ?? null;
  if (chartsOf(blocks) > 0) return ['a chart outside of a message'];
  const hasInput = list(blocks).some((block) => object(block)['type'] === 'input');
  const missing = hasInput ? ['submit is missing'] : [];
  return [
    ...(it['type'] === 'modal' ? plain(it['title'], 24, 'view title') : []),
    ...('submit' in it ? plain(it['submit'], 24, 'submit') : missing),
    ...('close' in it ? plain(it['close'], 24, 'close') : []),
    ...over('private_metadata', it['private_metadata'], 3000),
    ...over('callback_id', it['callback_id'], 255),
    ...brokenInBlocks(blocks, 100),
  ];
}

function brokenInBlocks(blocks: Json, max: number): string[] {
  const all = list(blocks).map(object);
  const ids = all.flatMap((block) => ('block_id' in block ? [block['block_id']] : []));
  const actions = all
    .flatMap(elementsOf)
    .flatMap((element) => ('action_id' in element ? [element['action_id']] : []));
  return [
    ...(all.length === 0 || all.length > max ? [`${all.length} blocks`] : []),
    ...(new Set(ids).size < ids.length ? ['a block_id twice'] : []),
    ...(new Set(actions).size < actions.length ? ['an action_id twice'] : []),
    ...all.flatMap(brokenInBlock),
  ];
}

const elementsOf = (block: Record<string, Json>) =>
  [
    ...(block['type'] === 'actions' ? list(block['elements']) : []),
    block['accessory'] ?? null,
    block['element'] ?? null,
  ].map(object);

function brokenInBlock(block: Record<string, Json>): string[] {
  const type = String(block['type']);
  const elements = list(block['elements']);
  return [
    ...(BLOCKS.has(type) ? [] : [`unknown block ${type}`]),
    ...over('block_id', block['block_id'], 255),
    ...(type === 'header' || type === 'section' ? plain(block['text'], TEXT[type] ?? 0, type) : []),
    ...(type === 'context'
      ? [
          ...count('context', elements, 1, 10),
          ...elements.flatMap((element) => plain(element, 3000, 'context')),
        ]
      : []),
    ...(type === 'actions' ? count('actions', elements, 1, 25) : []),
    ...(type === 'image'
      ? [
          ...filled('image url', block['image_url'], 3000),
          ...filled('alt text', block['alt_text'], 2000),
        ]
      : []),
    ...(type === 'input'
      ? [
          ...plain(block['label'], 2000, 'label'),
          ...('hint' in block ? plain(block['hint'], 2000, 'hint') : []),
        ]
      : []),
    ...(type === 'rich_text' ? elements.flatMap(brokenInRichText) : []),
    ...(type === 'data_visualization' ? brokenInChart(block) : []),
    ...elementsOf(block).flatMap(brokenInElement),
  ];
}

const chartsOf = (blocks: Json): number =>
  list(blocks).filter((block) => object(block)['type'] === 'data_visualization').length;

/** Each series has a point for each category, in their order; numbers only. */
function brokenInChart(block: Record<string, Json>): string[] {
  const chart = object(block['chart'] ?? null);
  const series = list(chart['series']).map(object);
  const categories = list(object(chart['axis_config'] ?? null)['categories']).map(String);
  return [
    ...filled('chart title', block['title'], 50),
    ...count('series', series, 1, 6),
    ...count('categories', categories, 2, 20),
    ...categories.flatMap((label) => filled('category', label, 20)),
    ...(new Set(categories).size < categories.length ? ['a category twice'] : []),
    ...series.flatMap((one) => {
      const data = list(one['data']).map(object);
      const labels = data.map(({ label }) => label);
      return [
        ...filled('series', one['name'], 20),
        ...(labels.join('|') === categories.join('|') ? [] : ['labels are not the categories']),
        ...(data.every(({ value }) => typeof value === 'number') ? [] : ['a value is no number']),
      ];
    }),
  ];
}

function brokenInRichText(section: Json): string[] {
  const elements = list(object(section)['elements']).map(object);
  return [
    ...(elements.length === 0 ? ['an empty rich text'] : []),
    ...elements.flatMap((element) => {
      if (element['type'] === 'text') return filled('rich text', element['text'], 3000);
      if (element['type'] === 'link') return filled('rich link', element['url'], 3000);
      return element['type'] === 'user'
        ? filled('rich user', element['user_id'], 40)
        : [`unknown rich text ${element['type']}`];
    }),
  ];
}

function brokenInElement(element: Record<string, Json>): string[] {
  const type = String(element['type'] ?? '');
  if (!type) return [];
  const groups = list(element['option_groups']).map(object);
  const options = [
    ...list(element['options']),
    ...groups.flatMap((group) => list(group['options'])),
  ];
  const confirm = object(element['confirm'] ?? null);
  return [
    ...filled('action_id', element['action_id'], 255),
    ...(type === 'button'
      ? [
          ...plain(element['text'], 75, 'button'),
          ...over('value', element['value'], 2000),
          ...over('url', element['url'], 3000),
        ]
      : []),
    ...over('accessibility_label', element['accessibility_label'], 75),
    ...('placeholder' in element ? plain(element['placeholder'], 150, 'placeholder') : []),
    ...('options' in element || 'option_groups' in element
      ? count('options', options, 1, 100)
      : []),
    ...('option_groups' in element
      ? [
          ...count('groups', groups, 1, 100),
          ...groups.flatMap((group) => [
            ...plain(group['label'], 75, 'group'),
            ...count('options', list(group['options']), 1, 100),
          ]),
        ]
      : []),
    ...(type === 'plain_text_input' ? inputLength(element) : []),
    ...(SELECTS.has(type)
      ? [
          ...options,
          ...list(element['initial_options']),
          element['initial_option'] ?? null,
        ].flatMap(brokenInOption)
      : []),
    ...('confirm' in element
      ? [
          ...plain(confirm['title'], 100, 'confirm'),
          ...plain(confirm['text'], 300, 'confirm'),
          ...plain(confirm['confirm'], 30, 'confirm'),
          ...plain(confirm['deny'], 30, 'confirm'),
        ]
      : []),
  ];
}

function inputLength(element: Record<string, Json>): string[] {
  const max = Number(element['max_length']);
  return [
    ...(max >= 1 && max <= 3000 ? [] : [`max_length ${max}`]),
    ...over('initial value', element['initial_value'], max),
  ];
}

function brokenInOption(raw: Json): string[] {
  if (raw === null) return [];
  return [
    ...plain(object(raw)['text'], 75, 'option'),
    ...filled('option value', object(raw)['value'], 150),
  ];
}

/** Only plain text anywhere: `mrkdwn` would make markup of what came from outside. */
function plain(raw: Json | undefined, max: number, what: string): string[] {
  const it = object(raw ?? null);
  return it['type'] === 'plain_text' ? filled(what, it['text'], max) : [`${what} is ${it['type']}`];
}

const filled = (what: string, raw: Json | undefined, max: number): string[] =>
  typeof raw === 'string' && raw.length > 0 ? over(what, raw, max) : [`${what} is empty`];
const over = (what: string, raw: Json | undefined, max: number): string[] =>
  typeof raw === 'string' && raw.length > max ? [`${what} has ${raw.length} characters`] : [];
const count = (what: string, items: readonly Json[], min: number, max: number): string[] =>
  items.length < min || items.length > max ? [`${what} has ${items.length}`] : [];

export function strings(raw: unknown): string[] {
  if (typeof raw === 'string') return [raw];
  return typeof raw === 'object' && raw !== null ? Object.values(raw).flatMap(strings) : [];
}

const characters = (raw: Json): number => strings(raw).reduce((sum, one) => sum + one.length, 0);
const asJson = (raw: unknown): Json => JSON.parse(JSON.stringify(raw));
const list = (raw: Json | undefined): Json[] => (Array.isArray(raw) ? raw : []);
const object = (raw: Json): Record<string, Json> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {};
