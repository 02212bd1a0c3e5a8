import { EVERYBODY, type Segment } from '../figure/scope.ts';
import type { Target } from '../figure/target.ts';
import { type Access, sees } from '../policy/policy.ts';
import type { FigureFacts } from '../store/figure-facts.ts';
import type { Store } from '../store/store.ts';
import { type DigestContent, readContent } from './content.ts';
import type { Digest, DigestIssue } from './digest.ts';

/** The facts of an issue's figures, and the part of them that its readers may see. */
export interface IssueMeasuring {
  facts: Pick<FigureFacts, 'of'>;
  segment: Segment;
  targets: readonly Target[];
  /** The department that has the channel; null for everybody. */
  department: string | null;
  seesAmounts: boolean;
  /** The organisation's, IANA. */
  zone: string;
  now: Date;
}

/** Figures are measured by their formulas, which are not known here. */
type Measure<Figures> = (
  digest: Pick<Digest, 'kpis' | 'variant'>,
  issue: Pick<DigestIssue, 'first' | 'last'>,
  measuring: IssueMeasuring,
) => Promise<Figures>;

/**
 * All that an issue tells at this moment, as far as this access reaches: one reading for the issue that is sent, for
 * its preview and for its detail.
 */
export async function readIssue<Figures extends object>(
  digest: Digest,
  issue: DigestIssue,
  {
    store,
    access,
    department,
    zone,
    now,
    measure,
  }: {
    store: Store;
    access: Access;
    department: string | null;
    zone: string;
    now: Date;
    measure: Measure<Figures>;
  },
): Promise<Figures & { digest: Digest; issue: DigestIssue; content: DigestContent }> {
  const measured = async () =>
    measure(digest, issue, {
      facts: store.figureFacts,
      segment: EVERYBODY,
      targets: await store.targets.all(),
      department,
      seesAmounts: sees(access, 'revenue'),
      zone,
      now,
    });
  const [figures, content] = await Promise.all([
    measured(),
    readContent(issue, { store, access, zone, now }),
  ]);
  return { ...figures, digest, issue, content };
}
