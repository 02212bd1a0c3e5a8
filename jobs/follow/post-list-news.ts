import type { ListClosed } from '../../cards/follow/list-follow-card.ts';
import type { CustomerList } from '../../crm/customer/list.ts';
import { type ListFollow, listChanges } from '../../crm/follow/list-follow.ts';
import { listOf, membersOf, type NewsReader, nextNews } from '../../crm/follow/list-news.ts';
import { type Access, sees } from '../../crm/policy/policy.ts';
import type { Change } from '../../crm/store/change.ts';
import { dayIn } from '../../crm/time/day.ts';
import { accessOfPlace } from '../../crm/win/redact.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';
import { eachOf } from '../scheduled.ts';
import { closedMessage, newsMessage } from './list-messages.ts';

/**
 * Tells channels who came onto the lists that they follow, and who left. That it is told, and that the channel was told
 * of these customers, is one commit: of several copies one tells it, and no kill comes in between.
 */
export const postListNews = defineJob({
  kind: clockJob('post-list-news'),
  cron: '*/5 * * * *',
  run: async (_, context) =>
    eachOf(await context.store.listFollows.due(context.now()), (follow) => tell(follow, context)),
});

async function tell(due: ListFollow, context: JobContext): Promise<void> {
  const { store } = context;
  const now = context.now();
  const access = await accessIn(due, context);
  const zone = context.reader().zone;
  const by = { person: null, access: access.sees, now, today: dayIn(now, zone) };
  const next = {
    ...due,
    version: due.version + 1,
    nextAt: await nextNews(due.place, { now, zone }, store),
  };
  const list = access.closed ?? listOf(due, by);
  const changes =
    typeof list === 'string'
      ? [
          { kind: 'list-follow' as const, follow: next, members: null },
          await closedMessage(due, list, context),
        ]
      : await news({ ...next, toldAt: now }, { list, by, context });
  // A stale one was told by another copy, or changed by somebody: the next minute looks again.
  await store.commit(changes, now);
}

/** The access of all who read there, or why nothing is posted there now. Throws `Upstream` while they are unknown. */
async function accessIn(
  { place }: ListFollow,
  { store, audience }: JobContext,
): Promise<{ sees: Access; closed: Exclude<ListClosed, 'unread'> | null }> {
  const [channel, readers] = await Promise.all([
    store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
    audience(place),
  ]);
  const access = accessOfPlace(readers, channel);
  const strangers = readers.outsiders ? 'shared' : 'strangers';
  const closed = sees(access, 'identity') ? null : strangers;
  return { sees: access, closed: channel && channel.mode !== 'open' ? 'mode' : closed };
}

/** Nothing is said where nothing changed. */
async function news(
  follow: ListFollow,
  { list, by, context }: { list: CustomerList; by: NewsReader; context: JobContext },
): Promise<Change[]> {
  const { store } = context;
  const members = await membersOf(list, { ...by, person: follow.by }, store);
  const { came, left } = listChanges(await store.listFollows.members(follow.id), members);
  const told: Change = { kind: 'list-follow', follow, members };
  if (came.length + left.length === 0) return [told];
  const changed = [
    ...came.map((customerId) => ({ customerId, came: true })),
    ...left.map((customerId) => ({ customerId, came: false })),
  ];
  return [told, await newsMessage(follow, { list, changed, by, total: members.length }, context)];
}
