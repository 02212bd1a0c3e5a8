import type { Person } from '../../crm/person/person.ts';
import type { Field } from '../../crm/policy/policy.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { exact, type Reader } from '../view/format.ts';
import { departmentName, systemName } from '../view/names.ts';
import { text, type View } from '../view/view.ts';
import { customerShow } from './actions.ts';

/** Why this person sees this card: who they are, what is kept from them, and which systems it was told by, when. */
export function whyCard({
  overview,
  person,
  hidden,
  reader,
}: {
  overview: Overview;
  person: Person;
  hidden: readonly Field[];
  reader: Reader;
}): View {
  const strings = stringsFor(reader);
  const { why } = strings;
  const facts = overview.sources.map(({ source, at }) => ({
    label: systemName(source, strings),
    value: [exact(at, reader)],
  }));
  return {
    title: why.title(overview.customer.name),
    blocks: [
      text(why.asked),
      text(
        `${why.role(departmentName(person.department, strings), strings.roles[person.role])} ${hidden.length === 0 ? why.all : why.hidden(strings.timeline.and(hidden.map((field) => why.fields[field])))}`,
      ),
      ...(facts.length > 0
        ? [
            { kind: 'heading' as const, text: why.sources },
            { kind: 'facts' as const, facts },
          ]
        : [text(why.noSources, 'quiet')]),
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: strings.buttons.card,
            ...press(customerShow, { customer: overview.customer.id }),
          },
        ],
      },
    ],
  };
}
