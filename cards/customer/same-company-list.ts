import type { MatchSide } from '../../crm/store/matches.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { type Block, text, type View } from '../view/view.ts';
import { customerShow, duplicateShow } from './actions.ts';

/** The records that look like this customer, or are parts of it. */
export function sameCompanyListCard(
  customer: Pick<MatchSide, 'id' | 'name'>,
  others: readonly { id: MatchSide['id']; name: string; detail: string }[],
  reader: Reader,
): View {
  const { sameCompany: strings, buttons } = stringsFor(reader);
  const list: Block[] =
    others.length === 0
      ? [text(strings.none)]
      : [
          {
            kind: 'choices',
            choices: others.map(({ id, name, detail }) => ({
              title: name,
              detail,
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

/** Every pair that waits for somebody's word. */
export function openPairsCard(
  pairs: readonly (readonly [Pick<MatchSide, 'id' | 'name'>, Pick<MatchSide, 'id' | 'name'>])[],
  { isAll, capped }: { isAll: boolean; capped: boolean },
  reader: Reader,
): View {
  const { sameCompany: words } = stringsFor(reader);
  return {
    title: isAll ? words.openAll : words.openYours,
    blocks: [
      ...(pairs.length === 0
        ? [text(words.openNone)]
        : [
            {
              kind: 'choices' as const,
              choices: pairs.map(([one, other]) => ({
                title: one.name,
                detail: other.name,
                button: button(
                  words.compare,
                  press(duplicateShow, { customer: one.id, other: other.id }),
                ),
              })),
            },
          ]),
      ...(capped ? [text(words.openMore, 'quiet')] : []),
    ],
  };
}
