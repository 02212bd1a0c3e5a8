import type { CustomerSummary } from '../../crm/customer/customer.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import { type Block, text, type View } from '../view/view.ts';
import { customerShow, duplicateSay, duplicateShow } from './actions.ts';
import { choice } from './choices-card.ts';

export interface SameCompany {
  customer: Pick<CustomerSummary, 'id' | 'name'>;
  other: CustomerSummary;
  /** A colleague's word on the two; null where nobody gave one. */
  said: { same: boolean; by: string } | null;
  /** Whether this reader may say so, or take it back. */
  decides: boolean;
  reader: Reader;
}

/** Two records that may be one company: the other one, what was said of them, and the choice. */
export function sameCompanyCard({ customer, other, said, decides, reader }: SameCompany): View {
  const { sameCompany: strings, buttons } = stringsFor(reader);
  const pair = { customer: customer.id, other: other.id };
  const choices = said
    ? [button(strings.undo, press(duplicateSay, { ...pair, said: 'unsaid' }))]
    : [
        button(strings.same, press(duplicateSay, { ...pair, said: 'same' }), { tone: 'primary' }),
        button(strings.different, press(duplicateSay, { ...pair, said: 'different' })),
      ];
  return {
    title: strings.title(customer.name, other.name),
    blocks: [
      ...(said ? [text(strings.said(firstName(said.by), said.same))] : []),
      { kind: 'choices', choices: [choice(other, reader)] },
      text(decides ? strings.effect : strings.whoMay, 'quiet'),
      {
        kind: 'buttons',
        buttons: [
          ...(decides ? choices : []),
          button(buttons.card, press(customerShow, { customer: customer.id })),
        ],
      },
    ],
  };
}

/** The records that look like this customer, or were called the same company. */
export function sameCompanyListCard(
  customer: SameCompany['customer'],
  others: readonly Pick<CustomerSummary, 'id' | 'name'>[],
  reader: Reader,
): View {
  const { sameCompany: strings, buttons } = stringsFor(reader);
  const list: Block[] =
    others.length === 0
      ? [text(strings.none)]
      : [
          {
            kind: 'choices',
            choices: others.map(({ id, name }) => ({
              title: name,
              detail: '',
              button: button(
                strings.compare,
                press(duplicateShow, { customer: customer.id, other: id }),
              ),
            })),
          },
        ];
  return {
    title: strings.list(customer.name),
    blocks: [
      ...list,
      {
        kind: 'buttons',
        buttons: [button(buttons.card, press(customerShow, { customer: customer.id }))],
      },
    ],
  };
}
