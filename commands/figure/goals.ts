import { goalsShow } from '../../cards/figure/actions.ts';
import { goalsCard, type SharedGoal, type Stand } from '../../cards/figure/goals-card.ts';
import type { Days } from '../../crm/figure/scope.ts';
import { segmentText } from '../../crm/figure/segment-text.ts';
import type { Target } from '../../crm/figure/target.ts';
import { maySetTargets } from '../../crm/policy/policy.ts';
import { dayIn } from '../../crm/time/day.ts';
import { type Kpi, noFigure } from '../../kpi/kpi.ts';
import { calendarPeriod, closedPeriod } from '../../kpi/period.ts';
import { standingOf } from '../../kpi/standing.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { measure } from './measure.ts';
import { KPIS, lately, seesFigure } from './scope.ts';

export const goals = defineCommand({
  name: 'goals',
  usage: 'goals',
  summary: 'The organisation’s shared goals: each target, and where its figure stands',
  examples: ['goals'],
  phrases: [
    {
      words: [
        'our|the|all|shared|company goals|targets',
        'what are our|the goals|targets [this year|this quarter|this month|now]',
        'are we on track|target',
        'how far are we from our goals|targets',
        'do we reach|meet our goals|targets',
      ],
      typed: '',
    },
  ],
  aliases: ['targets'],
  readsOnly: true,
  args: CommandInput,
  run: (_, context) => showGoals(context),
  actions: [on(goalsShow, (_, context) => showGoals(context))],
});

async function showGoals(context: Context): Promise<Reply> {
  const targets = await context.store.targets.all();
  const withTarget = KPIS.flatMap((kpi) =>
    targets.filter(({ figure }) => figure === kpi.id).map((target) => ({ kpi, target })),
  );
  const shown = withTarget.filter(({ kpi }) => seesFigure(kpi, context));
  const hidden = withTarget.filter(({ kpi }) => !seesFigure(kpi, context));
  await context.audit({ action: 'look-up', customer: null, detail: { shown: 'goals' } });
  return {
    kind: 'answer',
    view: goalsCard({
      goals: await Promise.all(shown.map((one) => goalOf(one, context))),
      hidden: [...new Set(hidden.map(({ kpi }) => kpi))],
      may: maySetTargets(context.person),
      scope: lately(context),
      reader: context.reader,
    }),
  };
}

async function goalOf(
  { kpi, target }: { kpi: Kpi; target: Target },
  context: Context,
): Promise<SharedGoal> {
  const today = dayIn(context.now, context.zone);
  const days = calendarPeriod(target.period, today);
  const stand = async (of: Days): Promise<Stand> => {
    const scope = { by: target.segment.kind, of: target.segment.value };
    const figure = (await measure(kpi, of, { scope, context })) ?? noFigure('');
    return { figure, standing: standingOf(kpi, figure, { ...target, days: of }) };
  };
  const [now, last, segment] = await Promise.all([
    stand(days),
    stand(closedPeriod(target.period, today)),
    segmentText(target.segment, context.store),
  ]);
  return { kpi, target, segment, days, now, last };
}
