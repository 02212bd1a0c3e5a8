import { erasedCard } from '../../cards/erasure/card.ts';
import type { View } from '../../cards/view/view.ts';
import { dailyWinsCard, winCard } from '../../cards/win/card.ts';
import { sees } from '../../crm/policy/policy.ts';
import { sendJob } from '../../crm/store/change.ts';
import { SECOND } from '../../crm/time/durations.ts';
import { postWinJob, type WinPost } from '../../crm/win/posts.ts';
import { accessOfPlace, redactWin } from '../../crm/win/redact.ts';
import type { JobContext } from '../job.ts';
import { tellWinners } from '../notification/report-lost-post.ts';

/** Longer than an edit takes: the copy that began one before that was killed. */
const EDIT = 30 * SECOND;

type SentPost = WinPost & { reference: string };

/**
 * Brings the post with this key to what its wins say now: posts it where it does not stand yet and may (`first`), edits
 * it where it says something else. One edit goes on at a time, since two at once may reach the platform in either order:
 * a change during an edit is left to the one who edits.
 */
export async function refreshPost(
  key: string,
  context: JobContext,
  { first }: { first: boolean },
): Promise<void> {
  const post = await context.store.winPosts.get(key);
  if (!post || (post.reference === null && !first)) return;
  if (post.reference !== null) return refreshSent({ ...post, reference: post.reference }, context);
  const view = await viewOf(post, context);
  if (view === 'strangers')
    return tellWinners(post.wins, { place: post.place, why: 'strangers' }, context);
  if (view !== null) return sendPost(post, view, context);
  // All of it was taken back meanwhile; a copy that was killed may have posted it, and did not say so.
  const reference = await context.findPost({ place: post.place, key: postKey(key) });
  if (reference === null) return;
  await context.store.winPosts.save({ ...post, reference, content: null });
  return refreshPost(key, context, { first: false });
}

/** The key under which a platform knows the post. */
const postKey = (key: string): string => `win:${key}`;

async function sendPost(post: WinPost, view: View, context: JobContext): Promise<void> {
  const { place, key, wins } = post;
  const posted = await context.deliver({ place, view, key: postKey(key) });
  if (posted.kind === 'closed') return tellWinners(wins, { place, why: posted.why }, context);
  await context.store.winPosts.save({
    ...post,
    reference: posted.reference,
    // A post by a copy that was killed may show an older state.
    content: posted.earlier ? null : JSON.stringify(view),
  });
  return refreshPost(key, context, { first: false });
}

async function refreshSent(post: SentPost, context: JobContext): Promise<void> {
  const { now, store, id } = context;
  const { editing } = post;
  if (editing && now().getTime() - editing.since.getTime() < EDIT)
    return leaveToEditor(post.key, context);
  const view = await viewOf(post, context);
  if (view === null) return hideErased(post, context);
  if (view === 'strangers' || post.content === JSON.stringify(view)) return;
  const begun = { ...post, content: null, editing: { id: id(), since: now() } };
  // Another copy was faster, or something changed: it is looked at anew.
  if (!(await store.winPosts.replace(begun))) return refreshPost(post.key, context, ANEW);
  await edit({ ...begun, version: begun.version + 1 }, view, context);
}

/** All of its wins were erased while it was on its way. */
async function hideErased({ place, reference }: SentPost, context: JobContext): Promise<void> {
  await context.update({ place, reference, view: erasedCard(context.reader()), hides: true });
}

const ANEW = { first: false };

/**
 * Leaves a change to the one who edits the post, and who sees by its version that it has to look again. The job is for
 * an edit whose copy was killed. It has a key of its own each time: one that came too early by this copy's clock leaves
 * another.
 */
async function leaveToEditor(key: string, context: JobContext): Promise<void> {
  const { winPosts } = context.store;
  const post = await winPosts.get(key);
  if (!post) return;
  if (!(await winPosts.replace({ ...post, content: null }))) return leaveToEditor(key, context);
  const { editing, wins } = post;
  const [win] = wins;
  if (!editing || !win) return refreshPost(key, context, ANEW);
  const job = {
    key: `win-post:${key}:${editing.id}:${post.version}`,
    after: new Date(editing.since.getTime() + EDIT),
  };
  await context.store.commit([sendJob(postWinJob, { win, first: null }, job)], context.now());
}

/** Edits a post until it shows its wins as they are; `post` says that this edit is under way. */
async function edit(post: SentPost, view: View, context: JobContext): Promise<void> {
  const { winPosts } = context.store;
  const { place, reference, key } = post;
  const edited = await context.update({ place, reference, view }).catch(async (cause: unknown) => {
    await winPosts.replace({ ...post, editing: null });
    throw cause;
  });
  const content = typeof edited === 'string' ? JSON.stringify(view) : null;
  if (await winPosts.replace({ ...post, content, editing: null })) return;
  const changed = await winPosts.get(key);
  if (changed?.reference !== reference) return;
  // An edit that took so long that another one began: the platform may show the older of the two.
  if (changed.editing?.id !== post.editing?.id) return leaveToEditor(key, context);
  const next = await viewOf(changed, context);
  if (next !== null && next !== 'strangers' && JSON.stringify(next) !== content)
    return edit({ ...changed, reference }, next, context);
  if (!(await winPosts.replace({ ...changed, content, editing: null })))
    await refreshPost(key, context, ANEW);
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
