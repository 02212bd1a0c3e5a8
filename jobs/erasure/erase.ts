import { erasureDone } from '../../cards/erasure/messages.ts';
import type { Erasure } from '../../crm/erasure/erasure.ts';
import { eraseJob } from '../../crm/erasure/jobs.ts';
import { type ReadErasure, readErasure } from '../../crm/erasure/read.ts';
import { Upstream } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import type { ErasurePost } from '../../crm/store/erasures.ts';
import { defineJob, type JobContext } from '../job.ts';
import { clockDid } from '../scheduled.ts';
import { editPost } from './edit-posts.ts';
import { keepJoined } from './keep-joined.ts';

/**
 * Erases what a second person agreed to: first in the store, then in the chats. Killed anywhere it begins again, and
 * finds what is left. It looks again for what came meanwhile until nothing new is found.
 */
export const eraseAgreed = defineJob({
  kind: eraseJob,
  async run({ erasure: id }, context) {
    const { erasures } = context.store;
    if ((await erasures.get(id))?.state !== 'agreed') return;
    const seen = new Set<ErasurePost['id']>();
    do {
      if ((await erasures.erase(id)) === 'joined') return keepJoined(id, context);
    } while (await editPosts(id, seen, context));
    await finish(id, context);
  },
  // A platform that takes no edit for hours does not keep the rest from being over.
  async failed({ erasure }, _, context) {
    if ((await context.store.erasures.erase(erasure)) === 'joined')
      return keepJoined(erasure, context);
    await finish(erasure, context);
  },
});

/**
 * Each post that was not seen is edited, or refused for good; one that a platform does not take just now comes again with
 * the next try. False where there was none.
 */
async function editPosts(
  id: string,
  seen: Set<ErasurePost['id']>,
  context: JobContext,
): Promise<boolean> {
  const { erasures } = context.store;
  const failed: Upstream[] = [];
  const found = (await erasures.posts(id)).filter((post) => !seen.has(post.id));
  for (const post of found) {
    seen.add(post.id);
    const edited = await editPost(post, context).catch((cause: unknown): 'refused' => {
      if (!(cause instanceof Upstream)) throw cause;
      if (cause.fault !== 'rejected') failed.push(cause);
      return 'refused';
    });
    if (edited === 'done') await erasures.edited(post.id);
  }
  if (failed[0]) throw failed[0];
  return found.length > 0;
}

async function finish(id: string, context: JobContext): Promise<void> {
  const { store, now } = context;
  const erasure = await store.erasures.get(id);
  if (erasure?.state !== 'agreed') return;
  const left = await store.erasures.posts(id);
  await store.commit(await changesAtEnd(erasure, left, context), now());
  for (const post of left) await store.erasures.edited(post.id);
}

/** The proof goes with it: who asked, who agreed, when, and how many of each; nobody's name but theirs. */
async function changesAtEnd(
  erasure: Erasure,
  left: readonly ErasurePost[],
  context: JobContext,
): Promise<Change[]> {
  const at = context.now();
  const read = await readErasure(erasure, context);
  const done: Erasure = {
    ...erasure,
    version: erasure.version + 1,
    state: 'done',
    about: null,
    finishedAt: at,
  };
  const { counts, askedBy, answeredBy, proof } = done;
  return [
    { kind: 'erasure', erasure: done },
    clockDid(
      'erase',
      null,
      {
        step: 'done',
        erasure: done.id,
        proof: proof ?? '',
        asked: askedBy ?? '',
        agreed: answeredBy ?? '',
        ...counts,
        unedited: left.length,
      },
      at,
    ),
    ...(await newsOfEnd(done, { read, unedited: left.length, at }, context)),
  ];
}

/** Both hear that it is done. */
async function newsOfEnd(
  done: Erasure,
  { read, unedited, at }: { read: ReadErasure; unedited: number; at: Date },
  { store, readerOf }: JobContext,
): Promise<Change[]> {
  const { askedBy, answeredBy, systems } = read;
  const ids = [...new Set([done.askedBy, done.answeredBy])].filter((one) => one !== null);
  const people = await Promise.all(ids.map((id) => store.people.get(id)));
  return people.flatMap((to): Change[] => {
    if (!to?.active) return [];
    const card = { erasure: done, askedBy, answeredBy, unedited, systems, now: at };
    const message = erasureDone({ ...card, reader: readerOf(to) }, { to, version: done.version });
    return [{ kind: 'message', message }];
  });
}
