import type { Command, Context, Filling } from '../../command.ts';
import { withoutLeads } from '../read.ts';
import { isConditional } from '../topic/asks.ts';
import { markNames } from './marked-text.ts';
import { deedOfCustomer, followed } from './of-customer.ts';
import { deedOfOneself } from './of-oneself.ts';

/** A deed that a text likely asks for; it is shown before it is done. */
export interface LikelyDeed {
  command: Command;
  form: string;
  slots: Filling;
}

/**
 * `can kim take marlow off my hands, i have no time`: the deed that its words tell, with the customer and the colleague
 * who are named in it; a statement about a customer is a note. Where nobody is named, it is something of the asker's
 * own: `out till wednesday`. Null where it is neither.
 */
export async function likelyDeed(typed: string, context: Context): Promise<LikelyDeed | null> {
  const text = await markNames(withoutLeads(typed), context);
  if (!text) return deedOfOneself(withoutLeads(typed), context);
  return isConditional(typed) ? followed(text, context) : deedOfCustomer(text, context);
}
