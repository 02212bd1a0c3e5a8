import type { Person } from '../crm/person.ts';
import type { Field } from '../crm/policy.ts';
import { departmentName } from './names.ts';
import type { Reader } from './format.ts';
import { text, type View } from './view.ts';
import { wordsFor } from './words.ts';

/** How Rapport knows the asker, and what the policy lets them see. */
export function meCard({ person, sees, hidden, reader }: { person: Person; sees: readonly Field[]; hidden: readonly Field[]; reader: Reader }): View {
  const words = wordsFor(reader);
  const names = (fields: readonly Field[]): string => words.timeline.and(fields.map((field) => words.why.fields[field])) || words.me.nothing;
  return {
    title: words.me.title(person.name),
    blocks: [
      text(words.me.role(person.title ?? words.roles[person.role], departmentName(person.department, words))),
      {
        kind: 'facts',
        facts: [
          { label: words.me.sees, value: [names(sees)] },
          { label: words.me.hidden, value: [names(hidden)] },
          { label: words.me.email, value: [person.email] },
          { label: words.me.zone, value: [reader.zone] },
          { label: words.me.locale, value: [reader.locale] },
        ],
      },
    ],
  };
}
