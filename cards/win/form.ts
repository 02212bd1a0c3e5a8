import type { Money } from '../../crm/customer/customer.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { WinDraft } from '../../crm/win/draft.ts';
import type { WIN_KINDS } from '../../crm/win/win.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { type CustomerChoice, customerFields } from '../view/customer-fields.ts';
import type { Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { type Field, type Form, line, type Press } from '../view/view.ts';
import { winAdd, winStart } from './actions.ts';

export interface Creditable {
  id: string;
  name: string;
  department: string;
  for: string;
}

export interface WinForm {
  customer: string;
  draft: Pick<WinDraft, 'kind' | 'what' | 'difference' | 'money' | 'picture'>;
  /** Proposed or credited already; all of them are chosen. */
  people: readonly Creditable[];
  kinds: typeof WIN_KINDS;
  /** The writer may see amounts. */
  amounts: boolean;
  correction: boolean;
  submit: Press;
  reader: Reader;
}

export function winForm({
  customer,
  draft,
  people,
  kinds,
  amounts,
  correction,
  submit,
  reader,
}: WinForm): Form {
  const { form } = stringsFor(reader).win;
  return {
    title: correction ? form.correct : form.title,
    intro: [customer],
    fields: [
      {
        kind: 'text',
        id: 'what',
        label: form.what,
        placeholder: form.whatPlaceholder,
        ...(draft.what && { value: draft.what }),
        max: LONGEST.headline,
        optional: false,
      },
      {
        kind: 'choice',
        id: 'kind',
        label: form.kind,
        options: kinds.map((kind) => ({ value: kind, label: form.kinds[kind] })),
        value: draft.kind,
        optional: false,
      },
      ...peopleField(people, reader),
      { kind: 'people', id: 'also', label: form.also, optional: true },
      {
        kind: 'text',
        id: 'alsoFor',
        label: form.alsoFor,
        hint: form.alsoForHint,
        placeholder: form.forPlaceholder,
        max: LONGEST.headline,
        optional: true,
      },
      {
        kind: 'text',
        id: 'difference',
        label: form.difference,
        ...(draft.difference && { value: draft.difference }),
        multiline: true,
        max: LONGEST.text,
        optional: true,
      },
      ...(amounts
        ? [
            {
              kind: 'text' as const,
              id: 'amount',
              label: form.amount,
              hint: form.amountHint,
              ...(draft.money && { value: typed(draft.money) }),
              max: LONGEST.amount,
              optional: true,
            },
          ]
        : []),
      {
        kind: 'text',
        id: 'picture',
        label: form.picture,
        hint: form.pictureHint,
        ...(draft.picture && { value: draft.picture }),
        max: LONGEST.address,
        optional: true,
      },
    ],
    submit: { label: correction ? form.save : form.submit, ...submit },
  };
}

/** With whom, where nothing else is known; everybody who had a part is proposed next. */
export function winStartForm({
  customer,
  what,
  reader,
}: {
  customer: CustomerChoice;
  what: string;
  reader: Reader;
}): Form {
  const strings = stringsFor(reader);
  const { form } = strings.win;
  return {
    title: form.title,
    fields: [
      ...customerFields(customer, form.customer, strings),
      {
        kind: 'text',
        id: 'what',
        label: form.what,
        placeholder: form.whatPlaceholder,
        ...(what && { value: what }),
        multiline: true,
        max: LONGEST.text,
        optional: true,
      },
    ],
    submit: { label: form.next, ...press(winStart, {}) },
  };
}

/** As it can be read back whatever the reader's region: `144000 EUR`. */
function typed({ amount, currency }: Money): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  const major = amount / 10 ** digits;
  return `${Number.isInteger(major) ? major : major.toFixed(digits)} ${currency}`;
}

/** `Mia Hoffmann · Support · took care of 3 tickets`. */
function peopleField(people: readonly Creditable[], reader: Reader): Field[] {
  if (people.length === 0) return [];
  const all = stringsFor(reader);
  const options = people.map(({ id, name, department, for: what }) => ({
    value: id,
    label: [name, departmentName(department, all), what].filter(Boolean).join(' · '),
  }));
  return [
    {
      kind: 'choices',
      id: 'credits',
      label: all.win.form.credits,
      hint: all.win.form.creditsHint,
      options,
      values: people.map(({ id }) => id),
      optional: true,
    },
  ];
}

const alsoField = (
  value: string,
  form: Pick<Strings['win']['form'], 'also' | 'alsoTyped'>,
): Field => ({
  kind: 'text',
  id: 'also',
  label: form.also,
  hint: form.alsoTyped,
  value,
  multiline: true,
  max: LONGEST.text,
  optional: true,
});

/** One colleague at a time, so that the platform's own picker serves. */
export function addToWinForm({
  headline,
  filled,
  data,
  reader,
}: {
  headline: string;
  /** `also`: of a form that was open before an update. */
  filled: { who?: string | undefined; for?: string | undefined; also?: string | undefined };
  data: DataOf<typeof winAdd>;
  reader: Reader;
}): Form {
  const { form } = stringsFor(reader).win;
  return {
    title: form.add,
    intro: line`${headline}`,
    fields: [
      {
        kind: 'person',
        id: 'who',
        label: form.who,
        ...(filled.who && { value: filled.who }),
        optional: Boolean(filled.also),
      },
      {
        kind: 'text',
        id: 'for',
        label: form.for,
        placeholder: form.forPlaceholder,
        ...(filled.for && { value: filled.for }),
        max: LONGEST.headline,
        optional: true,
      },
      ...(filled.also ? [alsoField(filled.also, form)] : []),
    ],
    submit: { label: form.addSubmit, ...press(winAdd, data) },
  };
}
