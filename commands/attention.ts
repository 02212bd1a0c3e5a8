import type { Reader } from '../cards/format.ts';
import { wordsFor } from '../cards/words.ts';
import type { Attention, Delivery } from '../crm/attention.ts';
import type { Context } from './command.ts';

/** Changes what this person set of how they are told things, and keeps that it was changed. */
export async function setAttention(change: Partial<Attention>, context: Pick<Context, 'store' | 'person' | 'audit'>): Promise<Attention> {
  const { store, person, audit } = context;
  const after = { ...(await store.desk.attention(person.id)), ...change };
  await audit({ action: 'settings', customer: null, detail: { changed: Object.keys(change) } });
  await store.desk.saveAttention(person.id, after);
  return after;
}

/** `hourly`, `daily at 09:00`: for the middle of a sentence. */
export function saidDelivery({ dailyAt }: Pick<Attention, 'dailyAt'>, delivery: Delivery, reader: Reader): string {
  const words = wordsFor(reader).attention;
  return delivery === 'daily' ? words.dailyAt(dailyAt) : words.delivery[delivery].toLowerCase();
}
