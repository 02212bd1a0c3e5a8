import type { Person } from '../../crm/person/person.ts';
import type { UnmappedAccount } from '../../crm/store/people.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import type { Field, Form } from '../view/view.ts';
import { peopleAsk } from './actions.ts';

export function whoForm({
  account,
  name,
  likely,
  offered,
  reader,
}: {
  account: UnmappedAccount['account'];
  name: string;
  likely: Person | null;
  /** Everybody, where they fit into a list; else none. */
  offered: readonly Person[];
  reader: Reader;
}): Form {
  const { form } = stringsFor(reader).people;
  return {
    title: form.title,
    intro: [form.intro(name)],
    fields: [
      offered.length > 0
        ? pick(form.who, { likely, offered, reader })
        : {
            kind: 'text' as const,
            id: 'who',
            label: form.who,
            hint: form.whoHint,
            ...(likely && { value: likely.email || likely.name }),
            max: LONGEST.name,
            optional: false,
          },
    ],
    submit: { label: form.submit, ...press(peopleAsk, { ...account }) },
  };
}

/** Colleagues by name: the platform's own picker has accounts, and the colleague who is meant may have none there. */
function pick(
  label: string,
  {
    likely,
    offered,
    reader,
  }: { likely: Person | null; offered: readonly Person[]; reader: Reader },
): Field {
  const strings = stringsFor(reader);
  return {
    kind: 'choice',
    id: 'who',
    label,
    options: offered.map(({ name, email, department }) => ({
      value: email,
      label: `${name} · ${departmentName(department, strings)}`,
    })),
    ...(likely && { value: likely.email }),
    optional: false,
  };
}
