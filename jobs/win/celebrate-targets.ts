import { periodWords, type SegmentText, segmentWords } from '../../cards/figure/card.ts';
import { figureWords } from '../../cards/figure/change.ts';
import { targetValueText } from '../../cards/figure/target.ts';
import { stringsFor } from '../../cards/strings.ts';
import { departmentName, joinByDots } from '../../cards/view/names.ts';
import { listAnd, listCommas } from '../../cards/view/plural.ts';
import { text, type View } from '../../cards/view/view.ts';
import type { Days } from '../../crm/figure/scope.ts';
import { segmentText } from '../../crm/figure/segment-text.ts';
import type { Target } from '../../crm/figure/target.ts';
import { type Access, sees } from '../../crm/policy/policy.ts';
import { paceOf } from '../../crm/store/celebrations.ts';
import type { Change } from '../../crm/store/change.ts';
import type { ScopedFacts } from '../../crm/store/figure-facts.ts';
import { dayIn, daysBetween } from '../../crm/time/day.ts';
import { accessOfPlace } from '../../crm/win/redact.ts';
import * as registry from '../../kpi/index.ts';
import type { Figure, Kpi } from '../../kpi/kpi.ts';
import { closedPeriod, scopeOf } from '../../kpi/period.ts';
import { standingOf } from '../../kpi/standing.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';

/** A period is looked at in the first days after it: late facts and a weekend are waited for, history is not celebrated. */
const DAYS_AFTER = 5;

/** Celebrates each shared figure that reached its target when its period closed: once a period, and never in the middle. */
export const celebrateTargets = defineJob({
  kind: clockJob('celebrate-targets'),
  cron: '20 8 * * 1-5',
  async run(_, context) {
    const { store } = context;
    const [settings, place, targets] = await Promise.all([
      store.settings.get('celebrations'),
      store.settings.get('wins-channel'),
      store.targets.all(),
    ]);
    if (!settings?.on || !place || paceOf(settings, 'target') === 'off') return;
    const { platform, tenant, id: channel } = place;
    const [rules, readers] = await Promise.all([
      store.channels.get({ platform, tenant, channel }),
      context.audience(place),
    ]);
    const access = accessOfPlace(readers, rules);
    const changes: Change[] = [];
    for (const target of targets) {
      const reached = await reachedTarget(target, { access, since: settings.since }, context);
      if (!reached) continue;
      const { kind, value } = target.segment;
      changes.push({
        kind: 'message',
        message: {
          key: `target:${target.figure}:${kind}:${value}:${target.period}:${reached.first}`,
          subject: { kind: 'other', id: target.figure, role: 'other', version: null },
          to: { kind: 'place', place },
          kind: 'win',
          customerId: null,
          line: reached.view.title,
          why: stringsFor(context.reader()).win.automatic.target.why,
          view: reached.view,
          pressing: true,
          sender: null,
        },
      });
    }
    if (changes.length > 0) await store.commit(changes, context.now());
  },
});

/** Null where it was missed, is not known, was set later, or is an amount that the channel does not see. */
async function reachedTarget(
  target: Target,
  { access, since }: { access: Access; since: Date },
  context: JobContext,
): Promise<{ first: string; view: View } | null> {
  const now = context.now();
  const { zone } = context.reader();
  const today = dayIn(now, zone);
  const days = closedPeriod(target.period, today);
  const { segment } = target;
  const kpi = Object.values(registry).find(({ id }) => id === target.figure);
  if (!kpi || daysBetween(days.last, today) > DAYS_AFTER) return null;
  // A target that was set, or celebrations that were switched on, after the period are too late for it.
  if (dayIn(target.setAt, zone) > days.last || dayIn(since, zone) > days.last) return null;
  if (!sees(access, 'identity') || (kpi.unit === 'money' && !sees(access, 'revenue'))) return null;
  const facts = context.store.figureFacts.of(scopeOf(days, segment, { now, zone }));
  const figure = await kpi.measure(facts);
  if (standingOf(kpi, figure, { ...target, days }).kind !== 'met') return null;
  const thanks = await thanksWords(kpi, facts, context);
  const segmentIs = await segmentText(segment, context.store);
  const view = reachedView({ kpi, figure, target, segment: segmentIs, days, thanks }, context);
  return { first: days.first, view };
}

const THANKED = 8;

/** The colleagues who did most with these customers then, and the departments that move the figure. */
async function thanksWords(
  { movers }: Kpi,
  facts: ScopedFacts,
  { store, reader }: JobContext,
): Promise<string> {
  const strings = stringsFor(reader());
  const departments = movers.map(({ department }) => department);
  const ids = await facts.contributors(departments, THANKED);
  const people = await Promise.all(ids.map((id) => store.people.get(id)));
  const named = people.flatMap((person) =>
    person ? [`${person.name} (${departmentName(person.department, strings)})`] : [],
  );
  const movedBy = departments.map((department) => departmentName(department, strings));
  return strings.win.automatic.target.thanks(listCommas(named), listAnd(movedBy));
}

interface ReachedTarget {
  kpi: Kpi;
  figure: Figure;
  target: Target;
  segment: SegmentText;
  days: Days;
  thanks: string;
}

function reachedView(
  { kpi, figure, target, segment, days, thanks }: ReachedTarget,
  context: JobContext,
): View {
  const reader = context.reader();
  const { target: strings } = stringsFor(reader).win.automatic;
  const name =
    segment.kind === 'all' ? kpi.name : joinByDots([kpi.name, segmentWords(segment, reader)]);
  const about = [
    strings.about(targetValueText(target, { kpi, figure, reader })),
    segmentWords(segment, reader),
    periodWords(days, reader),
  ];
  return {
    title: strings.title(name, figureWords(kpi, figure, reader) ?? ''),
    blocks: [text(joinByDots(about)), text(thanks)],
  };
}
