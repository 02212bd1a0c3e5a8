import type { Strings } from '../strings.ts';
import type { Field, Option } from './view.ts';

/** How a form asks for its customer: changeable where one is known, to be chosen where several come near what was typed. */
export type CustomerChoice =
  | { kind: 'ask'; value: Option | null }
  | { kind: 'which'; query: string; options: readonly Option[]; more: boolean };

export function customerFields(asked: CustomerChoice, label: string, strings: Strings): Field[] {
  if (asked.kind === 'ask')
    return [
      {
        kind: 'customer',
        id: 'customer',
        label,
        ...(asked.value && { value: asked.value }),
        optional: false,
      },
    ];
  const { form } = strings.note;
  // None of those: another name is typed in the same form.
  return [
    {
      kind: 'choice',
      id: 'which',
      label,
      hint: form.which(asked.query, asked.more),
      options: asked.options,
      optional: true,
    },
    { kind: 'customer', id: 'customer', label: form.other, optional: true },
  ];
}
