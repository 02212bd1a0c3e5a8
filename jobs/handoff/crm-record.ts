import { handoffInCrm } from '../../cards/handoff/crm-record.ts';
import type { HandoffSummary } from '../../cards/handoff/lines.ts';
import { recordHandoff } from '../../crm/handoff/crm-record.ts';
import type { Note } from '../../crm/note/note.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Task } from '../../crm/task/task.ts';
import type { JobContext } from '../job.ts';
import { loadHandoff } from './messages.ts';

/** The CRM's version of a handoff as it is now; null where there is none with this id. */
export async function handoffInCrmNow(
  id: string,
  context: JobContext,
): Promise<{ note: Note; task: Task } | null> {
  const said = await loadHandoff(id, context);
  return said && handoffInCrm(said, context.reader());
}

/** Nobody's doing: the clock's. It stands with the receiving department. */
export const recordStep = (
  said: HandoffSummary,
  step: string,
  title: string,
  context: JobContext,
): Change[] =>
  recordHandoff(said.handoff, {
    step,
    title,
    by: { id: null, department: said.department },
    now: context.now(),
  });
