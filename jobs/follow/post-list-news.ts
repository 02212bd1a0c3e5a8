import type { ListClosed } from '../../cards/follow/list-follow-card.ts';
import type { CustomerList } from '../../crm/customer/list.ts';
import { type ListFollow, listChanges } from '../../crm/follow/list-follow.ts';
import { listOf, membersOf, type NewsReader, nextNews } from '../../crm/follow/list-news.ts';
import { type Access, type Audience, sees } from '../../crm/policy/policy.ts';
import { Upstream } from '../../crm/problem.ts';
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
  const { zone } = context.reader();
  const nextAt = await nextNews(due.place, { now, zone }, store);
  const next = { ...due, version: due.version + 1, nextAt };
  const found = await newsOrWhy(
    { ...next, toldAt: now },
    { now, today: dayIn(now, zone) },
    context,
  );
  const changes =
    typeof found === 'string'
      ? [
          { kind: 'list-follow' as const, follow: next, members: null },
          await closedMessage(due, found, context),
        ]
      : found;
  // A stale one was told by another copy, or changed by somebody: the next minute looks again.
  await store.commit(changes, now);
}

async function newsOrWhy(
  follow: ListFollow,
  at: Pick<NewsReader, 'now' | 'today'>,
  context: JobContext,
): Promise<Change[] | ListClosed> {
  const access = await accessIn(follow, context);
  if (typeof access === 'string') return access;
  const by = { ...at, person: null, access };
  const list = listOf(follow, by);
  return typeof list === 'string' ? list : news(follow, { list, by, context });
}

/** The access of all who read there, or why nothing is posted there now. Throws `Upstream` while they are unknown. */
async function accessIn(
  { place }: ListFollow,
  { store, audience }: JobContext,
): Promise<Access | ListClosed> {
  const [channel, readers] = await Promise.all([
    store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
    unlessGone(audience(place)),
  ]);
  if (channel && channel.mode !== 'open') return 'mode';
  if (!readers) return 'gone';
  const access = accessOfPlace(readers, channel);
  if (sees(access, 'identity')) return access;
  return readers.outsiders ? 'shared' : 'strangers';
}

/** Null where the platform refuses for good: the channel is gone, or Rapport is no longer in it. */
async function unlessGone(asked: Promise<Audience>): Promise<Audience | null> {
  return asked.catch((cause: unknown) => {
    if (cause instanceof Upstream && (cause.fault === 'rejected' || cause.fault === 'unauthorised'))
      return null;
    throw cause;
  });
}

/** Nothing is said where nothing changed; `long` where it grew beyond what a channel follows. */
async function news(
  follow: ListFollow,
  { list, by, context }: { list: CustomerList; by: NewsReader; context: JobContext },
): Promise<Change[] | 'long'> {
  const { store } = context;
  const members = await membersOf(list, { ...by, person: follow.by }, store);
  if (!members) return 'long';
  const { came, left } = listChanges(await store.listFollows.members(follow.id), members);
  const told: Change = { kind: 'list-follow', follow, members };
  if (came.length + left.length === 0) return [told];
  const changed = [
    ...came.map((customerId) => ({ customerId, came: true })),
    ...left.map((customerId) => ({ customerId, came: false })),
  ];
  return [told, await newsMessage(follow, { list, changed, by, total: members.length }, context)];
}
