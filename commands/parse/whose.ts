import { whoseCard } from '../../cards/person/whose-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Press } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { CommandInput, Context, Reply } from '../command.ts';
import { clearCustomer } from './clear-customer.ts';
import { NEAR } from './own-first.ts';
import { type Called, calledOrTheirs } from './which-colleague.ts';
import { type Whose, whoseOf } from './which-department.ts';

/** Those whose things a list shows, a colleague among them. */
export type AnyWhose = Whose | { kind: 'colleague'; person: Person };

/** `customer`: the words, which may name a customer, and name nobody else for sure. */
export type WhoseRead =
  | { kind: 'whose'; whose: AnyWhose }
  | { kind: 'reply'; reply: Reply }
  | { kind: 'customer'; words: string };

/** The presses of the buttons, where the words name a colleague as well as a customer. */
export interface WhosePresses {
  colleague: (person: Person) => Press;
  customer: (customer: CustomerId) => Press;
}

/** The words that say whose: a mention keeps its sign. */
export const whoseWords = ({ words, quoted, people: [mentioned] }: CommandInput): string =>
  [words, ...quoted, mentioned && `@${mentioned}`].filter(Boolean).join(' ').replace(/\?+$/, '');

/** Of those who are called nearly so, as many as are offered. */
const NEAREST = 3;

const BEFORE = /^(?:of|by|for|from|in|at|with|to|on) (?=\S)/i;
const AFTER = /(?:['’]s)?(?: (?:team|department))?$/i;

/** `mine`, `support`, `kim`, `@kim`, `kim's`; a mention is nobody's but a colleague's, and one of nobody is a `Problem`. */
export async function readWhose(
  typed: string,
  presses: WhosePresses,
  context: Context,
): Promise<WhoseRead> {
  const words = typed.replace(BEFORE, '').trim();
  const isMention = words.startsWith('@');
  const ref = words.replace(/^@/, '').replace(AFTER, '').trim();
  if (!isMention) {
    const whose = (await whoseOf(words, context)) ?? (await whoseOf(ref, context));
    if (whose) return { kind: 'whose', whose };
  }
  const { people, isSlip } = await calledOrTheirs(ref, context);
  const customer = isMention ? null : await clearCustomer(ref, context);
  if (people.length === 0 && isMention) throw nobody(ref, context);
  if (people.length === 0) return { kind: 'customer', words };
  if (isSlip) {
    // A slip of the finger shows nobody's things: it is a customer's or a contact's name, or it is asked about.
    if (!isMention && (customer || (await isNearCustomer(ref, context))))
      return { kind: 'customer', words };
    return asked(ref, { people: people.slice(0, NEAREST), customer, isSlip, presses }, context);
  }
  const [only, second] = people;
  if (only && !second && !customer)
    return { kind: 'whose', whose: { kind: 'colleague', person: only } };
  return asked(ref, { people, customer, isSlip, presses }, context);
}

/** Whether a customer is called nearly so, or a contact there has this first name. */
export async function isNearCustomer(
  ref: string,
  { store: { customers } }: Pick<Context, 'store'>,
): Promise<boolean> {
  const [[near], called] = await Promise.all([customers.find(ref, 1), customers.called(ref, 1)]);
  return called.length > 0 || (near !== undefined && near.score >= NEAR);
}

function nobody(ref: string, { reader }: Pick<Context, 'reader'>): Problem {
  return new Problem('unknown-colleague', stringsFor(reader).whose.nobody(ref));
}

async function asked(
  ref: string,
  {
    people,
    customer,
    isSlip,
    presses,
  }: Called & { customer: CustomerId | null; presses: WhosePresses },
  { store, reader }: Context,
): Promise<WhoseRead> {
  const name = customer && (await store.customers.name(customer));
  const view = whoseCard(
    {
      ref,
      isSlip,
      people: people.map((person) => ({ person, press: presses.colleague(person) })),
      customer: customer && name ? { name, press: presses.customer(customer) } : null,
    },
    reader,
  );
  return { kind: 'reply', reply: { kind: 'answer', view } };
}
