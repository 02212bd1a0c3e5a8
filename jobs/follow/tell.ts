import { newsCard, newsTitle } from '../../cards/follow/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { newsReceivers } from '../../crm/event/customer-event.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import {
  type Access,
  accessOf,
  accessOfAudience,
  redactEntry,
  sees,
  seesEntry,
  withoutAmounts,
} from '../../crm/policy/policy.ts';
import type { JobContext } from '../job.ts';
import type { FoundNews } from './news.ts';

/** The messages to colleagues who follow: each as far as they may see. */
export function toPeople(
  found: FoundNews,
  people: ReadonlyMap<PersonId, Person>,
  context: JobContext,
): NewMessage[] {
  return newsReceivers(found.event, found.customer)
    .people.flatMap((id) => people.get(id) ?? [])
    .flatMap((person) => toPerson({ ...found, reader: context.readerOf(person) }, person) ?? []);
}

/** The message to a following channel; null where its readers may not see it. Throws `Upstream` while they are unknown. */
export async function toPlace(
  { customer, event }: FoundNews,
  place: Place,
  context: JobContext,
): Promise<NewMessage | null> {
  const reader = context.reader();
  const { room: strings } = stringsFor(reader);
  const why = strings.follow.whyHere(place.name ?? strings.problem.thisChannel, customer.name);
  return message({
    customer,
    event,
    reader,
    why,
    access: await accessIn(place, context),
    to: { kind: 'place', place },
    name: nameOf(place),
  });
}

export const nameOf = ({ platform, tenant, id }: Place): string =>
  `place:${platform}:${tenant}:${id}`;

/** The access that all of the place's readers share now. */
async function accessIn(place: Place, { store, audience }: JobContext): Promise<Access> {
  const [channel, readers] = await Promise.all([
    store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
    audience(place),
  ]);
  const access = accessOfAudience(readers);
  return channel?.showsAmounts === false ? withoutAmounts(access) : access;
}

type Telling = Pick<FoundNews, 'customer' | 'event'> & { reader: Reader };

function toPerson({ customer, event, reader }: Telling, person: Person): NewMessage | null {
  const why = stringsFor(reader).room.follow.why(customer.name);
  return message({
    customer,
    event,
    reader,
    why,
    access: accessOf(person),
    to: { kind: 'person', person: person.id },
    name: `person:${person.id}`,
  });
}

/** Null where it is out of this sight. */
function message({
  customer,
  event,
  reader,
  why,
  access,
  to,
  name,
}: Telling & Pick<NewMessage, 'why' | 'to'> & { access: Access; name: string }): NewMessage | null {
  if (!sees(access, 'identity') || (event.entry && !seesEntry(access, event.entry))) return null;
  const entry = event.entry && redactEntry(event.entry, access);
  const inChannel = to.kind === 'place';
  const title = newsTitle(customer.name, event.kind, reader);
  return {
    key: `followed:${event.key}:${name}`,
    subject: { kind: 'customer', id: customer.id, role: 'news', version: null },
    to,
    kind: 'followed',
    customerId: customer.id,
    line: entry ? `${title}: ${entry.title}` : title,
    why,
    view: newsCard({ customer, event: event.kind, entry, inChannel, reader }),
    pressing: false,
  };
}
