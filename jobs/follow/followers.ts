import { newsReceivers } from '../../crm/event/customer-event.ts';
import { tellFollowersJob } from '../../crm/follow/jobs.ts';
import type { Place } from '../../crm/person/place.ts';
import { Upstream } from '../../crm/problem.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import { defineConsumer } from '../event/consumer.ts';
import type { JobContext } from '../job.ts';
import { type FoundNews, NEWS_KINDS, type NewsEvent, newsOf } from './news.ts';
import { nameOf, toPeople, toPlace } from './tell.ts';

/** The entry by which a customer left may come a little after the record that says it. */
const ENTRY_COMES = 5 * MINUTE;

/** Tells those who follow a customer what notable happened to it, each once and as far as they may see. */
export const followers = defineConsumer({
  name: 'followers',
  kinds: NEWS_KINDS,
  async handle(events, context) {
    const now = context.now();
    const later = events.flatMap((event) => putOff(event, now) ?? []);
    const at = events.filter((event) => putOff(event, now) === null);
    const found = await newsOf(at, { store: context.store, now });
    return [...later, ...(await tell(found, context))];
  },
});

/** Puts off an event dated ahead, and a churn, for which a better entry may still come. Null where it is told now. */
function putOff(event: NewsEvent, now: Date): Change | null {
  if (event.at > now) return tellLater(event, { after: event.at });
  return event.kind === 'stage-changed' && event.payload.to === 'churned'
    ? tellLater(event, { after: new Date(now.getTime() + ENTRY_COMES) })
    : null;
}

async function tell(found: readonly FoundNews[], context: JobContext): Promise<Change[]> {
  if (found.length === 0) return [];
  const people = new Map((await context.store.people.all()).map((person) => [person.id, person]));
  const changes = found.map(async (one): Promise<Change[]> => {
    const places = newsReceivers(one.event, one.customer).places;
    return [
      ...toPeople(one, people, context).map((message): Change => ({ kind: 'message', message })),
      ...(await Promise.all(places.map((place) => tellPlace(one, place, context)))).flat(),
    ];
  });
  return (await Promise.all(changes)).flat();
}

/** A channel whose readers cannot be known right now is told later, and holds up nobody else. */
async function tellPlace(found: FoundNews, place: Place, context: JobContext): Promise<Change[]> {
  try {
    const message = await toPlace(found, place, context);
    return message ? [{ kind: 'message', message }] : [];
  } catch (cause) {
    if (!(cause instanceof Upstream)) throw cause;
    return [tellLater(found, { place })];
  }
}

function tellLater(
  { position }: Pick<NewsEvent, 'position'>,
  { place, after }: { place?: Place; after?: Date },
): Change {
  const { transaction, id } = position;
  const key = `followers:${transaction}:${id}:${place ? nameOf(place) : 'all'}`;
  return sendJob(
    tellFollowersJob,
    { event: position, ...(place && { place }) },
    { key, ...(after && { after }) },
  );
}

/** The same for one event, and for one place where only that is left. Throws `Upstream` where that place's readers are not known. */
export async function tellOf(
  event: NewsEvent,
  place: Place | undefined,
  context: JobContext,
): Promise<Change[]> {
  const found = await newsOf([event], { store: context.store, now: context.now() });
  if (!place) return tell(found, context);
  const messages = found.map(async (one): Promise<Change[]> => {
    // It may have stopped following since.
    const follows = newsReceivers(one.event, one.customer).places.some(
      (other) => nameOf(other) === nameOf(place),
    );
    const message = follows ? await toPlace(one, place, context) : null;
    return message ? [{ kind: 'message', message }] : [];
  });
  return (await Promise.all(messages)).flat();
}
