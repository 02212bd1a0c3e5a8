import type { z } from 'zod';
import type { WhichIssue } from '../../cards/digest/actions.ts';
import { chooseFigureCard } from '../../cards/figure/list.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { DigestIssue } from '../../crm/digest/digest.ts';
import { Problem } from '../../crm/problem.ts';
import { chosenKpis } from '../../kpi/chosen.ts';
import type { Context, Reply } from '../command.ts';
import { showFigures } from '../figure/measure.ts';
import { seesFigure } from '../figure/scope.ts';
import { theDigest } from './steps.ts';

type Which = z.output<typeof WhichIssue>;

/** All figures of the issue's days, for this reader. */
export async function showIssueFigures(which: Which, context: Context): Promise<Reply> {
  const { first, last } = await actOn(which, context);
  return showFigures({ first, last, by: 'all', of: '' }, context);
}

/** The figures of the digest, each with the way to its records. */
export async function showIssueReasons(which: Which, context: Context): Promise<Reply> {
  const [digest, { first, last }] = await Promise.all([
    theDigest(which.digest, context),
    actOn(which, context),
  ]);
  const kpis = chosenKpis(digest.kpis, context.channel?.department ?? null).filter((kpi) =>
    seesFigure(kpi, context),
  );
  return {
    kind: 'answer',
    view: chooseFigureCard(kpis, { first, last, by: 'all', of: '' }, context.reader),
  };
}

/** The issue, on which somebody acted by this. */
export async function actOn({ digest, slot }: Which, context: Context): Promise<DigestIssue> {
  const { store, reader, now } = context;
  const issue = await store.digests.issue(digest, new Date(slot));
  if (!issue)
    throw new Problem('digest-gone', { ...stringsFor(reader).digest.problem.gone, reopens: false });
  await store.digests.markActed(digest, issue.slot, now);
  return issue;
}
