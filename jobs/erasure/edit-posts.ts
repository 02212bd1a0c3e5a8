import { erasedCard } from '../../cards/erasure/card.ts';
import { StoredView } from '../../cards/view/stored-view.ts';
import type { Message } from '../../crm/notification/message.ts';
import { Place } from '../../crm/person/place.ts';
import { unreachable } from '../../crm/problem.ts';
import type { ErasurePost } from '../../crm/store/erasures.ts';
import type { JobContext } from '../job.ts';
import { receiverOf } from '../notification/addressee.ts';
import { redrawPost, togetherWith } from '../notification/batch.ts';
import { reviseMessage } from '../notification/revise-message.ts';
import { refreshRooms } from '../room/refresh-rooms.ts';
import { refreshPost } from '../win/refresh-post.ts';

/** Takes what was erased out of a post. `refused` where the place takes no edit any more. Throws `Upstream`. */
export async function editPost(
  { what }: ErasurePost,
  context: JobContext,
): Promise<'done' | 'refused'> {
  switch (what.kind) {
    case 'post':
      return hide(what, context);
    case 'message':
      return editMessage(what, context);
    case 'win-post':
      await refreshPost(what.key, context, { first: false });
      return 'done';
    case 'room':
      await refreshRooms.run({ place: what.place }, context);
      return 'done';
    case 'digest':
    case 'shared-card': {
      const { place, reference } = what;
      const view = StoredView.parse(what.view);
      const edited = await context.update({ place, reference, view });
      return typeof edited === 'string' ? 'done' : 'refused';
    }
    default:
      return unreachable(what);
  }
}

/** A post that somebody deleted shows nothing any more. */
async function hide(
  { place, reference }: { place: Place; reference: string },
  { update, reader }: JobContext,
): Promise<'done' | 'refused'> {
  const edited = await update({ place, reference, view: erasedCard(reader()), hides: true });
  return typeof edited === 'string' ? 'done' : 'refused';
}

/** One that stands alone is hidden wherever it stands; in a batch the others keep their lines. */
async function editMessage(
  { key, isWhole }: { key: string; isWhole: boolean },
  context: JobContext,
): Promise<'done' | 'refused'> {
  const message = await context.store.messages.get(key);
  if (!message) return 'done';
  if (!isWhole) {
    const edited = await reviseMessage(message, StoredView.parse(message.view), context);
    return edited ? 'done' : 'refused';
  }
  const standing = standingOf(message);
  if (!standing) return 'done';
  const messages = await togetherWith(message, context);
  if (messages.length <= 1) return hide(standing, context);
  const receiver = await receiverOf(message.to, context);
  if (!receiver) return 'refused';
  const edited = await redrawPost({ ...standing, messages, receiver }, context);
  return typeof edited === 'string' ? 'done' : 'refused';
}

function standingOf({ sentAs }: Message): { place: Place; reference: string } | null {
  const place = sentAs && Place.safeParse(sentAs.place).data;
  return place ? { place, reference: sentAs.reference } : null;
}
