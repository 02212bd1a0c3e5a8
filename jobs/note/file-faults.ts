import type { FileFailing, FileRefusal } from '../../crm/note/file-copy.ts';
import type { Upstream } from '../../crm/problem.ts';
import { HOUR } from '../../crm/time/durations.ts';

/** So long a system or a chat that fails at a file is asked again. */
const PATIENCE = HOUR;

/** Since when the system fails at the file. A limit of its own is no failure: it says when to come back. */
export function failingOf(
  { system, fault }: Upstream,
  before: FileFailing | undefined,
  now: Date,
): FileFailing | undefined {
  if (fault === 'rate-limited' || before?.system === system) return before;
  return { system, since: now.toISOString() };
}

/** The link that a file of a CRM's refusal stays, or, once patience is over, of its failures; null: another try may help. */
export function linkAfter(
  cause: Upstream,
  failing: FileFailing | undefined,
  now: Date,
): FileRefusal | null {
  switch (cause.fault) {
    case 'unauthorised':
      return { kind: 'link', fault: 'no-key' };
    case 'rejected':
      return { kind: 'link', fault: 'refused', ...(cause.reason && { detail: cause.reason }) };
    case 'rate-limited':
      return null;
    default:
      return isOver(failing, now) ? { kind: 'link', fault: 'not-taken' } : null;
  }
}

export const isOver = (failing: FileFailing | undefined, now: Date): boolean =>
  failing !== undefined && now.getTime() - Date.parse(failing.since) >= PATIENCE;
