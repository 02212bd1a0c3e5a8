import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Day } from '../../crm/time/day.ts';
import { customerShow } from '../customer/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { dayInWords, type Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import { type Block, text, type View } from '../view/view.ts';
import { goalBegin, goalReached, goalShow, goalWithdraw } from './actions.ts';
import { type CustomerGoals, conflictBlock, conflictWords, goalWords } from './lines.ts';

/** An earlier wording, or a goal that was closed. */
export interface PastGoal {
  kind: 'earlier' | 'reached' | 'withdrawn';
  what: string;
  dueOn: Day | null;
  by: string;
  at: Date;
}

export interface GoalsCard {
  customer: { id: CustomerId; name: string };
  goals: CustomerGoals;
  /** Newest first. */
  past: readonly PastGoal[];
  /** The goals that the reader may change, by id. */
  mine: readonly string[];
  /** Whether their department has none yet. */
  maySet: boolean;
  said: string | null;
  reader: Reader;
}

/** Every department's goal for a customer, with its history. */
export function goalsOfCustomerCard(card: GoalsCard): View {
  const { customer, goals, past, said, reader } = card;
  const { goal: strings } = stringsFor(reader);
  return {
    title: strings.title(customer.name),
    blocks: [
      ...(said ? [text(said)] : []),
      ...(goals.open.length === 0 ? [text(strings.none), text(strings.howTo, 'quiet')] : []),
      ...goals.open.flatMap((goal) => [
        text(goalWords(goal, reader)),
        text(strings.set(goal.setBy, dayInWords(goal.setAt, reader)), 'quiet'),
        ...stepButtons(goal.id, card),
      ]),
      ...goals.conflicts.map((one) => conflictBlock(one, reader)),
      ...(past.length > 0 ? [text(strings.history, 'quiet')] : []),
      ...past.map((one) => text(pastWords(one, reader), 'quiet')),
      { kind: 'buttons', buttons: lastButtons(card) },
    ],
  };
}

function stepButtons(goal: string, { customer, mine, reader }: GoalsCard): Block[] {
  if (!mine.includes(goal)) return [];
  const { buttons, confirm } = stringsFor(reader).goal;
  return [
    {
      kind: 'buttons',
      buttons: [
        button(buttons.change, press(goalBegin, { customer: customer.id, goal }), {
          opens: 'form',
        }),
        button(buttons.reached, press(goalReached, { goal })),
        button(buttons.withdraw, press(goalWithdraw, { goal }), { confirm }),
      ],
    },
  ];
}

function lastButtons({ customer, maySet, reader }: GoalsCard) {
  const strings = stringsFor(reader);
  return [
    ...(maySet
      ? [
          button(strings.goal.buttons.set, press(goalBegin, { customer: customer.id }), {
            opens: 'form',
          }),
        ]
      : []),
    button(strings.buttons.card, press(customerShow, { customer: customer.id })),
  ];
}

function pastWords({ kind, what, by, at }: PastGoal, reader: Reader): string {
  const { goal: strings } = stringsFor(reader);
  const words = kind === 'earlier' ? strings.earlier : strings.closed[kind];
  return words(what, firstName(by), dayInWords(at, reader));
}

/** For the owners of two goals that pull apart. */
export function goalConflictCard(
  customer: GoalsCard['customer'],
  conflict: CustomerGoals['conflicts'][number],
  reader: Reader,
): View {
  const { goal: strings } = stringsFor(reader);
  return {
    title: strings.conflict.line(customer.name, conflictWords(conflict, reader)),
    blocks: [
      text(goalWords(conflict.one, reader)),
      text(goalWords(conflict.other, reader)),
      conflictBlock(conflict, reader),
      {
        kind: 'buttons',
        buttons: [button(strings.buttons.open, press(goalShow, { customer: customer.id }))],
      },
    ],
  };
}
