import { listCommas, plural } from '../view/plural.ts';

/** Lists of customers that a channel follows. */
export const listFollowStrings = {
  started: (place: string, name: string) => `${place} follows the list ${name}`,
  already: (place: string, name: string) => `${place} follows the list ${name} already`,
  tooLong: (most: number) => ({
    say: `There are more than ${most} customers on this list: too many to follow.`,
    try: 'Keep a narrower one, for example: customers at risk as worries; then follow that one.',
  }),
  namesake: (name: string, words: string, by: string | null) => ({
    say: `This channel follows another list called ${name} (“customers ${words}”, set up by ${by ?? 'a former colleague'}).`,
    try: `Type unfollow list ${name} here first, or keep yours by another name.`,
  }),
  stopped: (place: string, name: string) => `${place} follows the list ${name} no more`,
  stands: (n: number, text: string, next: string) =>
    `${text} ${plural(n, 'customer stands', 'customers stand')} on it. I post here, once a working day, who comes onto it and who leaves it; next ${next}.`,
  again: 'Follow it again',
  stop: 'Stop here',
  here: 'Follow in this channel',
  typed: (words: string) => `customers ${words}`,
  of: (name: string) => `as for ${name}`,
  title: (name: string, came: string | null, left: string | null) =>
    `${name}: ${listCommas([came && `${came} new`, left && `${left} gone`].filter((one) => one !== null))}`,
  now: (n: number, text: string) => `${text} ${plural(n, 'customer', 'customers')} now`,
  came: 'New on the list',
  left: 'No longer on it',
  whole: 'The whole list',
  why: (place: string, name: string) => `${place} follows the list ${name}.`,
  /** Why a customer left the list. */
  gone: {
    churned: 'Left us',
    unowned: 'Has no owner now',
    owner: (name: string) => `Now with ${name}`,
    stage: (stage: string) => `Now: ${stage}`,
    renews: (day: string, distance: string) => `Renews ${day}, ${distance}`,
    noRenewal: 'Has no day of renewal now',
    silent: 'Silent no more',
    urgent: 'No urgent ticket is open',
    unpaid: 'No invoice is late',
    new: (day: string) => `Customer since ${day}`,
    other: 'It says so no more',
  },
  closed: {
    title: (place: string, name: string) => `I could not post the list ${name} in ${place}`,
    shared: 'Another organisation reads there now.',
    strangers: 'Somebody reads there who may not see customers.',
    gone: 'I cannot see who reads there: it was deleted or archived, or I was removed from it.',
    long: 'More customers stand on it now than I compare each day.',
    mode: 'An administrator set that I post nothing there.',
    hidden: 'Somebody reads there who may not see the facts that it is made from.',
    unread: (words: string) => `I no longer understand “${words}”.`,
    kept: 'Nothing is lost: once it may be shown there again, I post everything since then.',
    again: 'Stop it, keep the list anew and follow that one.',
    why: 'You had that channel follow the list.',
  },
  titleHere: 'Lists that this channel follows',
  none: (place: string) => ({
    say: `${place} follows no list of that name.`,
    try: 'Type lists here to see those that it follows.',
  }),
  followedNoMore: {
    say: 'That list is not followed any more.',
    try: 'Type lists to see which ones are.',
  },
  old: {
    say: 'Those changes are too old: I keep them for five weeks.',
    try: 'Press The whole list to see who stands on it today.',
  },
  tooMany: (most: number) => ({
    say: `This channel follows ${most} lists, which is as many as there is room for.`,
    try: 'Type lists here, and stop one first.',
  }),
  noName: {
    say: 'Which list?',
    try: 'Type its name: follow list danger zone. Type lists to see those that you kept.',
  },
  direct: {
    say: 'A list is followed by a channel.',
    try: 'Type follow list and its name in the channel that should hear of it. For yourself, type list and its name.',
  },
};
