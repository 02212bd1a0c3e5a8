import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Field } from '../../crm/policy/policy.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { clock, dayOf, exact, type Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { departmentName, systemName } from '../view/names.ts';
import { type Fact, text, type View } from '../view/view.ts';
import { customerShow, duplicateShow } from './actions.ts';
import { type FactOrigin, factLines } from './fact-lines.ts';
import type { JoinedPart } from './joined-card.ts';

/** Buttons of parts, and room for a name in one. */
const PARTS = 3;
const NAME_MAX = 40;

/** Why this person sees this card and what stands on it: who they are, what is kept from them, and the system that each fact is from. */
export function whyCard({
  overview,
  person,
  hidden,
  origins,
  parts,
  reader,
}: {
  overview: Overview;
  person: Person;
  hidden: readonly Field[];
  /** The system that decides each fact. */
  origins: readonly FactOrigin[];
  /** Customers that became a part of this one. */
  parts: readonly { id: CustomerId; name: string; part: JoinedPart }[];
  reader: Reader;
}): View {
  const strings = stringsFor(reader);
  const { why } = strings;
  const known = factLines(overview, origins, reader);
  const facts = sourceFacts(overview.sources, reader);
  return {
    title: why.title(overview.customer.name),
    blocks: [
      text(why.asked),
      text(
        `${why.role(departmentName(person.department, strings), strings.roles[person.role])} ${hidden.length === 0 ? why.all : why.hidden(strings.timeline.and(hidden.map((field) => why.fields[field])))}`,
      ),
      ...(known.facts.length > 0
        ? [
            { kind: 'heading' as const, text: strings.fields.heading, aside: known.usual },
            { kind: 'facts' as const, facts: known.facts },
          ]
        : []),
      ...(parts.length > 0
        ? [
            { kind: 'heading' as const, text: strings.fields.parts },
            ...parts.map(({ part }) => text(part.words)),
          ]
        : []),
      ...(facts.length > 0
        ? [
            { kind: 'heading' as const, text: why.sources },
            { kind: 'facts' as const, facts },
          ]
        : [text(why.noSources, 'quiet')]),
      {
        kind: 'buttons',
        buttons: [
          ...parts
            .slice(0, PARTS)
            .map(({ id, name }) =>
              button(
                strings.fields.compare(shortText(name, NAME_MAX)),
                press(duplicateShow, { customer: overview.customer.id, other: id }),
              ),
            ),
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

/** `CRM, Billing: Monday 30 November 2026, 07:36 CET`, `Helpdesk: 07:12`: the day is said once, and each time once. */
function sourceFacts(sources: Overview['sources'], reader: Reader): Fact[] {
  const strings = stringsFor(reader);
  const stamps = new Map<string, { at: Date; names: string[] }>();
  for (const { source, at } of sources) {
    const stamp = exact(at, reader);
    const known = stamps.get(stamp) ?? { at, names: [] };
    stamps.set(stamp, { at, names: [...known.names, systemName(source, strings)] });
  }
  let day = '';
  return [...stamps].map(([stamp, { at, names }]) => {
    const sameDay = dayOf(at, reader) === day;
    day = dayOf(at, reader);
    return { label: strings.commas(names), value: [sameDay ? clock(at, reader) : stamp] };
  });
}
