import { customerShow } from '../../cards/customer/actions.ts';
import {
  type Choosable,
  type CustomerDeed,
  choicesCard,
  type NamedDeed,
  notFoundCard,
} from '../../cards/customer/choices-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { fold } from '../../crm/matching/names.ts';
import { redactSummary } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Match } from '../../crm/store/customers.ts';
import type { Context, Reply } from '../command.ts';
import { type Likely, onlyCalled, withCalled } from './called.ts';
import { customerHere } from './customer-here.ts';
import { nearCommand } from './near-command.ts';
import { NEAR, ownFirst } from './own-first.ts';
import { unspacedName } from './unspaced.ts';

/** Longer words are no customer's. */
export const LONGEST = 300;
/** The best of those that are nearly the typed words. */
const FOUND = 50;
/** Plain words look a customer up, also where a command was meant. */
const LOOK_UP = customerShow;
/** So near that no list is needed, so far that it is only offered, and how much better than the next one counts as clear. */
const CLEAR = 0.75;
const AHEAD = 0.12;

/** `contact`: the one by whose first name the customer was found. */
export type Which =
  | { kind: 'one'; id: CustomerId; contact?: string }
  | { kind: 'reply'; reply: Reply };

/** The customer that the words mean, without any the one whose room this is, or the reply that lets the person choose; the chosen one goes to `then`. */
export async function whichCustomer(
  query: string,
  context: Context,
  then: CustomerDeed,
): Promise<Which> {
  const { store, reader, audit } = context;
  if (!query.trim()) return { kind: 'one', id: await meantHere(context) };
  if (query.length > LONGEST) throw new Problem('too-long', stringsFor(reader).problem.tooLong);
  // Nearly everybody types a name as it is, and that is a small part of a search.
  const named = await store.customers.named(query);
  if (named) return { kind: 'one', id: named };
  const matches = await store.customers.find(query, FOUND);
  const [first, second] = matches;
  if (first && isClear(first, second)) return { kind: 'one', id: first.customer.id };
  const likely = await withCalled(query, { matches, limit: FOUND }, context);
  const onlyReads = then.action === LOOK_UP || then.orColleague;
  const called = onlyReads ? onlyCalled(likely, NEAR) : null;
  if (called) return { kind: 'one', ...called };
  await audit({ action: 'search', customer: null, detail: { found: likely.length } });
  const offered = await ownFirst(likely, context);
  const choices = choicesOf(offered, { query, then, skip: 0 }, context);
  if (choices) return { kind: 'reply', reply: choices };
  const nearest = offered.length > 0 ? offered : await insideOf(query, context);
  const near = summaries(nearest.slice(0, 3), context);
  const empty = near.length === 0 && (await store.records.isEmpty());
  return {
    kind: 'reply',
    reply: {
      kind: 'answer',
      view: notFoundCard({
        query,
        near,
        meant: then.action === LOOK_UP ? otherCommand(query, context) : null,
        empty,
        reader,
        then,
      }),
    },
  };
}

/** More of the customers that were offered for these words. */
export async function moreChoices(
  { query, then, skip }: Offered,
  context: Context,
): Promise<Reply> {
  const found = await context.store.customers.find(query, FOUND);
  const likely = await withCalled(query, { matches: found, limit: FOUND }, context);
  const matches = await ownFirst(likely, context);
  await context.audit({ action: 'search', customer: null, detail: { found: matches.length } });
  const choices = choicesOf(matches, { query, then, skip }, context);
  if (choices) return choices;
  const { stale } = stringsFor(context.reader).problem;
  throw new Problem('stale', { ...stale, reopens: false });
}

/** The customer whose name stands in words without spaces. */
async function insideOf(query: string, { store }: Pick<Context, 'store'>): Promise<Match[]> {
  const inside = await unspacedName(query, store);
  return inside ? store.customers.find(inside.name, 1) : [];
}

interface Offered {
  query: string;
  then: NamedDeed;
  /** How many stood on the cards before. */
  skip: number;
}

/** The likely ones of what was found; null where there is no choice. */
function choicesOf(matches: readonly Likely[], offered: Offered, context: Context): Reply | null {
  const { reader } = context;
  const customers = summaries(
    matches.filter(({ score }) => score >= NEAR),
    context,
  );
  const capped = customers.length >= FOUND;
  return customers.length > 1
    ? { kind: 'answer', view: choicesCard({ ...offered, customers, capped, reader }) }
    : null;
}

async function meantHere(context: Context): Promise<CustomerId> {
  const here = await customerHere(context);
  if (!here) throw new Problem('no-customer', stringsFor(context.reader).room.whichCustomer);
  return here;
}

const summaries = (matches: readonly Likely[], { access }: Pick<Context, 'access'>): Choosable[] =>
  matches.map(({ customer, contact }) => ({
    ...redactSummary(customer, access),
    contact: contact ?? null,
  }));

function isClear(first: Match, second: Match | undefined): boolean {
  if (first.exact) return true;
  return first.score >= CLEAR && (!second || first.score - second.score >= AHEAD);
}

/** Nobody is asked whether they meant the very words that they typed. */
function otherCommand(typed: string, { commands }: Context): string | null {
  const near = nearCommand(typed, commands);
  return near && fold(near) !== fold(typed) ? near : null;
}
