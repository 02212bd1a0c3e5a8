import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { type CustomerChoice, customerFields } from '../view/customer-fields.ts';
import type { Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import type { Form } from '../view/view.ts';
import { promiseMove, promiseSave, promiseWithdraw } from './actions.ts';

export interface PromiseForm {
  customer: CustomerChoice;
  what: string;
  to: string;
  who: string;
  due: string;
  data: DataOf<typeof promiseSave>;
  reader: Reader;
}

/** A new promise as a dialog. */
export function promiseForm({ customer, what, to, who, due, data, reader }: PromiseForm): Form {
  const all = stringsFor(reader);
  const { form: words } = all.promise;
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
        kind: 'day',
        id: 'due',
        label: words.due,
        ...(due && { value: due }),
        optional: true,
      },
      {
        kind: 'text',
        id: 'to',
        label: words.to,
        hint: words.toHint,
        ...(to && { value: to }),
        max: LONGEST.name,
        optional: true,
      },
      {
        kind: 'person',
        id: 'who',
        label: words.who,
        hint: words.whoHint,
        ...(who && { value: who }),
        optional: true,
      },
    ],
    submit: { label: words.submit, ...press(promiseSave, data) },
  };
}

interface StepForm {
  promise: string;
  what: string;
  reader: Reader;
}

export function moveForm({ promise, what, reader }: StepForm): Form {
  const { form: words } = stringsFor(reader).promise;
  return {
    title: words.moveTitle,
    intro: [shortText(what, 200)],
    fields: [
      {
        kind: 'when',
        id: 'due',
        label: words.due,
        hint: words.moveHint,
        optional: false,
      },
    ],
    submit: { label: words.move, ...press(promiseMove, { promise }) },
  };
}

export function withdrawForm({ promise, what, reader }: StepForm): Form {
  const { form: words } = stringsFor(reader).promise;
  return {
    title: words.withdrawTitle,
    intro: [shortText(what, 200)],
    fields: [
      {
        kind: 'text',
        id: 'reason',
        label: words.reason,
        hint: words.reasonHint,
        multiline: true,
        max: LONGEST.text,
        optional: true,
      },
    ],
    submit: { label: words.withdraw, ...press(promiseWithdraw, { promise }) },
  };
}
