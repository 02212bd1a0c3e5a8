type CardAction = Record<string, unknown>;

/** The same card with each of its submits and executes changed, wherever it stands. */
export function mapActions<Part>(part: Part, change: (action: CardAction) => object): Part;
export function mapActions(part: unknown, change: (action: CardAction) => object): unknown {
  if (Array.isArray(part)) return part.map((item) => mapActions(item, change));
  if (!isObject(part)) return part;
  if (part['type'] === 'Action.Execute' || part['type'] === 'Action.Submit') return change(part);
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, mapActions(value, change)]),
  );
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
