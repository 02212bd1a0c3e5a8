import type { CustomerField, FieldOwners } from '../../crm/customer/field-owners.ts';
import { stringsFor } from '../strings.ts';
import type { Reader } from '../view/format.ts';
import { systemName } from '../view/names.ts';
import { text, type View } from '../view/view.ts';

/** The organisation's rule: for each fact, which systems are asked for it and in which order. */
export function fieldsCard({
  fields,
  owners,
  systems,
  changed,
  reader,
}: {
  fields: readonly CustomerField[];
  owners: FieldOwners;
  /** The systems that told anything, by their ids. */
  systems: readonly string[];
  /** The one that was changed just now. */
  changed: CustomerField | null;
  reader: Pick<Reader, 'locale'>;
}): View {
  const strings = stringsFor(reader);
  const { fields: words } = strings;
  const decided = fields.flatMap((field) => {
    const first = owners[field]?.map((source) => systemName(source, strings)).join(words.next);
    return first ? [{ label: words.names[field], value: [words.first(first)] }] : [];
  });
  return {
    title: words.title,
    blocks: [
      ...(changed ? [text(words.changed(words.names[changed]))] : []),
      text(words.intro),
      ...(decided.length > 0 ? [{ kind: 'facts' as const, facts: decided }] : []),
      text(words.usual(decided.length === 0)),
      text(
        words.how(
          fields.map((field) => words.names[field]),
          systems,
        ),
        'quiet',
      ),
    ],
  };
}
