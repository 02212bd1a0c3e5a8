import type { ListFollow } from '../../crm/follow/list-follow.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, moment, type Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { followListHere, followListStop } from './actions.ts';

export interface ListFollowing {
  follow: ListFollow;
  /** The channel. */
  place: string;
  /** On the list now. */
  total: number;
  /** People who read there. */
  readers: number;
  /** It was followed before, and nothing changed. */
  already: boolean;
  reader: Reader;
}

/** That a channel follows a list from now on, and the way back. */
export function listFollowCard(following: ListFollowing): View {
  const { follow, place, total, readers, already, reader } = following;
  const { listFollow: strings, room } = stringsFor(reader);
  const { id, name, words, nextAt } = follow;
  return {
    title: already ? strings.already(place, name) : strings.started(place, name),
    blocks: [
      text(strings.stands(total, count(total, reader), moment(nextAt, reader))),
      text(
        joinByDots([strings.typed(words), room.follow.readers(readers, count(readers, reader))]),
        'quiet',
      ),
      { kind: 'buttons', buttons: [button(strings.stop, press(followListStop, { list: id }))] },
    ],
  };
}

/** Has the channel follow it. */
export const followListButton = (
  { name, words }: Pick<ListFollow, 'name' | 'words'>,
  reader: Reader,
): Button => button(stringsFor(reader).listFollow.here, press(followListHere, { name, words }));

/** That it does so no more; `again` where that can be taken back from here. */
export function listStoppedCard(
  { name, words }: Pick<ListFollow, 'name' | 'words'>,
  { place, again, reader }: { place: string; again: boolean; reader: Reader },
): View {
  const { listFollow: strings } = stringsFor(reader);
  return {
    title: strings.stopped(place, name),
    blocks: [
      text(strings.typed(words)),
      ...(again
        ? [
            {
              kind: 'buttons' as const,
              buttons: [button(strings.again, press(followListHere, { name, words }))],
            },
          ]
        : []),
    ],
  };
}

/** The lists that this channel follows, for the card of somebody's own lists. */
export function followedLists(follows: readonly ListFollow[], reader: Reader): Block[] {
  const { listFollow: strings } = stringsFor(reader);
  if (follows.length === 0) return [];
  return [
    { kind: 'heading', text: strings.titleHere },
    {
      kind: 'choices',
      choices: follows.map(({ id, name, words, nextAt }) => ({
        title: name,
        detail: joinByDots([strings.typed(words), moment(nextAt, reader)]),
        button: button(strings.stop, press(followListStop, { list: id })),
      })),
    },
  ];
}

/** Tells the colleague who set it up why the channel was not told. */
export function listClosedCard(
  follow: ListFollow,
  { why, place, reader }: { why: ListClosed; place: string; reader: Reader },
): View {
  const { listFollow: strings } = stringsFor(reader);
  const { closed } = strings;
  const said = why === 'unread' ? closed.unread(follow.words) : closed[why];
  return {
    title: closed.title(place, follow.name),
    blocks: [
      text(said),
      text(why === 'unread' || why === 'long' ? closed.again : closed.kept, 'quiet'),
      {
        kind: 'buttons',
        buttons: [button(strings.stop, press(followListStop, { list: follow.id }))],
      },
    ],
  };
}

/** Why nothing of a list is posted in its channel. */
export type ListClosed = 'gone' | 'shared' | 'strangers' | 'mode' | 'hidden' | 'unread' | 'long';
