import type { DigestCard } from '../../cards/digest/issue.ts';
import { readContent } from '../../crm/digest/content.ts';
import type { Digest, DigestIssue } from '../../crm/digest/digest.ts';
import { isLate, isUnread } from '../../crm/digest/rules.ts';
import { EVERYBODY } from '../../crm/figure/scope.ts';
import { type Access, sees } from '../../crm/policy/policy.ts';
import { measureIssue } from '../../kpi/digest.ts';
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
  const [measured, content, issues] = await Promise.all([
    measureIssue(digest, issue, {
      facts: store.figureFacts,
      segment: EVERYBODY,
      targets: await store.targets.all(),
      department,
      seesAmounts: sees(access, 'revenue'),
      zone,
      now,
    }),
    readContent(issue, { store, access, zone, now }),
    store.digests.issues(digest.id, 40),
  ]);
  return {
    digest,
    issue,
    ...measured,
    content,
    isLate: isLate(issue.slot, now),
    isUnread: isUnread(digest, issues, now),
    hasThread,
    reader: { ...reader(), zone: digest.schedule.zone, now },
  };
}
