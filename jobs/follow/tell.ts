import { toldCard, toldTitle } from '../../cards/follow/card.ts';
import { wordsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { toldOf } from '../../crm/event/customer-event.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import {
  redactEntry,
  type Sight,
  sees,
  seesEntry,
  sightOf,
  sightOfAudience,
  withoutAmounts,
} from '../../crm/policy/policy.ts';
import type { JobContext } from '../job.ts';
import type { Found } from './news.ts';

/** What those colleagues are told who follow: each as far as they may see. */
export function toPeople(
  found: Found,
  people: ReadonlyMap<PersonId, Person>,
  context: JobContext,
): NewMessage[] {
  return toldOf(found.event, found.customer)
    .people.flatMap((id) => people.get(id) ?? [])
    .flatMap((person) => toPerson({ ...found, reader: context.readerOf(person) }, person) ?? []);
}

/** What a channel is told that follows; null where its readers may not see it. Throws `Upstream` where nobody knows them now. */
export async function toPlace(
  { customer, event }: Found,
  place: Place,
  context: JobContext,
): Promise<NewMessage | null> {
  const reader = context.reader();
  const { room: words } = wordsFor(reader);
  const why = words.follow.whyHere(place.name ?? words.problem.thisChannel, customer.name);
  return message({
    customer,
    event,
    reader,
    why,
    sight: await sightIn(place, context),
    to: { kind: 'place', place },
    name: nameOf(place),
  });
}

export const nameOf = ({ platform, tenant, id }: Place): string =>
  `place:${platform}:${tenant}:${id}`;

/** What everybody who reads there may see, as it is now. */
async function sightIn(place: Place, { store, audience }: JobContext): Promise<Sight> {
  const [channel, readers] = await Promise.all([
    store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
    audience(place),
  ]);
  const sight = sightOfAudience(readers);
  return channel?.showsAmounts === false ? withoutAmounts(sight) : sight;
}

type Telling = Pick<Found, 'customer' | 'event'> & { reader: Reader };

function toPerson({ customer, event, reader }: Telling, person: Person): NewMessage | null {
  const why = wordsFor(reader).room.follow.why(customer.name);
  return message({
    customer,
    event,
    reader,
    why,
    sight: sightOf(person),
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
  sight,
  to,
  name,
}: Telling & Pick<NewMessage, 'why' | 'to'> & { sight: Sight; name: string }): NewMessage | null {
  if (!sees(sight, 'identity') || (event.entry && !seesEntry(sight, event.entry))) return null;
  const entry = event.entry && redactEntry(event.entry, sight);
  const inChannel = to.kind === 'place';
  const title = toldTitle(customer.name, event.kind, reader);
  return {
    key: `followed:${event.key}:${name}`,
    to,
    kind: 'followed',
    customerId: customer.id,
    line: entry ? `${title}: ${entry.title}` : title,
    why,
    view: toldCard({ customer, event: event.kind, entry, inChannel, reader }),
    pressing: false,
  };
}
