import type { TargetPeriod } from '../../crm/figure/target.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import type { Form } from '../view/view.ts';
import { type FigureQuery, targetSave } from './actions.ts';
import { type SegmentText, segmentWords } from './card.ts';

const PERIODS: readonly TargetPeriod[] = ['week', 'month', 'quarter', 'year'];

export interface TargetForm {
  kpi: Kpi;
  query: FigureQuery;
  segment: SegmentText;
  /** As it stands now, in the words in which it can be typed; empty where there is none. */
  value: string;
  period: TargetPeriod;
  reader: Reader;
}

/** One target for the figure and the customers that its card shows. */
export function targetFormView({ kpi, query, segment, value, period, reader }: TargetForm): Form {
  const { figure } = stringsFor(reader);
  const strings = figure.target.form;
  return {
    title: strings.title,
    intro: [strings.about(kpi.name, segmentWords(segment, reader), figure.meaning[kpi.better])],
    fields: [
      {
        kind: 'text',
        id: 'value',
        label: strings.value,
        hint: strings.hint,
        placeholder: strings.examples[kpi.unit],
        ...(value && { value }),
        max: LONGEST.amount,
        optional: true,
      },
      {
        kind: 'choice',
        id: 'period',
        label: strings.period,
        options: PERIODS.map((one) => ({ value: one, label: strings.periods[one] })),
        value: period,
        optional: false,
      },
    ],
    submit: { label: strings.submit, ...press(targetSave, query) },
  };
}
