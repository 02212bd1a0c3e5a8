import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { type CustomerChoice, customerFields } from '../view/customer-fields.ts';
import type { Reader } from '../view/format.ts';
import type { Form } from '../view/view.ts';
import { goalSave } from './actions.ts';

export function goalForm({
  customer,
  what,
  due,
  data,
  reader,
}: {
  customer: CustomerChoice;
  what: string;
  due: string;
  data: DataOf<typeof goalSave>;
  reader: Reader;
}): Form {
  const all = stringsFor(reader);
  const { form: strings } = all.goal;
  return {
    title: strings.title,
    fields: [
      ...customerFields(customer, strings.customer, all),
      {
        kind: 'text',
        id: 'what',
        label: strings.what,
        hint: strings.hint,
        ...(what && { value: what }),
        max: LONGEST.headline,
        optional: false,
      },
      {
        kind: 'day',
        id: 'due',
        label: strings.due,
        ...(due && { value: due }),
        optional: true,
      },
    ],
    submit: { label: strings.submit, ...press(goalSave, data) },
  };
}
