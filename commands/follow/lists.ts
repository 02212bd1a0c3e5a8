import { listFollowCard, listStoppedCard } from '../../cards/follow/list-follow-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { seesList } from '../../crm/customer/list.ts';
import { customerListWords } from '../../crm/customer/list-words.ts';
import { type ListFollow, listFollowId } from '../../crm/follow/list-follow.ts';
import { MOST_FOLLOWED, membersOf, nextNews } from '../../crm/follow/list-news.ts';
import { Problem } from '../../crm/problem.ts';
import { decide } from '../../crm/store/decide.ts';
import type { SavedList } from '../../crm/store/saved-lists.ts';
import { clip } from '../../crm/text/cut.ts';
import { dayIn } from '../../crm/time/day.ts';
import type { Context, Reply } from '../command.ts';
import { theList } from '../customer/saved-lists.ts';
import { channelAudience, channelName } from '../share/channel-audience.ts';

/** As many as a channel reads each morning. */
const MOST = 10;

const OWN: ReadonlySet<string> = new Set(['the', 'my', 'our', 'this']);
const LIST: ReadonlySet<string> = new Set(['list', 'view']);
const QUOTES = /^["“”„'’]+|["“”„'’]+$/g;

/** `list danger zone` → `danger zone`; null where no list is meant. */
export function listNamed(words: string): string | null {
  const tokens = words.trim().split(/\s+/);
  const rest = OWN.has(tokens[0]?.toLowerCase() ?? '') ? tokens.slice(1) : tokens;
  if (!LIST.has(rest[0]?.toLowerCase() ?? '')) return null;
  return rest.slice(1).join(' ').replace(QUOTES, '');
}

/** The channel follows the asker's list of this name. */
export async function followNamed(name: string, context: Context): Promise<Reply> {
  const { place, reader } = context;
  const { listFollow: strings } = stringsFor(reader);
  if (place.kind !== 'channel' && place.kind !== 'group')
    throw new Problem('no-channel', strings.direct);
  if (name === '') throw new Problem('which-list', strings.noName);
  return followTheList(await theList(name, context), context);
}

/** On behalf of the channel: only where the list may be read by everybody in it. */
export async function followTheList(
  { name, words }: Pick<SavedList, 'name' | 'words'>,
  context: Context,
): Promise<Reply> {
  const { store, place, person, reader, now, zone, audit } = context;
  const strings = stringsFor(reader);
  const { audience, access } = await channelAudience(context);
  const list = customerListWords(words, dayIn(now, zone));
  if (!list) throw new Problem('unread-list', strings.customerList.unread(clip(words, 80)));
  if (!seesList(list, access)) throw new Problem('list-not-here', strings.customerList.notHere);
  const id = listFollowId(place, name);
  const others = (await store.listFollows.of(place)).filter((one) => one.id !== id);
  if (others.length >= MOST)
    throw new Problem('many-lists', { ...strings.listFollow.tooMany(MOST), reopens: false });
  const by = { person: person.id, access, now, today: dayIn(now, zone) };
  const members = await membersOf(list, by, store);
  if (!members)
    throw new Problem('long-list', {
      ...strings.listFollow.tooLong(MOST_FOLLOWED),
      reopens: false,
    });
  const times = { toldAt: now, nextAt: await nextNews(place, { now, zone }, store) };
  const follow = await decide<ListFollow | null, ListFollow>(store, {
    read: () => store.listFollows.get(id),
    decide: async (before) => {
      // The news since its last message stays to be told.
      if (before) return { changes: [], result: await sameList(before, words, context) };
      const made = { id, version: 1, place, name, words, by: person.id, since: now, ...times };
      return { changes: [{ kind: 'list-follow', follow: made, members }], result: made };
    },
    now,
    busy: () => new Error('Others changed the followed list each time'),
  });
  const already = follow.since !== now;
  if (!already)
    await audit({
      action: 'follow',
      customer: null,
      detail: { on: true, list: name, place: place.name ?? place.id, readers: audience.size },
    });
  const total = members.length;
  const view = {
    follow,
    place: channelName(context),
    total,
    readers: audience.size,
    already,
    reader,
  };
  return { kind: 'answer', view: listFollowCard(view) };
}

/** The one that is followed by this name; a problem where it is somebody else's, or reads otherwise. */
async function sameList(
  before: ListFollow,
  words: string,
  { store, person, reader }: Context,
): Promise<ListFollow> {
  if (before.words === words && before.by === person.id) return before;
  const { listFollow: strings } = stringsFor(reader);
  const by = (await store.people.get(before.by))?.name ?? null;
  throw new Problem('list-followed', {
    ...strings.namesake(before.name, before.words, by),
    reopens: false,
  });
}

/** Anybody in the channel may end it, and whoever set it up from anywhere. */
export async function stopList(id: string, context: Context): Promise<Reply> {
  const { store, place, person, reader, audit } = context;
  const { listFollow: strings, problem } = stringsFor(reader);
  const follow = await store.listFollows.get(id);
  const isHere = follow !== null && isPlace(follow, context);
  if (!follow || (!isHere && follow.by !== person.id))
    throw new Problem('list-not-followed', strings.followedNoMore);
  await store.listFollows.remove(id);
  const { name } = follow;
  const of = follow.place.name ?? problem.thisChannel;
  await audit({ action: 'follow', customer: null, detail: { on: false, list: name, place: of } });
  const again = isHere && place.kind !== 'direct';
  return { kind: 'answer', view: listStoppedCard(follow, { place: of, again, reader }) };
}

/** The one of this name that the channel follows. */
export async function stopNamed(name: string, context: Context): Promise<Reply> {
  const { place, store, reader } = context;
  const { listFollow: strings } = stringsFor(reader);
  if (place.kind !== 'channel' && place.kind !== 'group')
    throw new Problem('no-channel', strings.direct);
  const follows = await store.listFollows.of(place);
  const found = follows.find((one) => one.id === listFollowId(place, name));
  if (!found) throw new Problem('list-not-followed', strings.none(channelName(context)));
  return stopList(found.id, context);
}

export const isPlace = ({ place: its }: ListFollow, { place }: Pick<Context, 'place'>): boolean =>
  its.platform === place.platform && its.tenant === place.tenant && its.id === place.id;
