/** Reads a card as a person does: its texts, its fields and its buttons. */
export interface CardButton {
  type: string;
  title: string;
  verb?: string;
  data?: unknown;
}
export interface CardField {
  id: string;
  label: string;
  value: string;
  type: string;
  choices: { title: string; value: string }[];
  /** Where Teams looks more choices up while one types. */
  dataset: string | null;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every element and action, in reading order. */
function parts(card: unknown): Json[] {
  if (Array.isArray(card)) return card.flatMap(parts);
  if (!isObject(card)) return [];
  const inside = ['body', 'items', 'columns', 'facts', 'actions', 'card', 'selectAction'].flatMap(
    (key) => parts(card[key]),
  );
  return [card, ...inside];
}

export function cardText(card: unknown): string {
  return parts(card)
    .flatMap((part) => {
      if (part['type'] === 'TextBlock') return [plain(part['text'])];
      if (typeof part['type'] === 'string' && part['type'].startsWith('Input.'))
        return [`${part['label'] ?? ''}: ${shownIn(part) ?? part['placeholder'] ?? ''}`];
      if (typeof part['type'] === 'string' && part['type'].startsWith('Action.') && part['title'])
        return [`[${String(part['title'])}]`];
      return part['type'] === undefined && 'value' in part && 'title' in part
        ? [`${plain(part['title'])}: ${plain(part['value'])}`]
        : [];
    })
    .join('\n');
}

/** A customer's field shows the name of the one that is chosen. */
const shownIn = (part: Json): unknown =>
  (isObject(part['choices.data']) && part['choices.data']['dataset'] === 'customers'
    ? choicesOf(part['choices']).find(({ value }) => value === part['value'])?.title
    : null) ?? part['value'];

export function buttons(card: unknown): CardButton[] {
  return parts(card).flatMap((part) => {
    const { type, title, verb, data } = part;
    if (typeof type !== 'string' || !type.startsWith('Action.')) return [];
    return [{ type, title: String(title ?? ''), ...(typeof verb === 'string' && { verb }), data }];
  });
}

export function button(card: unknown, label: string): CardButton {
  const found =
    // A question of the same name opens first; its answer is what is meant.
    buttons(card).find(({ title, type }) => title === label && type !== 'Action.ShowCard') ??
    buttons(card).find(({ title }) => title === label) ??
    buttons(card).find(({ title }) => title.startsWith(label));
  if (!found) throw new Error(`No button "${label}" in:\n${cardText(card)}`);
  return found;
}

export function fields(card: unknown): CardField[] {
  return parts(card).flatMap((part) =>
    typeof part['type'] === 'string' && part['type'].startsWith('Input.')
      ? [
          {
            id: String(part['id']),
            label: String(part['label'] ?? ''),
            value: String(part['value'] ?? ''),
            type: part['type'],
            choices: choicesOf(part['choices']),
            dataset: isObject(part['choices.data'])
              ? String(part['choices.data']['dataset'])
              : null,
          },
        ]
      : [],
  );
}

const choicesOf = (choices: unknown): CardField['choices'] =>
  Array.isArray(choices)
    ? choices.map(({ title, value }) => ({ title: String(title), value: String(value) }))
    : [];

export function refreshOf(card: unknown): { action: Json; userIds: readonly string[] } | null {
  const refresh = isObject(card) ? card['refresh'] : null;
  if (!isObject(refresh) || !isObject(refresh['action']) || !Array.isArray(refresh['userIds']))
    return null;
  return { action: refresh['action'], userIds: refresh['userIds'].map(String) };
}

/** Markdown of cards as it is read. */
function plain(text: unknown): string {
  return String(text ?? '')
    .replace(/\\(.)/g, '$1')
    .replaceAll('**', '')
    .replaceAll('\u00A0', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
