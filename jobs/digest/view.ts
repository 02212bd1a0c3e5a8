import type { DigestCard } from '../../cards/digest/issue.ts';
import type { Digest, DigestIssue } from '../../crm/digest/digest.ts';
import { isLate, isUnread } from '../../crm/digest/rules.ts';
import type { Access } from '../../crm/policy/policy.ts';
import { readDigest } from '../../kpi/digest.ts';
import type { JobContext } from '../job.ts';

/** All that an issue tells, as it is at this moment and as far as its readers may see it. */
export async function readIssue(
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
    readDigest(digest, issue, { store, access, department, zone, now }),
    store.digests.issues(digest.id, 40),
  ]);
  return {
    digest,
    issue,
    ...told,
    isLate: isLate(issue.slot, now),
    isUnread: isUnread(digest, issues, now),
    hasThread,
    reader: { ...reader(), zone: digest.schedule.zone, now },
  };
}
