import { stringsFor } from '../../cards/strings.ts';
import { text, type View } from '../../cards/view/view.ts';
import { dailyWinsCard, winCard } from '../../cards/win/card.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Upstream } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import { SECOND } from '../../crm/time/durations.ts';
import { postWinJob, type WinPost } from '../../crm/win/posts.ts';
import { accessOfPlace, redactWin } from '../../crm/win/redact.ts';
import type { JobContext } from '../job.ts';
import { tellWinners } from '../notification/report-lost-post.ts';

/** Longer than an edit takes; the copy that began one before that was killed. */
const EDIT = 30 * SECOND;
/** An edit that lost to another one looks again when that one has probably ended. */
const LOOK_AGAIN = 5 * SECOND;

/**
 * Brings the post with this key to what its wins say now: posts it where it does not stand yet and may (`first`), edits
 * it where it says something else. A change during the posting is seen by looking once more, one during an edit by a job
 * that looks a little later.
 */
export async function refreshPost(
  key: string,
  context: JobContext,
  { first }: { first: boolean },
): Promise<void> {
  const post = await context.store.winPosts.get(key);
  if (!post || (post.reference === null && !first)) return;
  const view = await viewOf(post, context);
  if (view === 'strangers' && post.reference === null)
    return tellWinners(post.wins, { place: post.place, why: 'strangers' }, context);
  if (view === null || view === 'strangers') return;
  if (post.reference === null) return sendPost(post, view, context);
  if (post.content === JSON.stringify(view)) return;
  if (!(await editAlone({ ...post, reference: post.reference }, view, context)))
    await lookAgain(post, context);
}

async function sendPost(post: WinPost, view: View, context: JobContext): Promise<void> {
  const { place, key, wins } = post;
  const posted = await withoutPicture(view, context, (shown) =>
    context.deliver({ place, view: shown, key: `win:${key}` }),
  );
  if (posted.kind === 'closed') return tellWinners(wins, { place, why: posted.why }, context);
  await context.store.winPosts.save({
    ...post,
    reference: posted.reference,
    // A post by a copy that was killed may show an older state.
    content: posted.earlier ? null : JSON.stringify(view),
  });
  return refreshPost(key, context, { first: false });
}

/**
 * Edits a post, and says whether no other edit began meanwhile: two at once may reach the platform in either order. Its
 * content is stored only where none was under way, so that after one whose copy was killed somebody edits again.
 */
async function editAlone(
  post: WinPost & { reference: string },
  view: View,
  context: JobContext,
): Promise<boolean> {
  const { now, id, store } = context;
  const { place, reference, editing } = post;
  const other = editing && now().getTime() - editing.since.getTime() < EDIT ? editing.since : null;
  const mark = () => ({ id: id(), since: other ?? now() });
  const begun: WinPost = { ...post, content: null, editing: mark() };
  if (!(await store.winPosts.replace(begun))) return false;
  const edited = await withoutPicture(view, context, (shown) =>
    context.update({ place, reference, view: shown }),
  );
  const content = typeof edited === 'string' ? JSON.stringify(view) : post.content;
  return store.winPosts.replace({
    ...(other ? { ...begun, editing: mark() } : { ...post, content, editing: null }),
    version: begun.version + 1,
  });
}

/** Each edit that lost sends a job of its own, since an earlier one may have read the win before it was changed. */
async function lookAgain({ key, wins }: WinPost, { store, now, id }: JobContext): Promise<void> {
  const [win] = wins;
  if (!win) return;
  const job = {
    key: `win-post:${key}:again:${id()}`,
    after: new Date(now().getTime() + LOOK_AGAIN),
  };
  await store.commit([sendJob(postWinJob, { win, first: null }, job)], now());
}

/** `strangers` where its readers may not see who our customers are; null where nothing of it is left to post. */
async function viewOf(
  post: WinPost,
  { store, audience, reader }: JobContext,
): Promise<View | 'strangers' | null> {
  const { place, reference } = post;
  const [settings, readers] = await Promise.all([
    store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }),
    audience(place),
  ]);
  const access = accessOfPlace(readers, settings);
  if (!sees(access, 'identity')) return 'strangers';
  const wins = (await Promise.all(post.wins.map((id) => store.wins.get(id)))).filter(
    (win) => win !== null,
  );
  const told = await Promise.all(wins.map((win) => redactWin(win, access, store)));
  const standing = told.filter(({ win }) => win.state === 'posted');
  if (told.length === 0 || (reference === null && standing.length === 0)) return null;
  const [only] = told;
  return post.daily || !only ? dailyWinsCard(told, reader()) : winCard(only, reader());
}

/** A platform that cannot fetch somebody's picture refuses all of it: the words matter more, and say that it is missing. */
async function withoutPicture<Result>(
  view: View,
  { reader }: JobContext,
  show: (view: View) => Promise<Result>,
): Promise<Result> {
  try {
    return await show(view);
  } catch (cause) {
    if (
      !(cause instanceof Upstream) ||
      cause.fault !== 'rejected' ||
      view.blocks.every(({ kind }) => kind !== 'chart')
    )
      throw cause;
    const { pictureLeftOut } = stringsFor(reader()).win;
    const blocks = view.blocks.map((block) =>
      block.kind === 'chart' ? text(pictureLeftOut, 'quiet') : block,
    );
    return show({ ...view, blocks });
  }
}
