import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { type CustomerChoice, customerFields } from '../view/customer-fields.ts';
import { dayOf, type Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import type { Form } from '../view/view.ts';
import { timelineApply } from './actions.ts';
import type { FilterText } from './card.ts';

/** The timeline's filter as a dialog, filled with what is filtered now. */
export function filterForm({
  customer,
  departments,
  kinds,
  now,
  data,
  reader,
}: {
  /** How it is asked for; null where it is known. */
  customer: CustomerChoice | null;
  departments: readonly string[];
  kinds: readonly string[];
  now: FilterText;
  data: DataOf<typeof timelineApply>;
  reader: Reader;
}): Form {
  const strings = stringsFor(reader);
  const { filter } = strings;
  const kindNames = strings.entryKind as Record<string, string>;
  return {
    title: customer ? filter.begin : filter.title,
    fields: [
      ...(customer ? customerFields(customer, filter.customer, strings) : []),
      {
        kind: 'choices',
        id: 'departments',
        label: filter.departments,
        options: departments.map((id) => ({ value: id, label: departmentName(id, strings) })),
        values: now.departments,
        optional: true,
      },
      {
        kind: 'choices',
        id: 'kinds',
        label: filter.kinds,
        options: kinds.map((kind) => ({ value: kind, label: kindNames[kind] ?? kind })),
        values: now.kinds,
        optional: true,
      },
      {
        kind: 'day',
        id: 'since',
        label: filter.since,
        ...(now.since && { value: dayOf(now.since, reader) }),
        optional: true,
      },
      {
        kind: 'day',
        id: 'until',
        label: filter.until,
        ...(now.until && { value: dayOf(new Date(now.until.getTime() - 1), reader) }),
        optional: true,
      },
      {
        kind: 'person',
        id: 'person',
        label: filter.person,
        ...(now.person && { value: now.person }),
        optional: true,
      },
      {
        kind: 'text',
        id: 'text',
        label: filter.text,
        hint: filter.textHint,
        ...(now.text && { value: now.text }),
        max: LONGEST.search,
        optional: true,
      },
    ],
    submit: { label: filter.submit, ...press(timelineApply, data) },
  };
}
