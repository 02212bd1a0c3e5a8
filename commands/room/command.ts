import type { z } from 'zod';
import { roomClose, roomOpen, roomPreview } from '../../cards/room/actions.ts';
import { roomCard, roomClosedCard, roomPreviewCard } from '../../cards/room/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { redact } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { refreshRoomsJob } from '../../crm/room/jobs.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import type { Overview } from '../../crm/store/customers.ts';
import type { Room } from '../../crm/store/rooms.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { channelAudience, channelName } from '../share/channel-audience.ts';

export const room = defineCommand({
  name: 'room',
  usage: 'room <customer>',
  summary:
    'Make this channel a customer’s room: their line is kept here, and what is typed here needs no name',
  examples: ['room acme', 'room', 'room close'],
  phrases: [
    {
      words: [
        'make this|the [channel] a|the room for|of {customer}',
        'this is|becomes the|a room|channel of|for {customer}',
        'make this|the channel a|the room for|of {customer}',
      ],
      typed: '{customer}',
      confirm: true,
    },
  ],
  args: CommandInput,
  async run(typed, context) {
    const words = inputText(typed);
    if (/^(?:close|end)$/i.test(words)) return close(context);
    if (!words) return show(context);
    const which = await whichCustomer(words, context, { action: roomPreview, label: 'room' });
    return which.kind === 'reply' ? which.reply : preview(which.id, context);
  },
  actions: [
    on(roomPreview, ({ customer }, context) => preview(customer, context)),
    on(roomOpen, open),
    on(roomClose, (_, context) => close(context)),
  ],
});

async function show(context: Context): Promise<Reply> {
  const here = await roomHere(context);
  const { reader } = context;
  if (!here) throw new Problem('no-room', stringsFor(reader).room.room.none);
  const { access } = await channelAudience(context);
  const overview = await look(here.customerId, access, context);
  return {
    kind: 'answer',
    view: roomCard({
      overview,
      title: stringsFor(reader).room.room.title(overview.customer.name),
      opens: false,
      reader,
    }),
  };
}

async function preview(customer: CustomerId, context: Context): Promise<Reply> {
  const { place, reader, store } = context;
  const { audience, access } = await channelAudience(context);
  const [overview, now] = [await look(customer, access, context), await roomHere(context)];
  if (now?.customerId === customer) return show(context);
  const instead = now && (await store.customers.name(now.customerId));
  const data = { customer, place: place.id, readers: audience.size };
  return {
    kind: 'answer',
    view: roomPreviewCard({
      overview,
      place: channelName(context),
      readers: audience.size,
      instead,
      data,
      reader,
    }),
  };
}

async function open(
  { customer, ...promised }: z.infer<typeof roomOpen.data>,
  context: Context,
): Promise<Reply> {
  const { place, reader, now, store } = context;
  const { audience, access } = await channelAudience(context);
  if (promised.place !== place.id || promised.readers !== audience.size)
    return preview(customer, context);
  const before = await roomHere(context);
  if (before?.customerId === customer) return show(context);
  const overview = await look(customer, access, context);
  await store.rooms.save({
    place,
    customerId: customer,
    posted: null,
    content: null,
    openedAt: now,
  });
  await commit(context, customer, [...over(before, now), refresh(place, now)], {
    open: true,
    place: place.name ?? place.id,
    readers: audience.size,
  });
  return {
    kind: 'answer',
    view: roomCard({
      overview,
      title: stringsFor(reader).room.room.opened(channelName(context), overview.customer.name),
      opens: true,
      reader,
    }),
  };
}

async function close(context: Context): Promise<Reply> {
  const { place, reader, now, store } = context;
  const before = await roomHere(context);
  if (!before) throw new Problem('no-room', stringsFor(reader).room.room.none);
  await store.rooms.remove(place);
  await commit(context, before.customerId, over(before, now), {
    open: false,
    place: place.name ?? place.id,
  });
  return { kind: 'answer', view: roomClosedCard(channelName(context), reader) };
}

async function roomHere({ place, store, reader }: Context): Promise<Room | null> {
  if (place.kind !== 'channel' && place.kind !== 'group')
    throw new Problem('no-channel', stringsFor(reader).room.problem.direct);
  return store.rooms.get(place);
}

const refresh = (place: Context['place'], now: Date): Change =>
  sendJob(
    refreshRoomsJob,
    { place },
    { key: `room:${place.platform}:${place.tenant}:${place.id}:${now.toISOString()}` },
  );

/** The line of the room before says that it is over. */
function over(before: Room | null, now: Date): Change[] {
  if (!before?.posted) return [];
  const { place, posted } = before;
  return [
    sendJob(
      refreshRoomsJob,
      { over: { place, posted } },
      {
        key: `room-over:${place.platform}:${place.tenant}:${place.id}:${posted}:${now.toISOString()}`,
      },
    ),
  ];
}

async function commit(
  context: Context,
  customer: CustomerId,
  changes: readonly Change[],
  detail: Record<string, string | number | boolean>,
): Promise<void> {
  const line = auditLine({ action: 'room', customer, detail }, context);
  await context.store.commit([...changes, line], context.now);
}

/** As everybody here may see it. */
async function look(
  customer: CustomerId,
  access: Context['access'],
  { store, reader, now }: Context,
): Promise<Overview> {
  const overview = await store.customers.overview(customer, null, access, now);
  if (!overview) throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  return redact(overview, access);
}
