import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { domainOf, emailOf } from '../../crm/matching/addresses.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { Draft } from '../../crm/store/drafts.ts';
import type { Context } from '../command.ts';
import { beginsText } from '../parse/customer-phrase.ts';

const TRIED = 8;
const ALIKE = 50;
/** Of a text: its first words, and as many of the customers that it names. */
const [WORDS, PROPOSED] = [80, 5];

/** The message from which this person began; nobody else's. */
export async function draftOf(id: string, { store, person, reader }: Context): Promise<Draft> {
  const draft = await store.drafts.get(id);
  if (!draft || draft.person !== person.id)
    throw new Problem('draft-gone', {
      ...stringsFor(reader).task.problem.draftGone,
      reopens: false,
    });
  return draft;
}

/** Typed for a note of whose customer I am not sure: the person's own words, not a message of somebody's. */
export const isTyped = ({ origin }: Draft, person: Pick<Person, 'name'>): boolean =>
  origin.author === person.name &&
  origin.link === null &&
  origin.place === null &&
  origin.messages.length === 1 &&
  origin.files.length === 0;

/** Begun several times from one message, it waits once: the newest. */
export const onceEach = (drafts: readonly Draft[]): Draft[] => [
  ...new Map(
    drafts
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .map((draft) => [nameOf(draft), draft]),
  ).values(),
];

const nameOf = ({ origin: { author, link, messages } }: Draft): string =>
  JSON.stringify([author, link ?? messages.map(({ words }) => words)]);

/** Thrown away, or become something: with all that were begun from the same message. */
export async function dropDraft(id: string, { store: { drafts }, person }: Context): Promise<void> {
  const draft = await drafts.get(id);
  if (draft?.person !== person.id) return;
  for (const one of await drafts.of(person.id, ALIKE))
    if (nameOf(one) === nameOf(draft)) await drafts.remove(one.id);
  await drafts.remove(id);
}

/** The one customer that a message is about; null where it names none, or several. */
export async function likelyCustomer(draft: Draft, context: Context): Promise<CustomerId | null> {
  const [one, ...others] = await likelyCustomers(draft, context);
  return others.length === 0 ? (one ?? null) : null;
}

/** The customers that a message is likely about: by its room, else the channel's name, else the message's words. */
export async function likelyCustomers(
  { place, origin }: Draft,
  { store }: Context,
): Promise<CustomerId[]> {
  const room = await store.rooms.get(place);
  if (room) return [room.customerId];
  const channel =
    place.kind === 'channel' && place.name
      ? await store.customers.named(place.name.replace(/^#/, '').replace(/[-_]+/g, ' '))
      : null;
  if (channel) return [channel];
  const said = origin.messages.map(({ words }) => words.slice(0, 2000));
  // An address that nobody knows may still be of a domain that somebody has.
  const domains = said
    .flatMap((words) => words.split(/\s+/))
    .filter((word) => word.includes('.'))
    .flatMap((word) => [emailOf(word), domainOf(word)].filter((found) => found !== null));
  const found = [
    ...(await Promise.all(domains.slice(0, TRIED).map((domain) => store.customers.named(domain)))),
    ...(await namedIn(said.join(' \n '), store)),
  ];
  return [...new Set(found.flatMap((id) => id ?? []))].slice(0, PROPOSED);
}

/** Customers whose whole name stands in a text: the longer name where one is part of the other. */
async function namedIn(text: string, { customers }: Context['store']): Promise<CustomerId[]> {
  const tokens = (text.match(/[\p{L}\p{N}&'’.-]+/gu) ?? [])
    .map((token) => token.replace(/[.'’-]+$/, ''))
    .slice(0, WORDS);
  const phrases = tokens.flatMap((_, at) =>
    [3, 2, 1].flatMap((length) => (at + length <= tokens.length ? [{ at, length }] : [])),
  );
  const ids = await Promise.all(
    phrases.map(({ at, length }) => phraseOf(tokens.slice(at, at + length), customers)),
  );
  const hits = phrases
    .flatMap((phrase, i) => (ids[i] ? [{ ...phrase, id: ids[i] }] : []))
    .sort((a, b) => b.length - a.length || a.at - b.at);
  const taken = new Set<number>();
  const kept = hits.filter(({ at, length }) => {
    const places = Array.from({ length }, (_, i) => at + i);
    if (places.some((place) => taken.has(place))) return false;
    for (const place of places) taken.add(place);
    return true;
  });
  return kept.sort((a, b) => a.at - b.at).map(({ id }) => id);
}

/** Short words, and those that a name does without, are none. */
const phraseOf = async (
  words: readonly string[],
  customers: Context['store']['customers'],
): Promise<CustomerId | null> =>
  words.join(' ').length < 4 || beginsText(words[0]) || beginsText(words.at(-1))
    ? null
    : customers.named(words.join(' '));
