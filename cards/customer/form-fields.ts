import type { Words } from '../strings.ts';
import type { Field, Option } from '../view/view.ts';

/** How a form asks for its customer: changeable where one is known, to be chosen where several come near what was typed. */
export type CustomerAsked =
  | { kind: 'ask'; value: Option | null }
  | { kind: 'which'; query: string; options: readonly Option[] };

export function customerFields(asked: CustomerAsked, label: string, words: Words): Field[] {
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
  const { form } = words.note;
  // None of those: another name is typed in the same form.
  return [
    {
      kind: 'choice',
      id: 'which',
      label,
      hint: form.which(asked.query),
      options: asked.options,
      optional: true,
    },
    { kind: 'customer', id: 'customer', label: form.other, optional: true },
  ];
}
