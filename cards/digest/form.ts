import type { Digest } from '../../crm/digest/digest.ts';
import type { KpiId } from '../../crm/figure/kpi-id.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { type Reader, weekdayName } from '../view/format.ts';
import type { Form } from '../view/view.ts';
import { digestEdit } from './actions.ts';

/** Where and when a digest comes, and its figures. `chosen` are the figures that it has now. */
export function digestForm(
  digest: Digest,
  {
    kpis,
    chosen,
    reader,
  }: {
    kpis: readonly { id: KpiId; name: string }[];
    chosen: readonly KpiId[];
    reader: Reader;
  },
): Form {
  const { form: strings, settings } = stringsFor(reader).digest;
  const { schedule } = digest;
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    value: `week-${day}`,
    label: strings.weekly(weekdayName(day, reader)),
  }));
  return {
    title: strings.title,
    fields: [
      {
        kind: 'choice',
        id: 'rhythm',
        label: strings.rhythm,
        options: [
          { value: 'day', label: settings.workdays },
          ...weekdays,
          { value: 'month', label: strings.monthly },
        ],
        value: schedule.every === 'week' ? `week-${schedule.weekday}` : schedule.every,
        optional: false,
      },
      {
        kind: 'time',
        id: 'clock',
        label: strings.clock,
        value: schedule.clock,
        optional: false,
      },
      {
        kind: 'text',
        id: 'zone',
        label: strings.zone,
        value: schedule.zone,
        max: 60,
        optional: false,
      },
      {
        kind: 'choice',
        id: 'holidays',
        label: strings.holidays,
        options: [
          { value: 'move', label: strings.move },
          { value: 'skip', label: strings.skip },
        ],
        value: schedule.onHoliday,
        optional: false,
      },
      {
        kind: 'choices',
        id: 'kpis',
        label: strings.figures,
        hint: strings.figuresHint,
        options: kpis.map(({ id, name }) => ({ value: id, label: name })),
        values: chosen,
        optional: true,
      },
    ],
    submit: { label: strings.save, ...press(digestEdit, { digest: digest.id }) },
  };
}
