import { z } from 'zod';
import { toldCard, toldTitle } from '../../cards/follow/card.ts';
import { wordsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import {
  NOTABLE_KINDS,
  type Notable,
  notable,
  ownerChanged,
  renewalComes,
  renewalMoved,
  stageChanged,
  toldOf,
  type Watched,
} from '../../crm/event/customer-event.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import { type Person, PersonId } from '../../crm/person/person.ts';
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
import { Upstream } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Store } from '../../crm/store/store.ts';
import type { Cursor } from '../../crm/store/timeline.ts';
import { HOUR } from '../../crm/time/durations.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';

const KEY = 'followed-news';
/** A source that is brought in once a day is still heard of; what was told is remembered for as long. */
const BACK = 26 * HOUR;
const PAGE = 500;
const PAGES = 20;
const WATCHED = 5_000;

const Told = z.object({
  /** Nothing from before the first run is told. */
  from: z.iso.datetime(),
  told: z.array(z.object({ key: z.string(), at: z.iso.datetime() })),
  /** Who owned what when one last looked, how far each was, and when each renews. */
  owners: z.record(z.string(), PersonId.nullable()),
  stages: z.record(z.string(), z.string()).default({}),
  renewals: z.record(z.string(), z.string().nullable()).default({}),
});
type Told = z.infer<typeof Told>;

/** Tells those who follow a customer what notable happened to it, each once and as far as they may see. */
export const tellFollowers = defineJob({
  kind: clockJob('tell-followers'),
  cron: '*/5 * * * *',
  async run(_, context) {
    const { store } = context;
    const now = context.now();
    const watched = await store.followers.watched(WATCHED);
    const owners = Object.fromEntries(watched.map(({ id, ownerId }) => [id, ownerId]));
    const stages: Told['stages'] = Object.fromEntries(watched.map(({ id, stage }) => [id, stage]));
    const renewals: Told['renewals'] = Object.fromEntries(
      watched.map(({ id, renewsOn }) => [id, renewsOn]),
    );
    const state = Told.safeParse(await store.settings.get(KEY)).data;
    if (!state)
      return store.settings.set(KEY, {
        from: now.toISOString(),
        told: [],
        owners,
        stages,
        renewals,
      } satisfies Told);
    const after = new Date(Math.max(Date.parse(state.from), now.getTime() - BACK));
    const before = new Set(state.told.map(({ key }) => key));
    const news = (await found(watched, { state, after, now, store })).filter(
      ({ event }) => !before.has(event.key),
    );
    const told = state.told.filter(({ at }) => new Date(at) > after);
    const tell = news.length > 0 ? await teller(context) : null;
    for (const { customer, event } of news) {
      // A channel whose readers cannot be known right now is told by a later run; nobody hears of it twice.
      if (await tell?.(customer, event)) told.push({ key: event.key, at: event.at.toISOString() });
      else if (event.kind === 'owner') owners[customer.id] = state.owners[customer.id] ?? null;
      else if (event.kind === 'stage')
        stages[customer.id] = state.stages[customer.id] ?? customer.stage;
      else if (event.kind === 'renewal' && customer.id in state.renewals)
        renewals[customer.id] = state.renewals[customer.id] ?? null;
    }
    await store.settings.set(KEY, {
      from: state.from,
      told,
      owners,
      stages,
      renewals,
    } satisfies Told);
  },
});

interface Found {
  customer: Watched;
  event: Notable;
}

interface Period {
  after: Date;
  now: Date;
  state: Told;
  store: Store;
}

async function found(watched: readonly Watched[], period: Period): Promise<Found[]> {
  const { state, after, now } = period;
  const byId = new Map(watched.map((customer) => [customer.id, customer]));
  const events = new Map<string, Found>();
  const add = (customer: Watched | undefined, event: Notable | null): void => {
    if (customer && event && !events.has(event.key)) events.set(event.key, { customer, event });
  };
  for await (const news of newsSince(period)) add(byId.get(news.entry.customerId), notable(news));
  const left = new Set(
    [...events.values()]
      .filter(({ event }) => event.kind === 'left')
      .map(({ customer }) => customer.id),
  );
  for (const customer of watched) {
    add(
      customer,
      renewalMoved(customer, state.renewals[customer.id], now) ??
        renewalComes(customer, { after, until: now }),
    );
    add(customer, ownerChanged(customer, state.owners[customer.id], now));
    if (!left.has(customer.id))
      add(customer, stageChanged(customer, state.stages[customer.id], now));
  }
  return [...events.values()];
}

async function* newsSince({ store, after, now }: Period) {
  let cursor: Cursor | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const news = await store.followers.news({
      kinds: NOTABLE_KINDS,
      after,
      until: now,
      cursor,
      limit: PAGE,
    });
    yield* news;
    const last = news.at(-1)?.entry;
    if (!last || news.length < PAGE) return;
    cursor = { at: last.at, source: last.source, externalId: last.externalId };
  }
}

type Tell = (customer: Watched, event: Notable) => Promise<boolean>;

/** Writes to everybody who follows, in one commit an event; false where some channel could not be written to yet. */
async function teller(context: JobContext): Promise<Tell> {
  const { store, now } = context;
  const people = new Map((await store.people.all()).map((person) => [person.id, person]));
  return async (customer, event) => {
    const told = toldOf(event, customer);
    const colleagues = told.people.flatMap((id) => people.get(id) ?? []);
    const places = await Promise.all(
      told.places.map(async (place) => ({ place, sight: await sightIn(place, context) })),
    );
    const messages = [
      ...colleagues.map((person) =>
        toPerson({ customer, event, person, reader: context.readerOf(person) }),
      ),
      ...places.map(
        ({ place, sight }) =>
          sight && toPlace({ customer, event, place, sight, reader: context.reader() }),
      ),
    ];
    const changes = messages.flatMap((message): Change[] =>
      message ? [{ kind: 'message', message }] : [],
    );
    if (changes.length > 0) await store.commit(changes, now());
    return places.every(({ sight }) => sight !== null);
  };
}

/** What everybody who reads there may see, as it is now; null where the platform does not say. */
async function sightIn(place: Place, { store, audience }: JobContext): Promise<Sight | null> {
  try {
    const [channel, readers] = await Promise.all([
      store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
      audience(place),
    ]);
    const sight = sightOfAudience(readers);
    return channel?.showsAmounts === false ? withoutAmounts(sight) : sight;
  } catch (cause) {
    if (cause instanceof Upstream) return null;
    throw cause;
  }
}

interface Telling {
  customer: Watched;
  event: Notable;
  reader: Reader;
}

function toPerson({
  customer,
  event,
  person,
  reader,
}: Telling & { person: Person }): NewMessage | null {
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

function toPlace({
  customer,
  event,
  place,
  sight,
  reader,
}: Telling & { place: Place; sight: Sight }): NewMessage | null {
  const { room: words } = wordsFor(reader);
  const why = words.follow.whyHere(place.name ?? words.problem.thisChannel, customer.name);
  return message({
    customer,
    event,
    reader,
    why,
    sight,
    to: { kind: 'place', place },
    name: `place:${place.platform}:${place.tenant}:${place.id}`,
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
  const view = toldCard({
    customer,
    event: event.kind,
    entry,
    inChannel: to.kind === 'place',
    reader,
  });
  const line = entry
    ? `${toldTitle(customer.name, event.kind, reader)}: ${entry.title}`
    : toldTitle(customer.name, event.kind, reader);
  return {
    key: `followed:${event.key}:${name}`,
    to,
    kind: 'followed',
    customerId: customer.id,
    line,
    why,
    view,
    pressing: false,
  };
}
