import { targetName } from '../../cards/note/target-name.ts';
import { stringsFor } from '../../cards/strings.ts';
import { systemName } from '../../cards/view/names.ts';
import { ConsentEnded, NotAllowed } from '../../crm/connection/consent-flow.ts';
import { finishAnswers } from '../../crm/live-answer/jobs.ts';
import type { Target } from '../../crm/note/target-connector.ts';
import type { WriteBack, WriteBackState } from '../../crm/note/write-back.ts';
import { findTarget, writeBackJob } from '../../crm/note/write-back.ts';
import { Upstream, unreachable } from '../../crm/problem.ts';
import { SECOND } from '../../crm/time/durations.ts';
import { afterHalfAsLong } from '../backoff.ts';
import { endRefused } from '../connection/end-refused.ts';
import { defineJob, type JobContext } from '../job.ts';
import { authorWriter } from './author-writer.ts';
import { tellConflict } from './changed-there.ts';
import { type Failure, tellAuthor } from './write-back-failed.ts';
import { saveState } from './write-back-state.ts';
import { ChangedMeanwhile, write } from './write-to-target.ts';

const strings = stringsFor({ locale: 'en-GB' });
const { crm: words } = strings.note;

type Asked = WriteBack & WriteBackState & { asRapport: boolean };
type SystemTarget = Extract<Target, { kind: 'system' }>;

/**
 * Brings a system up to what a note, a task or an owner is now, whatever the change was that asked for it: so what comes
 * late, twice or in another order ends the same. A rejected write is not tried again; everything else is, for hours.
 */
export const writeBack = defineJob({
  kind: writeBackJob,
  async run({ key, asRapport }, context) {
    const asked = await context.store.writeBacks.get(key);
    if (!asked) return;
    if (asked.state !== 'done')
      await bringUpToDate({ ...asked, asRapport }, await findTarget(asked, context), context);
    await showOutcome(asked, context);
  },
  async failed({ key }, _cause, context) {
    const asked = await context.store.writeBacks.get(key);
    if (!asked || asked.state === 'done') return;
    const target = await findTarget(asked, context);
    const name = targetName(target, strings);
    const fault =
      target.kind === 'disconnected' ? words.stillDisconnected(name) : words.gaveUp(name);
    await fails({ ...asked, asRapport: false }, { target, fault }, context);
    await showOutcome(asked, context);
  },
});

/** The author's answer says by itself how it ended. */
async function showOutcome({ key, subject }: WriteBack, { store, now }: JobContext): Promise<void> {
  if (subject.kind !== 'note' || (await store.liveAnswers.of(subject.id)).length === 0) return;
  const after = await store.writeBacks.get(key);
  await store.commit(
    [finishAnswers(subject.id, `${key}:${after?.state}:${after?.at.getTime()}`)],
    now(),
  );
}

async function bringUpToDate(asked: Asked, target: Target, context: JobContext): Promise<void> {
  const name = targetName(target, strings);
  switch (target.kind) {
    case 'system':
      return writeTo(asked, target, context);
    case 'unconnected':
      return saveState(asked, { fault: words.none }, context);
    case 'unknown-customer':
      return saveState(asked, { fault: words.notIn(name) }, context);
    case 'unclear':
      return fails(asked, { target, fault: words.unclear(name) }, context);
    case 'disconnected':
      await saveState(asked, { state: 'waiting', fault: words.disconnected(name) }, context);
      throw withBackoff(new Upstream(target.source ?? 'crm', 'unavailable'), asked, context);
    default:
      return unreachable(target);
  }
}

async function writeTo(asked: Asked, target: SystemTarget, context: JobContext): Promise<void> {
  const { id: source, name } = target.connector;
  const writers = authorWriter(target.connector, asked, context);
  try {
    const outcome = await write({ asked, target, context, writers });
    if (outcome !== 'begun-elsewhere')
      return await saveState(asked, { ...outcome, asPerson: writers.asPerson() }, context);
  } catch (cause) {
    const asPerson = writers.asPerson();
    if (cause instanceof ConsentEnded && asPerson !== null) {
      await endRefused({ person: asPerson, source }, context);
      return writeTo(asked, target, context);
    }
    if (cause instanceof ChangedMeanwhile && asked.subject.kind === 'note') {
      const note = await context.store.notes.get(asked.subject.id);
      if (note) await tellConflict(note, { theirs: cause.theirs, system: name }, context);
      return saveState(asked, { state: 'failed', fault: words.changedThere(name) }, context);
    }
    if (!(cause instanceof Upstream)) throw cause;
    if (cause.fault === 'rejected') {
      const said = cause instanceof NotAllowed ? words.notAllowed : words.rejected;
      const fault = said(name, cause.reason ?? null);
      return fails(asked, { target, fault, asPerson }, context);
    }
    const fault =
      cause.system === source
        ? words.waits[cause.fault](name)
        : words.filesWait(name, systemName(cause.system, strings));
    await saveState(asked, { state: 'waiting', fault, asPerson }, context);
    throw withBackoff(cause, asked, context);
  }
  await bringUpToDate(asked, await findTarget(asked, context), context);
}

async function fails(
  asked: Asked,
  { target, fault, asPerson = null }: Failure,
  context: JobContext,
): Promise<void> {
  await tellAuthor(asked, { target, fault, asPerson }, context);
  await saveState(asked, { state: 'failed', fault, asPerson }, context);
}

/** Names the time of the next try. */
const withBackoff = (cause: Upstream, { at }: Asked, { now }: JobContext): Upstream =>
  afterHalfAsLong(cause, now().getTime() - at.getTime(), SECOND);
