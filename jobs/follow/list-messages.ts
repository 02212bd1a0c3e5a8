import { type ListClosed, listClosedCard } from '../../cards/follow/list-follow-card.ts';
import { listNewsCard, NEWS_SHOWN } from '../../cards/follow/list-news-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerList } from '../../crm/customer/list.ts';
import type { ListChange, ListFollow } from '../../crm/follow/list-follow.ts';
import { type NewsReader, readChanges } from '../../crm/follow/list-news.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import type { Change } from '../../crm/store/change.ts';
import type { JobContext } from '../job.ts';

/** Tells a channel who came onto its list and who left it. */
export async function newsMessage(
  follow: ListFollow,
  {
    list,
    changed,
    by,
    total,
  }: { list: CustomerList; changed: readonly ListChange[]; by: NewsReader; total: number },
  { store, reader: readerOfAll }: JobContext,
): Promise<Change> {
  const came = changed.filter((one) => one.came).length;
  const [shown, owner] = await Promise.all([
    readChanges(changed.slice(0, NEWS_SHOWN), by, store),
    store.people.get(follow.by),
  ]);
  const reader = readerOfAll();
  const view = listNewsCard({
    follow,
    list,
    of: list.of === 'everyone' ? null : (owner?.name ?? null),
    at: by.now,
    came: shown.came,
    left: shown.left,
    count: { came, left: changed.length - came },
    skip: 0,
    total,
    reader,
  });
  const { listFollow: strings, problem } = stringsFor(reader);
  const message: NewMessage = {
    key: `list:${follow.id}:${by.now.toISOString()}`,
    subject: { kind: 'list-follow', id: follow.id, role: 'news', version: follow.version },
    to: { kind: 'place', place: follow.place },
    kind: 'digest',
    customerId: null,
    line: view.title,
    why: strings.why(follow.place.name ?? problem.thisChannel, follow.name),
    view,
    pressing: true,
    sender: null,
  };
  return { kind: 'message', message };
}

/** Tells whoever set it up, once until it is told again. */
export async function closedMessage(
  follow: ListFollow,
  why: ListClosed,
  { store, reader, readerOf }: JobContext,
): Promise<Change> {
  const person = await store.people.get(follow.by);
  const language = person ? readerOf(person) : reader();
  const { listFollow: strings, problem } = stringsFor(language);
  const place = follow.place.name ?? problem.thisChannel;
  const view = listClosedCard(follow, { why, place, reader: language });
  const message: NewMessage = {
    key: `list:${follow.id}:${follow.toldAt.toISOString()}:closed`,
    subject: { kind: 'list-follow', id: follow.id, role: 'closed', version: null },
    to: { kind: 'person', person: follow.by },
    kind: 'digest',
    customerId: null,
    line: view.title,
    why: strings.closed.why,
    view,
    pressing: false,
    sender: null,
  };
  return { kind: 'message', message };
}
