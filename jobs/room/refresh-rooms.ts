import type { z } from 'zod';
import { roomHiddenCard, roomLineCard, roomOverCard } from '../../cards/room/card.ts';
import { toText } from '../../cards/view/text.ts';
import type { View } from '../../cards/view/view.ts';
import { accessOfAudience, redact, sees } from '../../crm/policy/policy.ts';
import { Upstream } from '../../crm/problem.ts';
import { refreshRoomsJob } from '../../crm/room/jobs.ts';
import type { Room } from '../../crm/store/rooms.ts';
import { defineJob, type JobContext } from '../job.ts';

/**
 * Keeps the lines of the rooms true: posted once, edited in its place when it would say something else. The events send
 * it for one customer. The look at all rooms is for what no event says: who joined the channel, and that time passed.
 */
export const refreshRooms = defineJob({
  kind: refreshRoomsJob,
  cron: '23 * * * *',
  async run(data, context) {
    if ('over' in data)
      return void (await context.update({
        place: data.over.place,
        reference: data.over.posted,
        view: roomOverCard(context.reader()),
        hides: true,
      }));
    const rooms = await asked(data, context);
    const failed: Upstream[] = [];
    for (const room of rooms)
      await refresh(room, context).catch((cause: unknown) => failed.push(passing(cause)));
    // Of all rooms, those that failed are looked at again in an hour anyway.
    if (failed[0] && !('slot' in data)) throw failed[0];
  },
});

async function asked(
  data: z.output<typeof refreshRoomsJob.data>,
  { store }: JobContext,
): Promise<Room[]> {
  if ('place' in data) return [await store.rooms.get(data.place)].filter((room) => room !== null);
  const rooms = await store.rooms.all();
  return 'customer' in data
    ? rooms.filter(({ customerId }) => customerId === data.customer)
    : rooms;
}

async function refresh(room: Room, context: JobContext): Promise<void> {
  const line = await lineOf(room, context);
  // Nothing is posted only to say that nothing is shown.
  if (!line || (line.hides && room.posted === null)) return;
  const { view, hides } = line;
  const said = toText(view);
  if (said === room.said) return;
  const edited =
    room.posted !== null &&
    (await context.update({ place: room.place, reference: room.posted, view, hides }));
  if (edited === 'done') return context.store.rooms.save({ ...room, said });
  if (edited && (edited !== 'gone' || hides)) return;
  const delivered = await context.deliver({ place: room.place, view, key: keyOf(room) });
  if (delivered.kind !== 'posted') return;
  const { reference, earlier } = delivered;
  const standing = { ...room, posted: reference, said: earlier ? null : said };
  await context.store.rooms.save(standing);
  // The post of a killed copy may be outdated.
  if (earlier) await refresh(standing, context);
}

/** The line as everybody who reads there now may see it, or what stands there instead; null once the customer is gone, and the room with it. */
async function lineOf(
  { place, customerId, posted }: Room,
  { store, audience, update, reader, now }: JobContext,
): Promise<{ view: View; hides: boolean } | null> {
  const access = accessOfAudience(await audience(place));
  if (!sees(access, 'identity')) return { view: roomHiddenCard(reader()), hides: true };
  const overview = await store.customers.overview(customerId, null, access, now());
  if (overview) return { view: roomLineCard(redact(overview, access), reader()), hides: false };
  if (posted !== null)
    await update({ place, reference: posted, view: roomOverCard(reader()), hides: true });
  await store.rooms.remove(place);
  return null;
}

/** Once per opening, and once more where somebody took the post away. */
const keyOf = ({ place, openedAt, posted }: Room): string =>
  `room:${place.platform}:${place.tenant}:${place.id}:${openedAt.toISOString()}:${posted ?? ''}`;

function passing(cause: unknown): Upstream {
  if (cause instanceof Upstream) return cause;
  throw cause;
}
