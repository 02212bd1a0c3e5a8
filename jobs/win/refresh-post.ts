import { stringsFor } from '../../cards/strings.ts';
import { text, type View } from '../../cards/view/view.ts';
import { dailyWinsCard, winCard } from '../../cards/win/card.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Upstream } from '../../crm/problem.ts';
import { type WinPost, winPosts } from '../../crm/win/posts.ts';
import { accessOfPlace, redactWin } from '../../crm/win/redact.ts';
import type { Closed, JobContext } from '../job.ts';
import { tellWinners } from '../notification/report-lost-post.ts';

/**
 * Brings the post with this key to what its wins say now: posts it where it does not stand yet and may (`first`), edits
 * it where it says something else. A second look finds changes from the time of the posting.
 */
export async function bringUp(
  key: string,
  context: JobContext,
  { first, round = 1 }: { first: boolean; round?: number },
): Promise<void> {
  const posts = winPosts(context.store.settings);
  const post = await posts.post(key);
  if (!post || (post.reference === null && !first)) return;
  const view = await viewOf(post, context);
  if (view === 'strangers' && post.reference === null)
    return tellWinners(post.wins, { place: post.place, why: 'strangers' }, context);
  if (view === null || view === 'strangers') return;
  const said = JSON.stringify(view);
  const { win: strings } = stringsFor(context.reader());
  if (post.reference === null) {
    const posted = await withoutPicture(view, strings, (shown) =>
      context.deliver({ place: post.place, view: shown, key: `win:${key}` }),
    );
    if (posted.kind === 'closed')
      return tellWinners(post.wins, { place: post.place, why: posted.why }, context);
    // The post of a killed copy may be outdated.
    await posts.save(key, {
      ...post,
      reference: posted.reference,
      said: posted.earlier ? null : said,
    });
    return bringUp(key, context, { first: false });
  }
  if (post.said === said) return;
  const { place, reference } = post;
  const ended = await alone(key, { post, said }, context, () =>
    withoutPicture(view, strings, (shown) => context.update({ place, reference, view: shown })),
  );
  // Two that edit at once send each other round: after some rounds the one that is left has looked last.
  if (!ended && round < ROUNDS) await bringUp(key, context, { first: false, round: round + 1 });
}

const ROUNDS = 5;
/** Longer than an edit takes; whoever began one before that was killed. */
const EDIT = 30_000;

/**
 * Edits a post, and says whether no other edit began meanwhile: two at once may reach the platform in either order. The
 * text is stored only where none was under way, so that after one whose copy was killed somebody edits again.
 */
async function alone(
  key: string,
  { post, said }: { post: WinPost; said: string },
  { store, now, id }: JobContext,
  edit: () => Promise<'done' | 'gone' | Closed>,
): Promise<boolean> {
  const posts = winPosts(store.settings);
  const { editing, ...still } = post;
  const other =
    editing && now().getTime() - Date.parse(editing.since) < EDIT ? editing.since : null;
  const mark = () => ({ id: id(), since: other ?? now().toISOString() });
  const begun: WinPost = { ...still, said: null, editing: mark() };
  if (!(await posts.replace(key, { was: post, post: begun }))) return false;
  const edited = await edit();
  const says = typeof edited === 'string' ? said : still.said;
  return posts.replace(key, {
    was: begun,
    post: other ? { ...begun, editing: mark() } : { ...still, said: says },
  });
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
  { pictureLeftOut }: { pictureLeftOut: string },
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
    const blocks = view.blocks.map((block) =>
      block.kind === 'chart' ? text(pictureLeftOut, 'quiet') : block,
    );
    return show({ ...view, blocks });
  }
}
