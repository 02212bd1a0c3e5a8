import { z } from 'zod';
import type { TeamsCard } from './cards.ts';

const WithOrigin = z.object({ origin: z.string() });

/** The message behind a dialog, which travels through it beside our own data; it is only what a client sent. */
export const dialogOrigin = (data: unknown): string | null =>
  WithOrigin.safeParse(data).data?.origin ?? null;

/** Inside a dialog Teams runs no Action.Execute and opens no second dialog: there, every button is a submit. */
export function dialogCard(card: TeamsCard, origin: string | null): TeamsCard {
  const { refresh: _, ...rest } = card;
  return {
    ...rest,
    body: card.body.map((element) => withSubmits(element, origin)),
    ...(card.actions && { actions: card.actions.map((action) => withSubmits(action, origin)) }),
  };
}

function withSubmits<Part>(part: Part, origin: string | null): Part;
function withSubmits(part: unknown, origin: string | null): unknown {
  if (Array.isArray(part)) return part.map((item) => withSubmits(item, origin));
  if (!isObject(part)) return part;
  if (part['type'] === 'Action.Execute' || part['type'] === 'Action.Submit')
    return asSubmit(part, origin);
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, withSubmits(value, origin)]),
  );
}

function asSubmit(
  { verb: _, data, ...action }: Record<string, unknown>,
  origin: string | null,
): object {
  const { msteams: __, ...ours } = isObject(data) ? data : {};
  return { ...action, type: 'Action.Submit', data: { ...ours, ...(origin && { origin }) } };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
