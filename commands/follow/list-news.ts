import { listNewsCard, NEWS_SHOWN } from '../../cards/follow/list-news-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { listOf, readChanges } from '../../crm/follow/list-news.ts';
import { Problem } from '../../crm/problem.ts';
import { clip } from '../../crm/text/cut.ts';
import { dayIn } from '../../crm/time/day.ts';
import type { Context, Reply } from '../command.ts';
import { isPlace } from './lists.ts';

/** More of those who came or left, as far as the asker may see them; only where the list is followed. */
export async function listNewsPage(
  { list: id, at, skip }: { list: string; at: string; skip: number },
  context: Context,
): Promise<Reply> {
  const { store, person, access, now, zone, reader } = context;
  const strings = stringsFor(reader);
  const follow = await store.listFollows.get(id);
  if (!follow || !isPlace(follow, context))
    throw new Problem('list-not-followed', strings.listFollow.followedNoMore);
  const by = { person: person.id, access, now, today: dayIn(now, zone) };
  const list = listOf(follow, by);
  if (list === 'hidden') throw new Problem('list-not-here', strings.customerList.notHere);
  if (list === 'unread')
    throw new Problem('unread-list', strings.customerList.unread(clip(follow.words, 80)));
  const when = new Date(at);
  const page = await store.listFollows.changes(id, when, { skip, limit: NEWS_SHOWN });
  if (page.changes.length === 0) throw new Problem('old-news', strings.listFollow.old);
  const [shown, owner, members] = await Promise.all([
    readChanges(page.changes, by, store),
    store.people.get(follow.by),
    store.listFollows.members(id),
  ]);
  const detail = { list: follow.name, customers: page.changes.length };
  await context.audit({ action: 'look-up', customer: null, detail });
  const of = list.of === 'everyone' ? null : (owner?.name ?? null);
  const { came, left } = page;
  const news = { follow, list, of, at: when, ...shown, count: { came, left }, skip };
  return { kind: 'answer', view: listNewsCard({ ...news, total: members.length, reader }) };
}
