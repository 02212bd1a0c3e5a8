import { announcedSince } from '../../crm/event/announce.ts';
import { paceOf } from '../../crm/store/celebrations.ts';
import type { Change } from '../../crm/store/change.ts';
import {
  CELEBRATED_KINDS,
  type CelebratedEvent,
  occasionOf,
  repeatsWin,
  turns,
} from '../../crm/win/automatic.ts';
import { quarterOf, tierOf } from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import { defineConsumer } from '../event/consumer.ts';
import type { JobContext } from '../job.ts';
import { celebratedWin, changesForCelebrated, changesForTurned } from './automatic-win.ts';

const MANY = 1000;

/** Posts a win for what the records say, once, and takes it back where it turns. Off until an administrator switches it on. */
export const celebrations = defineConsumer({
  name: 'celebrations',
  kinds: CELEBRATED_KINDS,
  async handle(events, context) {
    const changes: Change[] = [];
    const made: Win[] = [];
    for (const event of events) {
      changes.push(...(await takenBack(event, context)));
      const win = await celebrated(event, made, context);
      if (!win) continue;
      made.push(win.win);
      changes.push(...win.changes);
    }
    return changes;
  },
});

/** Automatic wins that this event undoes. */
async function takenBack(event: CelebratedEvent, context: JobContext): Promise<Change[]> {
  const wins = await winsOf(event, context);
  const turned = wins.filter((win) => turns(event, win));
  return (await Promise.all(turned.map((win) => changesForTurned(win, context)))).flat();
}

async function celebrated(
  event: CelebratedEvent,
  made: readonly Win[],
  context: JobContext,
): Promise<{ win: Win; changes: Change[] } | null> {
  const { store } = context;
  const now = context.now();
  const [settings, place, after] = await Promise.all([
    store.settings.get('celebrations'),
    store.settings.get('wins-channel'),
    announcedSince(store.settings, now),
  ]);
  if (!settings?.on || !place || event.at < settings.since) return null;
  if (event.at <= after || event.at > now) return null;
  const occasion = await occasionOf(event, store);
  const pace = occasion && paceOf(settings, occasion.celebration);
  if (!occasion || !pace || pace === 'off') return null;
  const win = await celebratedWin(occasion, context);
  if (repeatsWin(win, [...(await winsOf(event, context)), ...made])) return null;
  const quarter = await store.wins.list({ since: quarterOf(now), until: now, limit: MANY });
  const gathered = pace === 'rules' ? tierOf(win, quarter) === 'small' : pace === 'daily';
  return { win, changes: await changesForCelebrated(win, { place: place.id, gathered }, context) };
}

/** Enough of the past for a save that has to hold, and for a deal that is opened again. */
async function winsOf({ customerId }: CelebratedEvent, { store, now }: JobContext): Promise<Win[]> {
  if (customerId === null) return [];
  return store.wins.list({
    since: new Date(0),
    until: new Date(now().getTime() + 1),
    customer: customerId,
    limit: MANY,
  });
}
