import type { Person } from '../../crm/person/person.ts';
import { stringsFor } from '../strings.ts';
import { button } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { departmentName, joinByDots } from '../view/names.ts';
import { type Press, text, type View } from '../view/view.ts';

/** More namesakes than anybody has to choose from. */
const SHOWN = 10;

/** A name that is a colleague's and a customer's, several colleagues', or nearly one's: whose things are meant. */
export function whoseCard(
  {
    ref,
    isSlip,
    people,
    customer,
  }: {
    ref: string;
    /** Nobody is called exactly so. */
    isSlip: boolean;
    people: readonly { person: Person; press: Press }[];
    customer: { name: string; press: Press } | null;
  },
  reader: Reader,
): View {
  const all = stringsFor(reader);
  const { whose: strings } = all;
  const colleagues = people.slice(0, SHOWN).map(({ person, press }) => ({
    title: person.name,
    detail: joinByDots([person.title, departmentName(person.department, all)]),
    button: button(strings.show, press),
  }));
  const company = customer && {
    title: customer.name,
    detail: strings.customer,
    button: button(strings.show, customer.press),
  };
  const rest = people.length - colleagues.length;
  return {
    title: isSlip ? strings.nobodyAtAll(ref) : strings.title(ref),
    blocks: [
      ...(isSlip ? [text(strings.near)] : []),
      { kind: 'choices', choices: [...(company ? [company] : []), ...colleagues] },
      ...(isSlip ? [text(strings.tryBoth, 'quiet')] : []),
      ...(rest > 0 ? [text(strings.more(rest), 'quiet')] : []),
    ],
  };
}
