import {
  customerChoices,
  customerContacts,
  customerFollow,
  customerPick,
  customerShow,
  customerWhy,
} from '../../cards/customer/actions.ts';
import { customerCard } from '../../cards/customer/card.ts';
import { NO_GOALS } from '../../cards/goal/lines.ts';
import { correctedView } from '../../cards/sentence/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { dayOf } from '../../cards/view/format.ts';
import type { Contact, CustomerId } from '../../crm/customer/customer.ts';
import { knownContact } from '../../crm/matching/known-contact.ts';
import { nameKey } from '../../crm/matching/names.ts';
import { noteTitle, readsNote } from '../../crm/note/rules.ts';
import { hiddenFrom, redact, sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { holdsOf, warningsFor } from '../../crm/signal/warning.ts';
import type { Overview } from '../../crm/store/customers.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  findHandler,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { isFigureName } from '../figure/parse.ts';
import { goalsOn } from '../goal/read.ts';
import { clearCustomer } from '../parse/clear-customer.ts';
import { customerHere } from '../parse/customer-here.ts';
import { addButtonData } from '../parse/customer-phrase.ts';
import { inputOf } from '../parse/input.ts';
import { nearCommand } from '../parse/near-command.ts';
import { colleaguesNamed } from '../parse/which-colleague.ts';
import { LONGEST, moreChoices, whichCustomer } from '../parse/which-customer.ts';
import { isPieceOfSentence } from '../sentence/doubt.ts';
import { unreadReply } from '../sentence/unread.ts';
import { home } from '../work/home.ts';
import { newestLines } from './newest-lines.ts';
import { contactsAt } from './people-there.ts';
import { CUSTOMER_PHRASES } from './phrases.ts';
import { why } from './why.ts';

/** Words that are so near to a customer's name are no misspelt command. */
const LIKE_A_NAME = 0.75;

export const customer = defineCommand({
  name: 'customer',
  usage: 'customer <name, domain, e-mail, phone or link>',
  summary: 'Who they are, what is open, and what every department did with them',
  examples: ['customer acme', 'customer dana@globex.example', 'who is acme retail?'],
  phrases: CUSTOMER_PHRASES,
  daily: true,
  aliases: ['lookup', 'c'],
  readsOnly: true,
  args: CommandInput,
  run: async (words, context) => asked(inputText(words), context),
  actions: [
    on(customerShow, async (data, context) => showCustomer(data.customer, context)),
    /** From a search: a customer chosen while typing, or the words where a platform cannot search as one types. */
    on(customerPick, async (data, context) =>
      'customer' in data ? showCustomer(data.customer, context) : asked(data.query, context),
    ),
    on(customerChoices, async ({ typed, does, deed, skip, ...data }, context) => {
      const takes = findHandler(does, context.commands);
      const { deeds, problem } = stringsFor(context.reader);
      if (!takes || !isKeyOf(deeds, deed))
        throw new Problem('stale', { ...problem.stale, reopens: false });
      const then = { action: { name: takes.handler.action }, label: deed };
      return addButtonData(await moreChoices({ query: typed, then, skip }, context), data);
    }),
    on(customerFollow, async (data, context) => {
      await known(data.customer, context);
      await context.store.customers.follow(context.person.id, data.customer, data.on, context.now);
      await context.audit({ action: 'follow', customer: data.customer, detail: { on: data.on } });
      return showCustomer(data.customer, context);
    }),
    on(customerWhy, async (data, context) => {
      return why(await known(data.customer, context), context);
    }),
    on(customerContacts, ({ customer, skip }, context) => contactsAt(customer, skip, context)),
  ],
});

const isKeyOf = <All extends object>(all: All, key: PropertyKey): key is keyof All =>
  Object.hasOwn(all, key);

/** `pinion cycles again`: such words at the end are in hardly any name. */
const FILLERS = /^(?:again|quick|quickly|rn|atm|asap|pls|plz|please|btw|thanks|thx)[.!]*$/i;

function withoutFillers(query: string): string {
  const words = query.trim().split(/\s+/);
  return words.slice(0, words.findLastIndex((word) => !FILLERS.test(word)) + 1).join(' ');
}

async function asked(query: string, context: Context): Promise<Reply> {
  if (!query.trim() && !(await customerHere(context)))
    return home.run({ words: '', quoted: [], people: [] }, context);
  const card = await exactly(query, context);
  if (card) return shown(card, context, await personAsked(query, card, context));
  const name = withoutFillers(query);
  if (name !== '' && name.length < query.trim().length) return asked(name, context);
  const figure = await figureAsked(query, context);
  if (figure) return figure;
  const corrected = await asCorrected(query, context);
  if (corrected) return corrected;
  const which = await whichCustomer(query, context, { action: customerShow, label: 'show' });
  if (which.kind === 'reply')
    return (
      (await colleagueAsked(query, context)) ?? (await sentenceAsked(query, context)) ?? which.reply
    );
  const { id, contact } = which;
  const seen = await context.look(id);
  if (!seen) throw unknown(context);
  return shown(seen, context, contact ? await personAsked(contact, seen, context) : undefined);
}

/** `nps`: no customer is called so, and the words are exactly a figure's name; null where they are none. */
async function figureAsked(query: string, context: Context): Promise<Reply | null> {
  const words = query.trim().replace(/[?!.]+$/, '');
  const named = [words, `customer ${words}`].find((one) => isFigureName(one.split(/\s+/)));
  const kpi = context.commands.find(({ name }) => name === 'kpi');
  return (named && (await kpi?.run(inputOf(named), context))) || null;
}

/** `kim`: no customer is called so, and a colleague is; null where there is none. */
async function colleagueAsked(query: string, context: Context): Promise<Reply | null> {
  const people = await colleaguesNamed(query, context);
  if (people.length === 0 || (await clearCustomer(query, context))) return null;
  const whois = context.commands.find(({ name }) => name === 'whois');
  return (await whois?.run(inputOf(query), context)) ?? null;
}

/** `the short version on acme`: null where it may be a name. */
async function sentenceAsked(query: string, context: Context): Promise<Reply | null> {
  if (nearCommand(query, context.commands) !== null) return null;
  if (!(await isPieceOfSentence(query, context))) return null;
  if (await context.store.records.isEmpty()) return null;
  return unreadReply(query, context);
}

/** `timline globex`: a misspelt command that only shows something is done, and said. Null where the words are rather a name. */
async function asCorrected(query: string, context: Context): Promise<Reply | null> {
  const { commands, store, reader } = context;
  const meant = nearCommand(query, commands);
  const [first = '', ...rest] = (meant ?? '').split(' ');
  const command = commands.find(({ name }) => name === first);
  if (!command?.readsOnly || rest.length === 0 || query.length > LONGEST) return null;
  const [near] = await store.customers.find(query, 1);
  if (near && near.score >= LIKE_A_NAME) return null;
  const reply = await command.run(inputOf(rest.join(' ')), context);
  const typed = query.trim().split(/\s+/, 1).join('');
  const isNamed = [command.name, ...command.aliases].includes(typed.toLowerCase());
  return reply.kind === 'answer' && !isNamed
    ? { kind: 'answer', view: correctedView(reply.view, { typed, meant: first }, reader) }
    : reply;
}

/** Nearly everybody types a name as it is: whose it is and what stands on the card is then one read. */
async function exactly(query: string, { look }: Context): Promise<Overview | null> {
  return query.trim() !== '' && query.length <= LONGEST ? look({ named: query }) : null;
}

/** Finds the person who was asked for by their own name, phone or address. */
async function personAsked(
  query: string,
  { customer: { id, name } }: Overview,
  { store, access }: Context,
): Promise<Contact | undefined> {
  if (nameKey(query) === nameKey(name)) return undefined;
  const contact = knownContact(query, await store.customers.contacts(id));
  return contact && !sees(access, 'contactDetails')
    ? { ...contact, email: null, phone: null }
    : contact;
}

export async function showCustomer(id: CustomerId, context: Context): Promise<Reply> {
  const overview = await context.look(id);
  if (!overview) throw unknown(context);
  return shown(overview, context);
}

async function shown(seen: Overview, context: Context, contact?: Contact): Promise<Reply> {
  const { person, place, access, reader, now, store } = context;
  const overview = redact(seen, access);
  const { id } = overview.customer;
  const warnings = warningsFor(overview, { me: person.id, access, now, today: dayOf(now, reader) });
  const [lines, pinned, goals] = await Promise.all([
    newestLines(overview, access, store),
    overview.pinned ? pinnedOn(id, context) : [],
    overview.goals ? goalsOn(id, context) : NO_GOALS,
  ]);
  return {
    kind: 'answer',
    view: customerCard({
      overview,
      hidden: hiddenFrom(access),
      warnings,
      holds: holdsOf(overview, access),
      lines,
      pinned,
      goals,
      reader,
      personal: true,
      contact,
      shareable: place.kind === 'channel' || place.kind === 'group',
    }),
  };
}

/** Without a record: for what writes its own. */
async function known(id: CustomerId, context: Context): Promise<Overview> {
  const { store, person, access, now } = context;
  const overview = await store.customers.overview(id, person.id, access, now);
  if (!overview) throw unknown(context);
  return redact(overview, access);
}

const unknown = ({ reader }: Context): Problem =>
  new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);

/** More than anybody pins on one customer. */
const PINNED = 50;

/** The notes that are pinned on a customer, as far as this person may read them. */
async function pinnedOn(
  customer: CustomerId,
  { store, access }: Pick<Context, 'store' | 'access'>,
): Promise<{ words: string; by: string }[]> {
  const pinned = (await store.notes.of(customer, PINNED)).filter((note) => note.pinned);
  const read = await Promise.all(
    pinned.map(async (note) => {
      const author = await store.people.get(note.authorId);
      return author && readsNote(access, note, author)
        ? [{ words: note.body || noteTitle(note), by: author.name }]
        : [];
    }),
  );
  return read.flat();
}
