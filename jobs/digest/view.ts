import type { DigestCard } from '../../cards/digest/issue.ts';
import { readContent } from '../../crm/digest/content.ts';
import type { Digest, DigestIssue } from '../../crm/digest/digest.ts';
import { isLate, isUnread } from '../../crm/digest/rules.ts';
import { EVERYBODY } from '../../crm/figure/scope.ts';
import { type Access, sees } from '../../crm/policy/policy.ts';
import { chosenKpis } from '../../kpi/chosen.ts';
import { measureDigest, readParticipation } from '../../kpi/measured.ts';
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
  const kpis = chosenKpis(digest.kpis, department).filter(
    ({ unit }) => unit !== 'money' || sees(access, 'revenue'),
  );
  const measuring = {
    facts: store.figureFacts,
    segment: EVERYBODY,
    zone,
    now,
    targets: await store.targets.all(),
  };
  const [measured, participation, content, issues] = await Promise.all([
    measureDigest(kpis, issue, measuring),
    digest.variant === 'leaders' ? readParticipation(issue, measuring) : null,
    readContent(issue, { store, access, zone, now }),
    store.digests.issues(digest.id, 40),
  ]);
  return {
    digest,
    issue,
    ...measured,
    participation,
    content,
    isLate: isLate(issue.slot, now),
    isUnread: isUnread(digest, issues, now),
    hasThread,
    reader: { ...reader(), zone: digest.schedule.zone, now },
  };
}
