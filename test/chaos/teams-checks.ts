import { postMark } from '../../bot/teams/outgoing/lost-posts.ts';
import { STRINGS } from '../../bot/teams/strings.ts';
import { cardText } from '../bot/teams/card-reader.ts';
import { type Deed, leftovers, wrongWith } from './checks.ts';
import type { Kept } from './inside.ts';
import { readBy } from './teams-deeds.ts';
import type { TeamsWorld } from './teams-world.ts';
import { nameOf, SUPPORT } from './world.ts';

/** Something that a person did, and whether all that came of it is a question: do you mean it? */
export interface Fate {
  deed: Deed;
  asked: boolean;
  /** It was typed, Teams handed it over, and nobody said anything. */
  silent: boolean;
}

/** Everything that is lost, twice or half there; nothing where all is well. */
export const teamsWrongs = (there: TeamsWorld, fates: readonly Fate[], kept: Kept): string[] => [
  ...fates.flatMap(({ deed, asked, silent }) => [
    ...(silent ? [`${deed.kind} ${deed.token} was typed and never answered`] : []),
    ...wrongWith(deed, there, kept),
    ...(asked ? unaskedFor(deed, kept) : []),
  ]),
  ...messagesWrong(there, kept),
  ...handoffsWrong(there, kept),
  ...leftovers(kept),
];

/** Nobody said yes to it. */
const unaskedFor = ({ token }: Deed, { handoffs }: Kept): string[] =>
  handoffs.some(({ reason }) => reason.includes(token))
    ? [`handoff ${token} was asked about, and made without an answer`]
    : [];

/** Every message came, once: by itself or in a gathered one. Where the bot may not look it may come once more, and says so; that the first one never left, it cannot know. */
function messagesWrong({ microsoft: { sent, graph } }: TeamsWorld, { messages }: Kept): string[] {
  const posts = sent.filter(({ type }) => type === 'message');
  const same = [
    ...Map.groupBy(
      posts.filter(({ mark }) => mark !== null),
      ({ mark }) => mark,
    ),
  ];
  const mayRepeat = !graph.may.chats;
  const owns = (card: unknown): boolean => mayRepeat && cardText(card).includes(STRINGS.repeated);
  const twice = same.flatMap(([mark, [, ...again]]) =>
    again.filter(({ came }) => !owns(came)).map(() => `posted again, and does not say so: ${mark}`),
  );
  return [
    ...twice,
    ...messages.flatMap(({ key, state, sentAs, why }) => {
      if (state !== 'sent') return [`message ${key} is ${state}${why ? `: ${why}` : ''}`];
      const came = posts.filter(({ mark, id }) => mark === postMark(key) || id === sentAs).length;
      return came === 1 || (mayRepeat && came > 1) ? [] : [`message ${key} came ${came} times`];
    }),
  ];
}

/** Checks that only the person who was told that a handoff is theirs has it. */
function handoffsWrong(there: TeamsWorld, { handoffs }: Kept): string[] {
  return handoffs.flatMap(({ reason, state, holder }) => {
    const told = SUPPORT.filter((email) =>
      readBy(there, email).some((text) => text.includes(reason) && text.includes(' is yours')),
    );
    if (told.length > 1)
      return [`handoff ${reason}: ${told.map(nameOf).join(' and ')} were told it is theirs`];
    return told.length === 1 && (state !== 'accepted' || holder === null)
      ? [`handoff ${reason}: ${told[0]} was told it is theirs, and it is ${state}`]
      : [];
  });
}
