import { z } from 'zod';
import { defineJobKind } from '../queue.ts';
import { type Change, sendJob } from '../store/change.ts';

/** Edits the answers about a note once its write is through. */
export const finishAnswersJob = defineJobKind('finish-answers', z.object({ note: z.string() }));

/** `because` tells this reason to look from the others. */
export const finishAnswers = (note: string, because: string): Change =>
  sendJob(finishAnswersJob, { note }, { key: `finish-answers:${note}:${because}` });
