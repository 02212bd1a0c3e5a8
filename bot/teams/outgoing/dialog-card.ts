import { z } from 'zod';
import { isObject, mapActions } from './card-actions.ts';
import type { TeamsCard } from './cards.ts';

const WithOrigin = z.object({ origin: z.string() });

/** The message behind a dialog, which travels through it beside our own data; it is only what a client sent. */
export const dialogOrigin = (data: unknown): string | null =>
  WithOrigin.safeParse(data).data?.origin ?? null;

/** Inside a dialog Teams runs no Action.Execute and opens no second dialog: there, every button is a submit. */
export function dialogCard({ refresh: _, ...card }: TeamsCard, origin: string | null): TeamsCard {
  return mapActions(card, ({ verb: __, data, ...action }) => {
    const { msteams: ___, ...ours } = isObject(data) ? data : {};
    return { ...action, type: 'Action.Submit', data: { ...ours, ...(origin && { origin }) } };
  });
}
