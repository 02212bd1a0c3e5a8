import { Problem } from '../../crm/problem.ts';
import type { Day } from '../../crm/time/day.ts';
import type { Context } from '../command.ts';
import { dueWords } from '../parse/due-date.ts';
import { withDay } from './from-input.ts';

/** `SSO by 1 Dec`, as somebody wrote it: a day that cannot be read, or has passed, stays in the words. */
export async function readPromise(
  written: string,
  context: Context,
): Promise<{ what: string; dueOn: Day | null }> {
  const { before, due } = dueWords(written, context.reader);
  if (due === null || before.trim() === '') return { what: written, dueOn: null };
  try {
    return await withDay(before, due, context);
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    return { what: written, dueOn: null };
  }
}
