import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { type CustomerChoice, customerFields } from '../view/customer-fields.ts';
import type { Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import type { Form } from '../view/view.ts';
import { taskCreate, taskDate, taskReassign } from './actions.ts';

export interface TaskForm {
  /** Proposed; it can still be changed. */
  customer: CustomerChoice;
  what: string;
  who: string;
  due: string;
  data: DataOf<typeof taskCreate>;
  reader: Reader;
}

/** A new task as a dialog. */
export function taskForm({ customer, what, who, due, data, reader }: TaskForm): Form {
  const all = stringsFor(reader);
  const { form: words } = all.task;
  return {
    title: words.title,
    fields: [
      ...customerFields(customer, words.customer, all),
      {
        kind: 'text',
        id: 'what',
        label: words.what,
        ...(what && { value: what }),
        multiline: true,
        max: LONGEST.text,
        optional: false,
      },
      {
        kind: 'person',
        id: 'who',
        label: words.who,
        hint: words.whoHint,
        ...(who && { value: who }),
        optional: true,
      },
      {
        kind: 'when',
        id: 'due',
        label: words.due,
        ...(due && { value: due }),
        optional: true,
      },
    ],
    submit: { label: words.submit, ...press(taskCreate, data) },
  };
}

export function reassignForm({ task, reader }: { task: string; reader: Reader }): Form {
  const { form: strings } = stringsFor(reader).task;
  return {
    title: strings.reassignTitle,
    fields: [
      {
        kind: 'person',
        id: 'who',
        label: strings.reassign,
        optional: false,
      },
    ],
    submit: { label: strings.reassignSubmit, ...press(taskReassign, { task }) },
  };
}

/** When it is due. */
export function dateForm({
  task,
  what,
  reader,
}: {
  task: string;
  what: string;
  reader: Reader;
}): Form {
  const { form: strings } = stringsFor(reader).task;
  return {
    title: strings.dateTitle,
    intro: [shortText(what, 200)],
    fields: [
      {
        kind: 'when',
        id: 'due',
        label: strings.due,
        optional: false,
      },
    ],
    submit: { label: strings.submit, ...press(taskDate, { task }) },
  };
}
