import type { Origin } from '../../crm/note/origin.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Visibility } from '../../crm/timeline/entry.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import type { CustomerChoice } from '../view/customer-fields.ts';
import type { Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { departmentName } from '../view/names.ts';
import { type Field, type Form, line, type Option } from '../view/view.ts';
import { noteSave } from './actions.ts';

export interface NoteForm {
  /** Asked for where it is not known, and changeable where it was only guessed. */
  customer:
    | { kind: 'known'; name: string }
    | { kind: 'ask'; value: Option | null }
    | Extract<CustomerChoice, { kind: 'which' }>
    | { kind: 'named'; options: readonly Option[] };
  body: string;
  /** The words are longer than a form holds: they stay in the draft, and are added to. */
  isHeld: boolean;
  visibility: Visibility;
  /** The message that it keeps, where it began at one. */
  origin: Origin | null;
  whole: boolean;
  /** Lines on the files that the note will not keep. */
  leftOut: readonly string[];
  department: string;
  data: DataOf<typeof noteSave>;
  reader: Reader;
}

/** A new note: on a customer, or from somebody's message. */
export function noteForm({
  customer,
  body,
  isHeld,
  visibility,
  origin,
  whole,
  leftOut,
  department,
  data,
  reader,
}: NoteForm): Form {
  const strings = stringsFor(reader);
  const { form } = strings.note;
  const begins = shortText(origin?.messages[0]?.words ?? '', 200);
  const alone = origin?.leftOut === null && origin.messages.length === 1;
  const unread = alone ? [origin.lacks ? form.lacks(origin.lacks) : form.unread] : [];
  const intro = [
    origin ? `${form.from(origin.author, origin.place)}: ${strings.note.quote(begins)}` : '',
    ...unread,
    ...leftOut,
  ]
    .filter(Boolean)
    .join('\n');
  return {
    title: customer.kind === 'known' ? form.title(customer.name) : form.any,
    ...(intro && { intro: line`${intro}` }),
    fields: [
      ...customerFields(customer, strings),
      {
        kind: 'text',
        id: 'body',
        label: origin || isHeld ? form.own : form.body,
        hint: form.bodyHint,
        ...(body && { value: body }),
        multiline: true,
        max: LONGEST.note,
        optional: origin !== null || isHeld,
      },
      ...(origin && origin.messages.length > 1 ? [keepField(origin, whole, strings)] : []),
      visibilityField(visibility, department, strings),
    ],
    submit: { label: form.save, ...press(noteSave, data) },
  };
}

export function customerFields(customer: NoteForm['customer'], strings: Strings): Field[] {
  const { form } = strings.note;
  if (customer.kind === 'known') return [];
  if (customer.kind === 'ask')
    return [
      {
        kind: 'customer',
        id: 'customer',
        label: form.customer,
        hint: form.customerHint,
        ...(customer.value && { value: customer.value }),
        optional: false,
      },
    ];
  if (customer.kind === 'named') {
    return [
      {
        kind: 'choice',
        id: 'which',
        label: form.customer,
        hint: form.named,
        options: customer.options,
        optional: true,
      },
      {
        kind: 'customer',
        id: 'customer',
        label: form.other,
        hint: form.customerHint,
        optional: true,
      },
    ];
  }
  if (customer.options.length === 0)
    return [
      {
        kind: 'customer',
        id: 'customer',
        label: form.customer,
        hint: form.unknown(customer.query),
        optional: false,
      },
    ];
  return [
    {
      kind: 'choice',
      id: 'which',
      label: form.customer,
      hint: form.which(customer.query, customer.more),
      options: customer.options,
      optional: false,
    },
  ];
}

function keepField(
  { messages: { length }, leftOut }: Origin,
  whole: boolean,
  strings: Strings,
): Field {
  const { form } = strings.note;
  const all = leftOut === undefined ? form.thread(length) : form.newest(length, leftOut);
  const options = [
    { value: 'one', label: form.one },
    { value: 'thread', label: all },
  ];
  return {
    kind: 'choice',
    id: 'keep',
    label: form.keep,
    options,
    value: whole ? 'thread' : 'one',
    optional: false,
  };
}

export function visibilityField(value: Visibility, department: string, strings: Strings): Field {
  const { form } = strings.note;
  const options = [
    { value: 'everyone', label: form.everyone },
    { value: 'department', label: form.department(departmentName(department, strings)) },
    { value: 'managers', label: form.managers },
  ];
  return {
    kind: 'choice',
    id: 'visibility',
    label: form.visibility,
    options,
    value,
    optional: false,
  };
}
