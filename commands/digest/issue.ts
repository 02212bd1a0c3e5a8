import type { z } from 'zod';
import type { WhichIssue } from '../../cards/digest/actions.ts';
import { chooseFigureCard } from '../../cards/figure/list.ts';
import type { DigestIssue } from '../../crm/digest/digest.ts';
import { closedDays, issueAt } from '../../crm/digest/rules.ts';
import { chosenKpis } from '../../kpi/chosen.ts';
import type { Context, Reply } from '../command.ts';
import { showFigures } from '../figure/measure.ts';
import { seesFigure } from '../figure/scope.ts';
import { departmentOf, theDigest } from './steps.ts';

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
  const kpis = chosenKpis(digest.kpis, await departmentOf(digest, context)).filter((kpi) =>
    seesFigure(kpi, context),
  );
  return {
    kind: 'answer',
    view: chooseFigureCard(kpis, { first, last, by: 'all', of: '' }, context.reader),
  };
}

/** The issue, on which somebody acted by this. A preview and a test have none: it is the one that would have come. */
export async function actOn({ digest: id, slot }: Which, context: Context): Promise<DigestIssue> {
  const { store, now } = context;
  const at = new Date(slot);
  const issue = await store.digests.issue(id, at);
  if (!issue) {
    const digest = await theDigest(id, context);
    return issueAt(digest, at, await closedDays(digest.schedule, at, store));
  }
  await store.digests.markActed(id, at, now);
  return issue;
}
