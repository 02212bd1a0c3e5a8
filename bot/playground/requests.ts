import { z } from 'zod';
import { parseJson } from '../../cards/view/press.ts';
import { pressFromSlack, valuesFromSlack } from '../../cards/view/slack/block-kit.ts';
import { pressFromTeams, valuesFromTeams } from '../../cards/view/teams/adaptive-card.ts';
import { unreachable } from '../../crm/problem.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { beginFromMessage } from '../adapter/begin-from-message.ts';
import type { Ask, Request, Wiring } from '../platform.ts';
import { accountOf, PLACES, placeOf } from './places.ts';
import type { RenderedReply } from './rendered-reply.ts';

export const Who = z.object({
  person: z.string().min(1).max(200),
  place: z.enum(PLACES.map(({ id }) => id)),
});

/** Rapport itself says where a shorter text is too long. */
export const Words = Who.extend({ words: z.string().max(LONGEST.arrival) });

export const Query = Who.extend({ query: z.string().max(200) });

/** The payload that Slack or Teams would send; the same readers parse it. */
export const Pressed = Who.extend({
  press: z.discriminatedUnion('from', [
    z.object({ from: z.literal('slack'), payload: z.unknown() }),
    z.object({
      from: z.literal('slack-form'),
      view: z.object({ callback_id: z.string(), private_metadata: z.string(), state: z.unknown() }),
    }),
    z.object({ from: z.literal('teams'), verb: z.string().optional(), data: z.unknown() }),
    z.object({ from: z.literal('search'), customer: z.string() }),
    z.object({ from: z.literal('message'), key: z.string(), command: z.string() }),
  ]),
});

type Press = z.infer<typeof Pressed>['press'];

export function readPress(press: Exclude<Press, { from: 'message' }>): Ask | null {
  switch (press.from) {
    case 'slack':
      return asAsk(pressFromSlack(press.payload), {});
    case 'slack-form':
      return {
        kind: 'press',
        action: press.view.callback_id,
        data: parseJson(press.view.private_metadata),
        values: valuesFromSlack(press.view.state),
      };
    case 'teams':
      return asAsk(pressFromTeams(press.data, press.verb), valuesFromTeams(press.data));
    case 'search':
      return {
        kind: 'press',
        action: 'customer.pick',
        data: { customer: press.customer },
        values: {},
      };
    default:
      return unreachable(press);
  }
}

/** Something in the menu of a post: it becomes a draft of the person who chose it. */
export async function beginFromPost(
  { key, command }: Extract<Press, { from: 'message' }>,
  who: z.infer<typeof Who>,
  { app, posts }: { app: Wiring['app']; posts: readonly Post[] },
): Promise<Ask | null> {
  const place = placeOf(who.place, who.person);
  const post = posts.find((one) => one.key === key && one.place === place.id);
  if (!post) return null;
  const messages = [
    { author: 'Rapport', at: new Date(post.at), words: post.shown.text.slice(0, 3000) },
  ];
  return beginFromMessage(
    app,
    { account: accountOf(who.person), place },
    {
      command,
      place,
      origin: { author: 'Rapport', link: null, place: place.name, messages, files: [] },
    },
  );
}

const asAsk = (
  press: ReturnType<typeof pressFromSlack>,
  values: ReturnType<typeof valuesFromTeams>,
): Ask | null => press && { kind: 'press', ...press, values };

export const requestFor = ({ person, place }: z.infer<typeof Who>, ask: Ask): Request => ({
  account: accountOf(person),
  place: placeOf(place, person),
  ask,
});

export interface Post {
  key: string;
  place: string;
  /** How often it was edited. */
  edits: number;
  /** The post in whose thread it stands. */
  under: string | null;
  at: string;
  shown: RenderedReply;
}
