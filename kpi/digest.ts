import type { Digest, DigestIssue } from '../crm/digest/digest.ts';
import { chosenKpis } from './chosen.ts';
import {
  type DigestFigures,
  type Measuring,
  measureDigest,
  type Participation,
  readParticipation,
} from './measured.ts';

/** The figures of an issue, as they are at this moment; without those in money where its readers may not see amounts. */
export async function measureIssue(
  digest: Pick<Digest, 'kpis' | 'variant'>,
  issue: Pick<DigestIssue, 'first' | 'last'>,
  {
    department,
    seesAmounts,
    ...measuring
  }: Measuring & { department: string | null; seesAmounts: boolean },
): Promise<DigestFigures & { participation: Participation | null }> {
  const kpis = chosenKpis(digest.kpis, department).filter(
    ({ unit }) => unit !== 'money' || seesAmounts,
  );
  const [measured, participation] = await Promise.all([
    measureDigest(kpis, issue, measuring),
    digest.variant === 'leaders' ? readParticipation(issue, measuring) : null,
  ]);
  return { ...measured, participation };
}
