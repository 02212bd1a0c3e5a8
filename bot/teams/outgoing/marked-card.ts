import { z } from 'zod';
import { bytesOf } from '../../../cards/view/teams/dialog.ts';
import { TEAMS } from '../../../cards/view/teams/limits.ts';
import { Earlier } from '../incoming/deferred-ask.ts';
import { isObject, mapActions } from './card-actions.ts';
import type { TeamsCard } from './cards.ts';
import { markedReference, POST_MARK } from './lost-posts.ts';

const Marked = z.object({ mark: z.string().regex(POST_MARK) });

/** The mark of the message whose button was pressed, or null; it is only what a client sent. */
export const markOf = (data: unknown): string | null => Marked.safeParse(data).data?.mark ?? null;

/** The message whose button was pressed, with the mark that an edit has to keep. */
export const pressedReference = (id: string, data: unknown): string => {
  const mark = markOf(data);
  return mark ? markedReference(id, mark) : id;
};

/**
 * Names the message in its card. Teams tells of a press no more than the button's data, so the buttons carry the mark as
 * well, where the card has room for that.
 */
export function markedCard(card: TeamsCard, mark: string): TeamsCard {
  const [first, ...rest] = card.body;
  const named = first ? { ...card, body: [{ ...first, id: mark }, ...rest] } : card;
  return carrying(named, { mark });
}

const Filled = z.object({ fills: Earlier });

/** The answer that the pressed card is, where it filled a group's card for its asker; it is only what a client sent. */
export const filledBy = (data: unknown): Earlier | null =>
  Filled.safeParse(data).data?.fills ?? null;

/** An answer that fills a group's card: its buttons say which one, so that what they bring can take its place. */
export const fillingCard = (card: TeamsCard, fills: Earlier): TeamsCard =>
  carrying(card, { fills });

/** The same card whose buttons carry this as well, where there is room. */
function carrying(card: TeamsCard, more: object): TeamsCard {
  const carried = mapActions(card, ({ data, ...action }) => ({
    ...action,
    data: { ...(isObject(data) ? data : {}), ...more },
  }));
  return bytesOf(carried) <= TEAMS.bytes ? carried : card;
}
