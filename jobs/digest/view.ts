import type { DigestCard } from '../../cards/digest/issue.ts';
import type { Digest, DigestIssue } from '../../crm/digest/digest.ts';
import { readIssue } from '../../crm/digest/reading.ts';
import { isLate, isUnread } from '../../crm/digest/rules.ts';
import type { Access } from '../../crm/policy/policy.ts';
import { measureIssue } from '../../kpi/digest.ts';
import type { JobContext } from '../job.ts';

/** An issue as it is sent now: as far as its readers may see it, and whether it is late and unread. */
export async function issueCard(
  digest: Digest,
  issue: DigestIssue,
  {
    access,
    department,
    hasThread,
    context,
  }: { access: Access; department: string | null; hasThread: boolean; context: JobContext },
): Promise<DigestCard> {
  const { store, reader } = context;
  const now = context.now();
  const { zone } = reader();
  const [told, issues] = await Promise.all([
    readIssue(digest, issue, { store, access, department, zone, now, measure: measureIssue }),
    store.digests.issues(digest.id, 40),
  ]);
  return {
    ...told,
    isLate: isLate(issue.slot, now),
    isUnread: isUnread(digest, issues, now),
    hasThread,
    reader: { ...reader(), zone: digest.schedule.zone, now },
  };
}
