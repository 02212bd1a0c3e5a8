import type { TaskSummary } from '../../crm/task/summary.ts';
import { asRapportButton } from '../connection/as-rapport-button.ts';
import { stringsFor } from '../strings.ts';
import { timelinePage } from '../timeline/actions.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import type { Block, Button } from '../view/view.ts';
import {
  SNOOZES,
  taskCustomer,
  taskDating,
  taskDone,
  taskDrop,
  taskGive,
  taskHandOn,
  taskReopen,
  taskRetry,
  type taskShow,
  taskSnooze,
} from './actions.ts';
import type { TaskCard } from './card.ts';

/** The customer is shown below the task, so that its buttons stay at hand; once more leads to the customer. */
export function taskButtons(
  { task, role }: TaskSummary,
  {
    open,
    retry,
    refused,
    substitute,
  }: {
    open: boolean;
    retry: boolean;
    refused: string | null;
    substitute: NonNullable<TaskCard['substitute']> | null;
  },
  reader: Reader,
): Block {
  const { task: strings } = stringsFor(reader);
  const data = { task: task.id };
  const step = (label: string, action: typeof taskShow): Button =>
    button(label, press(action, data));
  const customer: Button = open
    ? {
        kind: 'press',
        label: strings.buttons.timeline,
        ...press(timelinePage, { customer: task.customerId }),
      }
    : step(strings.buttons.customer, taskCustomer);
  if (role === 'other') return { kind: 'buttons', buttons: [customer] };
  const again = [
    ...(refused ? [asRapportButton(refused, stringsFor(reader))] : []),
    ...(retry ? [step(strings.buttons.retry, taskRetry)] : []),
  ];
  if (task.state !== 'open')
    return {
      kind: 'buttons',
      buttons: [step(strings.buttons.reopen, taskReopen), customer, ...again],
    };
  const snooze = SNOOZES.map((how) =>
    button(strings.buttons[how], press(taskSnooze, { ...data, how })),
  );
  return {
    kind: 'buttons',
    buttons: [
      ...(substitute
        ? [
            {
              kind: 'press' as const,
              label: strings.buttons.give(firstName(substitute.name)),
              ...press(taskGive, { ...data, to: substitute.id }),
              tone: 'primary' as const,
            },
          ]
        : []),
      {
        kind: 'press',
        label: strings.buttons.done,
        ...press(taskDone, data),
        ...(!substitute && { tone: 'primary' as const }),
      },
      ...(task.dueAt
        ? []
        : [
            {
              kind: 'press' as const,
              label: strings.buttons.date,
              ...press(taskDating, data),
              opens: 'form' as const,
            },
          ]),
      { kind: 'press', label: strings.buttons.reassign, ...press(taskHandOn, data), opens: 'form' },
      step(strings.buttons.drop, taskDrop),
      customer,
      ...again,
    ],
    ...(role === 'holder' && { more: { label: strings.buttons.snooze, buttons: snooze } }),
  };
}
