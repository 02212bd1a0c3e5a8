import type { CustomerId, Stage } from '../../crm/customer/customer.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { text, type View } from '../view/view.ts';
import { customerShow, stageSet } from './actions.ts';

/** A customer's stage, and those that it can be set to. */
export function stageCard({
  customer,
  stage,
  choices,
  system,
  said,
  id,
  reader,
}: {
  customer: { id: CustomerId; name: string };
  stage: Stage;
  choices: readonly Stage[];
  /** The name of the system that takes it. */
  system: string;
  said: string | null;
  /** Names the change that a button makes. */
  id: string;
  reader: Reader;
}): View {
  const strings = stringsFor(reader);
  const others = choices.filter((one) => one !== stage);
  return {
    title: strings.stages.title(customer.name, strings.stage[stage]),
    blocks: [
      text(said ?? strings.stages.next(system)),
      {
        kind: 'buttons',
        buttons: [
          ...(said === null
            ? others.map((one) =>
                button(
                  strings.stages.set(strings.stage[one]),
                  press(stageSet, { customer: customer.id, id, stage: one }),
                ),
              )
            : []),
          button(strings.stages.back, press(customerShow, { customer: customer.id })),
        ],
      },
    ],
  };
}
