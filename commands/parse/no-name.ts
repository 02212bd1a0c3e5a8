import type { Context } from '../command.ts';
import { LONGEST } from './which-customer.ts';

const TIME = 'today|tonight|tomorrow|now|right now|currently|(?:this|next) (?:week|month)';
const COURTESY = 'please|pls|thanks|thank you';
/** At the end of what is asked, they name nobody. */
const LAST = new RegExp(`(?:^| )(?:for )?(?:${TIME}|${COURTESY}|due|still)[.!,]?$`, 'i');

/** Without the words of time and of courtesy at the end, unless a customer is called so. */
export async function withoutExtras(
  typed: string,
  { store }: Pick<Context, 'store'>,
): Promise<string> {
  const words = typed.trim();
  if (words.length > LONGEST || !LAST.test(words)) return words;
  if (await store.customers.named(words)) return words;
  return withoutExtras(words.replace(LAST, ''), { store });
}
