import { unclearCard } from '../../cards/sentence/card.ts';
import type { Context, Reply } from '../command.ts';
import { likelyReadings, searchesAcross } from './likely.ts';

/** Nothing is done, and what the words may mean is offered. */
export async function unclearReply(typed: string, context: Context): Promise<Reply> {
  await context.audit({ action: 'search', customer: null, detail: { unclear: true } });
  const likely = await likelyReadings(typed, context);
  const view = unclearCard({ typed, likely, isSearch: searchesAcross(typed) }, context.reader);
  return { kind: 'answer', view };
}
