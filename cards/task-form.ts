import { shortText } from './lines.ts';
import type { Reader } from './format.ts';
import type { Data, Form, Option } from './view.ts';
import { wordsFor } from './words.ts';

export const WHAT_LONGEST = 500;

export interface TaskForm {
  /** Proposed; it can still be changed. */
  customer: Option | null;
  what: string;
  who: string;
  due: string;
  /** What has to be put right before it can be saved. */
  fault: string | null;
  data: Data;
  reader: Reader;
}

/** A new task as a dialog; asked again with what was filled in where something was not understood. */
export function taskForm({ customer, what, who, due, fault, data, reader }: TaskForm): Form {
  const { form: words } = wordsFor(reader).task;
  return {
    title: words.title,
    ...(fault && { intro: [fault] }),
    fields: [
      { kind: 'customer', id: 'customer', label: words.customer, ...(customer && { value: customer }), optional: false },
      { kind: 'text', id: 'what', label: words.what, ...(what && { value: shortText(what, WHAT_LONGEST) }), multiline: true, max: WHAT_LONGEST, optional: false },
      { kind: 'text', id: 'who', label: words.who, hint: words.whoHint, ...(who && { value: who }), max: 100, optional: true },
      { kind: 'text', id: 'due', label: words.due, hint: words.dueHint, ...(due && { value: due }), max: 60, optional: true },
    ],
    submit: { label: words.submit, action: 'task.create', data },
  };
}

export function reassignForm({ task, who, fault, reader }: { task: string; who: string; fault: string | null; reader: Reader }): Form {
  const { form: words } = wordsFor(reader).task;
  return {
    title: words.reassignTitle,
    ...(fault && { intro: [fault] }),
    fields: [{ kind: 'text', id: 'who', label: words.reassign, hint: words.whoHint.split(';')[0] ?? '', ...(who && { value: who }), max: 100, optional: false }],
    submit: { label: words.reassignSubmit, action: 'task.reassign', data: { task } },
  };
}
