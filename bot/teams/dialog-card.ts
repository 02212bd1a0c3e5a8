import { z } from 'zod';
import type { TeamsCard } from './cards.ts';

/** What travels through a dialog beside our own data: the message to update in the end, and the verb of a button. */
const Travelling = z.object({ dialog: z.object({ origin: z.string().nullable(), verb: z.string().optional() }) });
export type Dialog = z.infer<typeof Travelling>['dialog'];

export const dialogOf = (data: unknown): Dialog => Travelling.safeParse(data).data?.dialog ?? { origin: null };

/** Inside a dialog Teams runs no Action.Execute and opens no second dialog: there, every button is a submit. */
export function inDialog(card: TeamsCard, origin: string | null): TeamsCard {
  const { refresh: _, ...rest } = card;
  return { ...rest, body: card.body.map((element) => submits(element, origin)), ...(card.actions && { actions: card.actions.map((action) => submits(action, origin)) }) };
}

function submits<Part>(part: Part, origin: string | null): Part;
function submits(part: unknown, origin: string | null): unknown {
  if (Array.isArray(part)) return part.map((item) => submits(item, origin));
  if (!isObject(part)) return part;
  if (part['type'] === 'Action.Execute' || part['type'] === 'Action.Submit') return asSubmit(part, origin);
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, submits(value, origin)]));
}

function asSubmit({ verb, associatedInputs: _, data, ...action }: Record<string, unknown>, origin: string | null): object {
  const { msteams: __, ...ours } = isObject(data) ? data : {};
  return { ...action, type: 'Action.Submit', data: { ...ours, dialog: { origin, ...(typeof verb === 'string' && { verb }) } } };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
