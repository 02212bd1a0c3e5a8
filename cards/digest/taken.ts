import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Taker } from '../../crm/digest/takers.ts';
import { stringsFor } from '../strings.ts';
import { taskShow } from '../task/actions.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import type { Block, Choice, View } from '../view/view.ts';
import { digestTake } from './actions.ts';

const choicesOf = (block: Block): readonly Choice[] =>
  block.kind === 'choices' ? block.choices : [];

/** The customer whom this choice offers to take on. */
function offered({ button: { kind, ...sent } }: Choice): CustomerId | null {
  if (kind !== 'press' || !('action' in sent) || sent.action !== digestTake.name) return null;
  return digestTake.data.safeParse(sent.data).data?.customer ?? null;
}

/** Customers whom an issue offers to take on. */
export const offeredIn = (view: View): CustomerId[] =>
  view.blocks.flatMap((block) => choicesOf(block).flatMap((choice) => offered(choice) ?? []));

/** The same issue, saying who has whom. */
export function withTakers(view: View, takers: readonly Taker[], reader: Reader): View {
  const { hasIt, buttons } = stringsFor(reader).digest;
  const shown = (choice: Choice): Choice => {
    const customer = offered(choice);
    const taker = takers.find((one) => one.customer === customer);
    if (!taker) return choice;
    return {
      title: choice.title,
      detail: hasIt(firstName(taker.name)),
      button: button(buttons.openTask, press(taskShow, { task: taker.task })),
    };
  };
  return {
    ...view,
    blocks: view.blocks.map((block) =>
      block.kind === 'choices' ? { ...block, choices: block.choices.map(shown) } : block,
    ),
  };
}
