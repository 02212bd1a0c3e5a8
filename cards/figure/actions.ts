import { z } from 'zod';
import { KpiId } from '../../crm/figure/kpi-id.ts';
import { SegmentKind } from '../../crm/figure/scope.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Day = z.iso.date();

/** The days and the customers that a figure is of. */
export const FigureScope = z.object({
  /** Null for everything up to `last`. */
  first: Day.nullable(),
  last: Day,
  by: SegmentKind.default('all'),
  of: z.string().max(400).default(''),
});
export type FigureScope = z.infer<typeof FigureScope>;

export const FigureQuery = FigureScope.extend({ kpi: KpiId });
export type FigureQuery = z.infer<typeof FigureQuery>;

export const kpiShow = defineAction('kpi.show', FigureQuery);
/** The figure's meaning. */
export const kpiMeaning = defineAction('kpi.meaning', FigureQuery);
/** The records behind it, and the biggest movers. */
export const kpiWhy = defineAction('kpi.why', FigureQuery.extend({ skip: Skip }));
export const kpiMovers = defineAction('kpi.movers', FigureQuery);
export const kpisShow = defineAction('kpis.show', FigureScope);
/** Opens the form for the figure's target. */
export const targetForm = defineAction('target.form', FigureQuery);
export const targetSave = defineAction('target.save', FigureQuery);
export const goalsShow = defineAction('goals.show', z.object({}));
