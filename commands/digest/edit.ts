import { z } from 'zod';
import { digestForm } from '../../cards/digest/form.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Form } from '../../cards/view/view.ts';
import { type DigestSchedule, OnHoliday } from '../../crm/digest/schedule.ts';
import { KpiId } from '../../crm/figure/kpi-id.ts';
import { Problem } from '../../crm/problem.ts';
import { isZone, zoneName } from '../../crm/time/zone.ts';
import { chosenKpis } from '../../kpi/chosen.ts';
import type { Context, Reply } from '../command.ts';
import { KPIS, seesFigure } from '../figure/scope.ts';
import { typedText } from '../parse/length.ts';
import { readClock } from './parse.ts';
import { departmentOf, stepDigest, theDigest } from './steps.ts';

/** A phone shows no more. */
const MOST_FIGURES = 8;

export const Filled = z.object({
  rhythm: z.string().regex(/^(?:day|month|week-[1-7])$/),
  clock: typedText(10),
  zone: typedText(60),
  holidays: OnHoliday,
  kpis: z.array(KpiId).default([]),
});

export async function editForm(
  { digest: id }: { digest: string },
  context: Context,
): Promise<Form> {
  const digest = await theDigest(id, context);
  const department = await departmentOf(digest, context);
  return digestForm(digest, {
    kpis: KPIS.filter((kpi) => seesFigure(kpi, context)),
    chosen: chosenKpis(digest.kpis, department).map((kpi) => kpi.id),
    reader: context.reader,
  });
}

/** The figures that the department has anyway stay those of the department. */
export async function edit(
  { digest: id }: { digest: string },
  values: z.output<typeof Filled>,
  context: Context,
): Promise<Reply> {
  const { problem } = stringsFor(context.reader).digest;
  const clock = readClock(values.clock);
  if (!clock) throw new Problem('unread-clock', problem.clock(values.clock));
  if (!isZone(values.zone)) throw new Problem('unread-zone', problem.zone(values.zone));
  if (values.kpis.length > MOST_FIGURES)
    throw new Problem('too-many-figures', problem.figures(MOST_FIGURES));
  const digest = await theDigest(id, context);
  const usual = chosenKpis(null, await departmentOf(digest, context)).map((kpi) => kpi.id);
  const isUsual =
    values.kpis.length === 0 || values.kpis.toSorted().join() === usual.toSorted().join();
  const common = { clock, zone: zoneName(values.zone), onHoliday: values.holidays };
  return stepDigest(
    id,
    {
      schedule: { ...rhythmOf(values.rhythm, digest.schedule), ...common },
      kpis: isUsual ? null : values.kpis,
    },
    context,
  );
}

function rhythmOf(chosen: string, before: DigestSchedule) {
  if (chosen === 'day')
    return before.every === 'day'
      ? { every: before.every, weekdays: before.weekdays }
      : { every: 'day' as const, weekdays: [1, 2, 3, 4, 5] };
  if (chosen === 'month')
    return { every: 'month' as const, date: before.every === 'month' ? before.date : 1 };
  return { every: 'week' as const, weekday: Number(chosen.slice(-1)) };
}
