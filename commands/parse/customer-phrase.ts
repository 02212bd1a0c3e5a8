import { customerChoices } from '../../cards/customer/actions.ts';
import type { CustomerDeed } from '../../cards/customer/choices-card.ts';
import type { Block, Button, Data } from '../../cards/view/view.ts';
import { CustomerId } from '../../crm/customer/customer.ts';
import type { Context, Reply } from '../command.ts';
import { customerHere } from './customer-here.ts';
import { isNameLike } from './ordinary-words.ts';
import { unspacedName } from './unspaced.ts';
import { whichCustomer } from './which-customer.ts';

const LONGEST_NAME = 6;
const CLEAR = 0.85;
/** Words that count for nothing in a name, so they begin what follows it; `AS` in capitals is a legal form. */
const BEGINS_TEXT = /^(?:[Aa]nd|[Uu]nd|et|y|e|og|och|en|ve|и|і|та|και|[Tt]he|as|ou|co|is)$/;

/** A colon or a comma that takes the room of a letter, behind a name: `例示食品：`. */
const WIDE_PAUSE = /^([^\s：，、]{1,40})[：，、]\s*/;

/** Whether a word rather begins what follows a name than ends the name. */
export const beginsText = (word = ''): boolean => BEGINS_TEXT.test(word);

export interface Split {
  /** The words that name the customer; empty where the place is the customer's own room. */
  customer: string;
  rest: string;
}

/** Such a word before a colon says what follows, and ends no name. */
const HEADING =
  /^(?:re|updates?|news|info|notes?|calls?|meeting|fyi|status|prices?|pricing|contacts?|important|urgent|invoices?|billing|renewal|contract|todo|demo|feedback|onboarding|delivery|kickoff|kick-off|training|support|sales|product|finance|success|marketing|offer|quote|deal|risk|issues?|bugs?|tickets?|login|sso|api|export|import|data|visit|lunch|workshop|review|qbr|summary|plan|next|question|problem|team|seats|users|usage|health|churn|upsell|decision|budget|outage|escalation|rollout|migration|security|legal|expansion|goals?|wants?|said|says|asks?|asked|needs?|c[efito]o|buyer|q[1-4]|h[12])$/;

/** `cobalt games: …`: two words that a colon ends are a name, which nobody is called by the first one alone. */
const isNamedByColon = ([first = '', second = '']: readonly string[]): boolean => {
  const word = second.toLowerCase().replace(/:$/, '');
  return second.endsWith(':') && !HEADING.test(word) && isNameLike([first.toLowerCase(), word]);
};

/** `acme industries send the offer` → the longest beginning that is a customer's name, and what follows it. */
export async function splitCustomer(
  words: string,
  { store }: Pick<Context, 'store'>,
  hasRoom = false,
): Promise<Split> {
  const tokens = words.replace(WIDE_PAUSE, '$1: ').split(' ').filter(Boolean);
  const tried: { split: Split; score: number }[] = [];
  const isNamed = isNamedByColon(tokens);
  for (let n = Math.min(LONGEST_NAME, tokens.length); n > 0; n -= 1) {
    if (n > 1 && BEGINS_TEXT.test(tokens[n - 1] ?? '')) continue;
    const split = { customer: tokens.slice(0, n).join(' '), rest: tokens.slice(n).join(' ') };
    const [first] = await store.customers.find(split.customer, 1);
    if (first?.exact) return split;
    tried.push({ split, score: first?.score ?? 0 });
  }
  const inside = await unspacedName(tokens[0] ?? '', store);
  // Nothing is cut out of a sentence that has no spaces.
  if (inside?.from === 0) return { customer: inside.name, rest: words };
  if (hasRoom) return { customer: '', rest: words };
  const isNear = ({ split, score }: (typeof tried)[number]) =>
    score >= CLEAR && (!isNamed || split.customer.includes(' '));
  const near = tried.find(isNear)?.split;
  if (!near && isNamed)
    return {
      customer: tokens.slice(0, 2).join(' ').replace(/:$/, ''),
      rest: tokens.slice(2).join(' '),
    };
  return near ?? { customer: tokens[0] ?? '', rest: tokens.slice(1).join(' ') };
}

/** `said`: what named the customer; null where the room did. */
export type CustomerAnd =
  | { kind: 'one'; id: CustomerId; rest: string; said: string | null }
  | { kind: 'choose'; rest: string; said: string; reply: Reply }
  | { kind: 'nobody'; rest: string };

/**
 * The customer that was typed before other words, or whose room this is. `then` gets `{ customer }` where one has to be
 * chosen; it is a function where it depends on the other words.
 */
export async function customerAnd(
  { customer, rest }: { customer: string | null; rest: string },
  context: Context,
  then: CustomerDeed | ((rest: string) => CustomerDeed),
): Promise<CustomerAnd> {
  const room = await customerHere(context);
  const split =
    customer === null ? await splitCustomer(rest, context, room !== null) : { customer, rest };
  if (!split.customer)
    return room
      ? { kind: 'one', id: room, rest: split.rest, said: null }
      : { kind: 'nobody', rest: split.rest };
  const deed = typeof then === 'function' ? then(split.rest) : then;
  const which = await whichCustomer(split.customer, context, deed);
  return which.kind === 'one'
    ? { ...which, rest: split.rest, said: split.customer }
    : { kind: 'choose', rest: split.rest, said: split.customer, reply: which.reply };
}

/** Keeps the other typed words in the buttons that choose a customer. */
export function addButtonData(reply: Reply, data: Data): Reply {
  if (reply.kind === 'form') return reply;
  const blocks = reply.view.blocks.map((block): Block => {
    if (block.kind === 'choices')
      return {
        ...block,
        choices: block.choices.map((choice) => ({
          ...choice,
          button: withData(choice.button, data),
        })),
      };
    return block.kind === 'buttons' ? { ...block, buttons: moreWithData(block, data) } : block;
  });
  return { kind: 'answer', view: { ...reply.view, blocks } };
}

const withData = (button: Button, data: Data): Button =>
  button.kind === 'press' ? { ...button, data: { ...button.data, ...data } } : button;

/** The button that shows more of the customers to choose from needs it as well. */
const moreWithData = (
  { buttons }: Pick<Extract<Block, { kind: 'buttons' }>, 'buttons'>,
  data: Data,
): Button[] =>
  buttons.map((button) =>
    button.kind === 'press' && button.action === customerChoices.name
      ? withData(button, data)
      : button,
  );

/** Reads a form's customer field: an id, or on Teams the typed words. Null where it is no customer for sure. */
export async function customerFrom(
  value: string,
  { store }: Pick<Context, 'store'>,
): Promise<CustomerId | null> {
  const id = CustomerId.safeParse(value).data;
  if (id && (await store.customers.name(id)) !== null) return id;
  const [first, second] = await store.customers.find(value, 2);
  const clear =
    first && (first.exact || (first.score >= CLEAR && (!second || second.score < first.score)));
  return clear ? first.customer.id : null;
}
