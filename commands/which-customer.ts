import { choicesCard, notFoundCard } from '../cards/choices-card.ts';
import { wordsFor } from '../cards/words.ts';
import type { CustomerId } from '../crm/customer.ts';
import { Problem } from '../crm/problem.ts';
import type { Match } from '../crm/store.ts';
import type { Context, Reply } from './command.ts';

const LONGEST = 300;
const LISTED = 5;
/** So near that no list is needed, so far that it is only offered, and how much better than the next one counts as clear. */
const CLEAR = 0.75;
const NEAR = 0.55;
const AHEAD = 0.12;

export type Which = { kind: 'one'; id: CustomerId } | { kind: 'reply'; reply: Reply };

/** The customer that the words mean, or the reply that lets the person choose; the chosen one goes to the action `then`. */
export async function whichCustomer(query: string, { store, reader, audit }: Context, then: string): Promise<Which> {
  if (query.length > LONGEST) throw new Problem('too-long', wordsFor(reader).problem.tooLong);
  const matches = await store.customers.find(query, LISTED + 1);
  const [first, second] = matches;
  if (first && isClear(first, second)) return { kind: 'one', id: first.customer.id };
  await audit({ action: 'search', customer: null, detail: { found: matches.length } });
  const likely = matches.filter(({ score }) => score >= NEAR).slice(0, LISTED);
  if (likely.length > 1) return { kind: 'reply', reply: { kind: 'answer', view: choicesCard({ query, customers: likely.map(({ customer }) => customer), reader, then }) } };
  const near = matches.slice(0, 3).map(({ customer }) => customer);
  const empty = near.length === 0 && (await store.records.isEmpty());
  return { kind: 'reply', reply: { kind: 'answer', view: notFoundCard({ query, near, empty, reader, then }) } };
}

function isClear(first: Match, second: Match | undefined): boolean {
  if (first.exact) return true;
  return first.score >= CLEAR && (!second || first.score - second.score >= AHEAD);
}
