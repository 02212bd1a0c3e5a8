import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { type CustomerChoice, customerFields } from '../view/customer-fields.ts';
import type { Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import type { Field, Form } from '../view/view.ts';
import { handoffOffer } from './actions.ts';

export interface HandoffForm {
  customer: { id: string; name: string } | null;
  /** Where the form asks for it. */
  asked: CustomerChoice | null;
  departments: readonly string[];
  rotations: readonly string[];
  /** Once the receiving department is known: what it will ask for. */
  items: readonly string[];
  filled: {
    to?: string | undefined;
    person?: string | undefined;
    reason?: string | undefined;
    promises?: readonly string[] | undefined;
    by?: string | undefined;
  };
  data: DataOf<typeof handoffOffer>;
  reader: Reader;
}

/** The whole handoff as a dialog, filled with what is known. */
export function handoffForm({
  customer,
  asked,
  departments,
  rotations,
  items,
  filled,
  data,
  reader,
}: HandoffForm): Form {
  const all = stringsFor(reader);
  const { form: words, items: names } = all.handoff;
  return {
    title: words.title,
    ...(customer && { intro: [words.titleOf(customer.name)] }),
    fields: [
      ...(asked ? customerFields(asked, words.customer, all) : []),
      ...receiverFields({ departments, rotations, filled, reader }),
      {
        kind: 'text',
        id: 'reason',
        label: words.reason,
        hint: words.reasonHint,
        multiline: true,
        max: LONGEST.text,
        optional: false,
        ...(filled.reason && { value: filled.reason }),
      },
      {
        kind: 'text',
        id: 'promises',
        label: words.promises,
        hint: words.promisesHint,
        multiline: true,
        max: LONGEST.text,
        optional: true,
        ...(filled.promises?.length && { value: filled.promises.join('\n') }),
      },
      ...(items.length > 0
        ? [
            {
              kind: 'choices' as const,
              id: 'there',
              label: words.there,
              options: items.map((item) => ({ value: item, label: names[item] ?? item })),
              optional: true,
            },
          ]
        : []),
      {
        kind: 'when',
        id: 'by',
        label: words.by,
        hint: words.byHint,
        optional: true,
        ...(filled.by && { value: filled.by }),
      },
    ],
    submit: { label: words.submit, ...press(handoffOffer, data) },
  };
}

export function receiverFields({
  departments,
  rotations,
  filled,
  reader,
}: Pick<HandoffForm, 'departments' | 'rotations' | 'filled' | 'reader'>): Field[] {
  const all = stringsFor(reader);
  const { form: words } = all.handoff;
  const options = [
    ...departments.map((id) => ({ value: id, label: departmentName(id, all) })),
    ...rotations.map((name) => ({ value: name, label: words.rotation(name) })),
  ];
  const known = options.some(({ value }) => value === filled.to);
  return [
    {
      kind: 'choice',
      id: 'to',
      label: words.to,
      options,
      optional: true,
      ...(known && filled.to && { value: filled.to }),
    },
    {
      kind: 'person',
      id: 'person',
      label: words.person,
      hint: words.personHint,
      optional: true,
      ...(filled.person && { value: filled.person }),
    },
  ];
}
