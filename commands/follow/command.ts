import {
  followHere,
  followList,
  followListHere,
  followListNews,
  followListStop,
  followStart,
  followStop,
  followStopHere,
} from '../../cards/follow/actions.ts';
import { followCard, followedListCard } from '../../cards/follow/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { redactSummary } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';
import { whichCustomer } from '../parse/which-customer.ts';
import { channelAudience, channelName } from '../share/channel-audience.ts';
import { listNewsPage } from './list-news.ts';
import { followNamed, followTheList, listNamed, stopList } from './lists.ts';

const LISTED = 20;
/** More than anybody can follow. */
const COUNTED = 1000;

export const follow = defineCommand({
  name: 'follow',
  usage: 'follow <customer> [here] or list <name>',
  summary:
    'Be told when something notable happens to a customer: privately, or here for the whole channel; a channel follows a list too',
  examples: ['follow acme', 'follow acme here', 'follow list danger zone'],
  phrases: [
    'keep|hold me (posted|updated|informed|in the loop) on|about|with {customer}',
    'keep an eye on {customer} [for me]',
    'keep watch on|over {customer}',
    'subscribe [me] to {customer}',
    'let me know when|if something|anything happens at|with|to {customer}',
    'notify|alert|tell me when|if something|anything happens at|with|to {customer}',
    'send me updates|news on|about|from {customer}',
    'i want to follow|watch {customer}',
    'hear|know when|if something|anything happens at|with|to {customer}',
    {
      words: [
        'who|whom|what|which [customers] do i follow',
        'customers i follow',
        'my followed customers',
      ],
      typed: '',
    },
  ],
  aliases: ['watch'],
  args: CommandInput,
  async run(typed, context) {
    const { words, here } = readHere(inputText(typed));
    const named = listNamed(words);
    if (named !== null && !(await context.store.customers.named(words)))
      return followNamed(named, context);
    if (!words && !here && !(await customerHere(context))) return list(context);
    const then = here
      ? ({ action: followHere, label: 'followHere' } as const)
      : ({ action: followStart, label: 'follow' } as const);
    const which = await whichCustomer(words, context, then);
    if (which.kind === 'reply') return which.reply;
    return here ? followFor(which.id, true, context) : followAs(which.id, true, context);
  },
  actions: [
    on(followList, ({ skip }, context) => list(context, skip)),
    on(followStart, ({ customer }, context) => followAs(customer, true, context)),
    on(followStop, ({ customer }, context) => followAs(customer, false, context)),
    on(followHere, ({ customer }, context) => followFor(customer, true, context)),
    on(followStopHere, ({ customer }, context) => followFor(customer, false, context)),
    on(followListHere, followTheList, { writes: true }),
    on(followListStop, ({ list }, context) => stopList(list, context)),
    on(followListNews, listNewsPage),
  ],
});

/** `acme here` → the customer's name, and that it is for the channel. */
export function readHere(typed: string): { words: string; here: boolean } {
  const words = typed.replace(/(?:^|\s+)here$/i, '');
  return { words, here: words !== typed };
}

/** For the asker alone. */
export async function followAs(
  customer: CustomerId,
  on: boolean,
  context: Context,
): Promise<Reply> {
  const { store, person, place, reader, now } = context;
  const name = await nameOf(customer, context);
  if (!on && !(await store.followers.of(customer)).people.includes(person.id))
    throw new Problem('not-followed', stringsFor(reader).room.follow.neverDid(name));
  await store.customers.follow(person.id, customer, on, now);
  await context.audit({ action: 'follow', customer, detail: { on } });
  return {
    kind: 'answer',
    view: followCard({
      customer: { id: customer, name },
      on,
      place: null,
      readers: null,
      inChannel: place.kind === 'channel' || place.kind === 'group',
      reader,
    }),
  };
}

/** On behalf of the channel: only where what will be posted may be read by everybody in it. Anybody there may end it. */
export async function followFor(
  customer: CustomerId,
  on: boolean,
  context: Context,
): Promise<Reply> {
  const { store, place, reader, now } = context;
  const { audience } = await channelAudience(context);
  const name = await nameOf(customer, context);
  await (on ? store.followers.add(place, customer, now) : store.followers.remove(place, customer));
  await context.audit({
    action: 'follow',
    customer,
    detail: { on, place: place.name ?? place.id, readers: audience.size },
  });
  return {
    kind: 'answer',
    view: followCard({
      customer: { id: customer, name },
      on,
      place: channelName(context),
      readers: audience.size,
      inChannel: true,
      reader,
    }),
  };
}

async function list({ store, person, access, reader }: Context, skip = 0): Promise<Reply> {
  const followed = await store.customers.followed(person.id, COUNTED);
  const customers = followed.slice(skip, skip + LISTED);
  return {
    kind: 'answer',
    view: followedListCard(
      customers.map((customer) => redactSummary(customer, access)),
      { count: followed.length - skip - LISTED, skip: skip + LISTED },
      reader,
    ),
  };
}

async function nameOf(customer: CustomerId, { store, reader }: Context): Promise<string> {
  const name = await store.customers.name(customer);
  if (name === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  return name;
}
