import type { Origin } from '../../crm/note/origin.ts';
import type { WriteBackState } from '../../crm/note/write-back.ts';
import type { Person } from '../../crm/person/person.ts';
import type { SaidTask } from '../../crm/task/summary.ts';
import type { Task } from '../../crm/task/task.ts';
import { dotted } from '../customer/card.ts';
import { wordsFor } from '../strings.ts';
import { timelinePage } from '../timeline/actions.ts';
import { button, press } from '../view/action.ts';
import { capital, moment, type Reader, when } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { firstName } from '../view/names.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
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

export interface TaskCard extends SaidTask {
  reader: Reader;
  /** What happened, above all else: "Ben did it." */
  said?: string | null;
  /** Put off by its holder until then. */
  snoozed?: Date | null;
  /** Who could take it, where its holder is away. */
  standIn?: Pick<Person, 'id' | 'name'> | null;
  /** The customer's card below, where it was asked for. */
  card?: View | null;
  /** How far the CRM is; null where none is connected, absent where that is not said. */
  crm?: { name: string; state: WriteBackState | null } | null;
}

const WHAT_MAX = 120;

/** A task as its holder gets it, and as it stands after each step. */
export function taskCard({
  said = null,
  snoozed = null,
  card = null,
  crm,
  standIn = null,
  reader,
  ...of
}: TaskCard): View {
  const { task } = of;
  return {
    title: taskTitle(of, reader),
    blocks: [
      ...(said ? [text(said)] : []),
      ...(snoozed && of.role === 'holder'
        ? [text(wordsFor(reader).task.snoozed(moment(snoozed, reader)))]
        : []),
      text(dotted([whose(of, reader), dueWords(task, reader)])),
      ...(task.what.length > WHAT_MAX ? [text(task.what)] : []),
      ...quoted(task.origin, reader),
      buttons(of, { open: card !== null, retry: crm?.state?.state === 'failed', standIn }, reader),
      ...(crm ? [text(crmWords(crm, reader), 'quiet')] : []),
      ...(crm === null && said !== null
        ? [text(wordsFor(reader).note.crm.unconnected, 'quiet')]
        : []),
      ...(card
        ? [
            { kind: 'divider' } satisfies Block,
            { kind: 'heading', text: card.title } satisfies Block,
            ...card.blocks,
          ]
        : []),
    ],
  };
}

export const taskTitle = (
  { task, customer }: Pick<SaidTask, 'task' | 'customer'>,
  reader: Reader,
): string => wordsFor(reader).task.title(customer, shortText(task.what, WHAT_MAX));

function whose({ role, holder, createdBy, task }: SaidTask, reader: Reader): string {
  const { task: words } = wordsFor(reader);
  if (role === 'giver') return words.holder(holder);
  if (role === 'holder')
    return task.holder === task.createdBy ? words.yours : words.from(createdBy);
  return dotted([words.holder(holder), words.from(createdBy)]);
}

/** `due Fri 27 Nov 15:00`, `was due yesterday 17:00`, `Done today 10:14`. */
export function dueWords({ state, dueAt, doneAt }: Task, reader: Reader): string {
  const { task: words } = wordsFor(reader);
  if (state === 'done') return doneAt ? words.doneAt(when(doneAt, reader)) : words.state.done;
  if (state === 'dropped') return words.state.dropped;
  if (!dueAt) return words.noDue;
  return dueAt < reader.now ? words.late(moment(dueAt, reader)) : words.due(moment(dueAt, reader));
}

function quoted(origin: Origin | null, reader: Reader): Block[] {
  const [first, ...rest] = origin?.messages ?? [];
  if (!first) return [];
  const { task: words } = wordsFor(reader);
  return [
    text(
      dotted([
        words.said(first.author, shortText(first.words, 200)),
        rest.length > 0 ? words.more(rest.length) : null,
      ]),
      'quiet',
    ),
  ];
}

/** The customer is shown below the task, so that its buttons stay at hand; once more leads to the customer. */
function buttons(
  { task, role }: SaidTask,
  {
    open,
    retry,
    standIn,
  }: { open: boolean; retry: boolean; standIn: NonNullable<TaskCard['standIn']> | null },
  reader: Reader,
): Block {
  const { task: words } = wordsFor(reader);
  const data = { task: task.id };
  const step = (label: string, action: typeof taskShow): Button =>
    button(label, press(action, data));
  const customer: Button = open
    ? {
        kind: 'press',
        label: words.buttons.timeline,
        ...press(timelinePage, { customer: task.customerId }),
      }
    : step(words.buttons.customer, taskCustomer);
  if (role === 'other') return { kind: 'buttons', buttons: [customer] };
  const again = retry ? [step(words.buttons.retry, taskRetry)] : [];
  if (task.state !== 'open')
    return {
      kind: 'buttons',
      buttons: [step(words.buttons.reopen, taskReopen), customer, ...again],
    };
  const snooze = SNOOZES.map((how) =>
    button(words.buttons[how], press(taskSnooze, { ...data, how })),
  );
  return {
    kind: 'buttons',
    buttons: [
      ...(standIn
        ? [
            {
              kind: 'press' as const,
              label: words.buttons.give(firstName(standIn.name)),
              ...press(taskGive, { ...data, to: standIn.id }),
              tone: 'primary' as const,
            },
          ]
        : []),
      {
        kind: 'press',
        label: words.buttons.done,
        ...press(taskDone, data),
        ...(!standIn && { tone: 'primary' as const }),
      },
      ...(task.dueAt
        ? []
        : [
            {
              kind: 'press' as const,
              label: words.buttons.date,
              ...press(taskDating, data),
              opens: 'form' as const,
            },
          ]),
      { kind: 'press', label: words.buttons.reassign, ...press(taskHandOn, data), opens: 'form' },
      step(words.buttons.drop, taskDrop),
      customer,
      ...again,
    ],
    ...(role === 'holder' && { more: { label: words.buttons.snooze, buttons: snooze } }),
  };
}

export type Snooze = (typeof SNOOZES)[number];

function crmWords(
  { name, state }: { name: string; state: WriteBackState | null },
  reader: Reader,
): string {
  const { task: words } = wordsFor(reader);
  if (state?.state === 'done') return words.crmDone(name);
  return state?.fault ? words.crmFailed(name, state.fault) : words.crm(name);
}

/** For a list: `due Fri 27 Nov, 15:00 · from Ana`. */
export function taskDetail({ task, role, holder, createdBy }: SaidTask, reader: Reader): string {
  const { task: words } = wordsFor(reader);
  const from = task.holder === task.createdBy ? null : words.from(firstName(createdBy));
  const other = role === 'giver' ? words.holder(firstName(holder)) : from;
  return dotted([capital(dueWords(task, reader), reader), other]);
}
