import { FORM_FIELD, LONGEST } from '../../crm/text/limits.ts';
import type { Visibility } from '../../crm/timeline/entry.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { CustomerChoice } from '../view/customer-fields.ts';
import type { Reader } from '../view/format.ts';
import { type Field, type Form, line } from '../view/view.ts';
import { noteChange, noteMove } from './actions.ts';
import { customerFields, type NoteForm, visibilityField } from './form.ts';

/** The same note again; what is too long to come back whole is added to. */
export function editNoteForm({
  note,
  body,
  visibility,
  department,
  reader,
}: {
  note: string;
  body: string;
  visibility: Visibility;
  department: string;
  reader: Reader;
}): Form {
  const strings = stringsFor(reader);
  const { form } = strings.note;
  const text: Field =
    body.length <= FORM_FIELD
      ? {
          kind: 'text',
          id: 'body',
          label: form.body,
          hint: form.bodyHint,
          ...(body && { value: body }),
          multiline: true,
          max: LONGEST.note,
          optional: true,
        }
      : {
          kind: 'text',
          id: 'add',
          label: form.add,
          hint: form.addHint,
          multiline: true,
          max: Math.max(1, LONGEST.note - body.length - '\n'.length),
          optional: true,
        };
  return {
    title: form.edit,
    fields: [text, visibilityField(visibility, department, strings)],
    submit: {
      label: form.save,
      ...press(noteChange, { note, ...(body.length <= FORM_FIELD && { whole: true }) }),
    },
  };
}

/** The same note on another customer. */
export function moveNoteForm({
  note,
  which = null,
  fault = null,
  reader,
}: {
  note: string;
  which?: Extract<CustomerChoice, { kind: 'which' }> | null;
  fault?: string | null;
  reader: Reader;
}): Form {
  const strings = stringsFor(reader);
  const customer: NoteForm['customer'] = which ?? { kind: 'ask', value: null };
  return {
    title: strings.note.form.move,
    ...(fault && { intro: line`${fault}` }),
    fields: customerFields(customer, strings),
    submit: { label: strings.note.form.moveIt, ...press(noteMove, { note }) },
  };
}
