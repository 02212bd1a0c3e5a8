import type { Person } from '../../crm/person/person.ts';
import type { UnmappedAccount } from '../../crm/store/people.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import type { Form } from '../view/view.ts';
import { peopleAsk } from './actions.ts';

export function whoForm({
  account,
  name,
  likely,
  reader,
}: {
  account: UnmappedAccount['account'];
  name: string;
  likely: Person | null;
  reader: Reader;
}): Form {
  const { form } = stringsFor(reader).people;
  return {
    title: form.title,
    intro: [form.intro(name)],
    fields: [
      {
        kind: 'text',
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
