import type { Context } from '../../command.ts';
import { isOfCustomers, lookUpAcross } from './across.ts';
import { plainWords, questionOf } from './asks.ts';
import { type LookUp, lookUpOfCustomer, lookUpOfNobody } from './customer.ts';

/** The look-up that a text asks for, by what its words are about; null where it asks for none. */
export async function readTopic(typed: string, context: Context): Promise<LookUp | null> {
  const question = questionOf(typed);
  if (!question) return null;
  // "Customers" is in many a customer's name, and asks for a list of them first.
  const across = isOfCustomers(plainWords(question.text));
  const first = across ? await lookUpAcross(question, context) : null;
  return (
    first ??
    (await lookUpOfCustomer(question, context)) ??
    (await lookUpAcross(question, context)) ??
    lookUpOfNobody(question)
  );
}
