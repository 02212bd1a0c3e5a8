import { noteCard } from '../../cards/note/card.ts';
import { targetName } from '../../cards/note/target-name.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { View } from '../../cards/view/view.ts';
import { withWayHome } from '../../cards/work/home-card.ts';
import { finishAnswersJob } from '../../crm/live-answer/jobs.ts';
import type { LiveAnswer } from '../../crm/live-answer/live-answer.ts';
import type { Note } from '../../crm/note/note.ts';
import { crmKeyOf } from '../../crm/note/rules.ts';
import { findTarget, type WriteBackState } from '../../crm/note/write-back.ts';
import { writtenBy } from '../../crm/note/written-by.ts';
import type { Person } from '../../crm/person/person.ts';
import { Upstream } from '../../crm/problem.ts';
import { defineJob, type JobContext } from '../job.ts';
import { AnswerExtras, TriedAgain } from './answer-extras.ts';

/**
 * Edits the answers that say that a note is on its way, once it is there or was refused. An edit that is made twice says
 * the same, and its answer is let go after it, so a copy that was killed in between leaves nothing undone.
 */
export const finishAnswers = defineJob({
  kind: finishAnswersJob,
  async run({ note: id }, context) {
    const { store } = context;
    const answers = await store.liveAnswers.of(id);
    const note = answers.length > 0 ? await store.notes.get(id) : null;
    const state = note && (await store.writeBacks.get(crmKeyOf(note)));
    if (!note || state?.state === 'waiting') return;
    for (const answer of answers)
      if (!isBefore(state, answer)) await finish(answer, { note, state }, context);
  },
});

/** The state is still the failure after which the write is tried again. */
function isBefore(state: WriteBackState | null, { shown }: LiveAnswer): boolean {
  const failedAt = TriedAgain.safeParse(shown).data?.failedAt;
  return state?.state === 'failed' && failedAt !== undefined && state.at <= new Date(failedAt);
}

interface Outcome {
  note: Note;
  state: WriteBackState | null;
}

async function finish(answer: LiveAnswer, outcome: Outcome, context: JobContext): Promise<void> {
  const { place, reference, user } = answer;
  const { platform, tenant } = place;
  const known = await context.store.people.account({ platform, tenant, user });
  const view = known?.person?.active ? await viewOf(answer, outcome, known.person, context) : null;
  if (view)
    await context.update({ place, reference, view }).catch((cause: unknown) => {
      // It is gone, or too old to be edited: there is nothing to bring up to date.
      if (!(cause instanceof Upstream) || cause.fault !== 'rejected') throw cause;
    });
  await context.store.liveAnswers.remove({ place, reference });
}

async function viewOf(
  { shown, place }: LiveAnswer,
  { note, state }: Outcome,
  person: Person,
  context: JobContext,
): Promise<View | null> {
  const { store } = context;
  const more = AnswerExtras.safeParse(shown).data;
  const subject = { kind: 'note' as const, id: note.id };
  const [name, target, files] = await Promise.all([
    store.customers.name(note.customerId),
    findTarget({ customerId: note.customerId, subject, source: null }, context),
    store.writeBacks.files(note.id),
  ]);
  // Nobody but its author gets an answer that waits for its write.
  if (!more || name === null || note.authorId !== person.id) return null;
  const reader = context.readerOf(person);
  const crm = target.kind !== 'unconnected' && {
    name: targetName(target, stringsFor(reader)),
    state,
    by: await writtenBy(target, state, { ...context, person }),
  };
  const view = noteCard({
    customer: { id: note.customerId, name },
    note,
    author: person,
    mine: true,
    crm: crm || null,
    files,
    ...more,
    reader,
  });
  return place.kind === 'home' ? withWayHome(view, reader) : view;
}
