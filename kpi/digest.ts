import { type DigestContent, readContent } from '../crm/digest/content.ts';
import type { Digest, DigestIssue } from '../crm/digest/digest.ts';
import { EVERYBODY } from '../crm/figure/scope.ts';
import { type Access, sees } from '../crm/policy/policy.ts';
import type { Store } from '../crm/store/store.ts';
import { chosenKpis } from './chosen.ts';
import {
  type DigestFigures,
  measureDigest,
  type Participation,
  readParticipation,
} from './measured.ts';

/** All that an issue tells, as it is at this moment and as far as its readers may see it. */
export async function readDigest(
  digest: Pick<Digest, 'kpis' | 'variant'>,
  issue: Pick<DigestIssue, 'first' | 'last'>,
  {
    store,
    access,
    department,
    zone,
    now,
  }: { store: Store; access: Access; department: string | null; zone: string; now: Date },
): Promise<DigestFigures & { participation: Participation | null; content: DigestContent }> {
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
  const [measured, participation, content] = await Promise.all([
    measureDigest(kpis, issue, measuring),
    digest.variant === 'leaders' ? readParticipation(issue, measuring) : null,
    readContent(issue, { store, access, zone, now }),
  ]);
  return { ...measured, participation, content };
}
