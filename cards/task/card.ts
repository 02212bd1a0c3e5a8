import type { DayOff } from '../../crm/absence/day-off.ts';
import type { Origin } from '../../crm/note/origin.ts';
import type { Person } from '../../crm/person/person.ts';
import type { TaskSummary } from '../../crm/task/summary.ts';
import type { Task } from '../../crm/task/task.ts';
import { dayOffWords } from '../absence/day-off.ts';
import { byWords, type CrmShown, refusedInOwnName } from '../note/crm-shown.ts';
import { stringsFor } from '../strings.ts';
import { moment, type Reader, when } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { firstName, joinByDots } from '../view/names.ts';
import { type Block, text, type View } from '../view/view.ts';
import type { SNOOZES } from './actions.ts';
import { taskButtons } from './buttons.ts';

export interface TaskCard extends TaskSummary {
  reader: Reader;
  /** The outcome of a step, above all else: "Ben did it." */
  said?: string | null;
  /** Put off by its holder until then. */
  snoozed?: Date | null;
  /** A colleague who could take it, where its holder is away. */
  substitute?: Pick<Person, 'id' | 'name'> | null;
  /** It is due on a day on which its holder does not work. */
  dayOff?: DayOff | null;
  /** The customer's card below, where it was asked for. */
  card?: View | null;
  /** How far the CRM is; null where none is connected, absent where that is not said. */
  crm?: CrmShown | null;
}

const WHAT_MAX = 120;

/** A task as its holder gets it, and as it stands after each step. */
export function taskCard({
  said = null,
  snoozed = null,
  card = null,
  crm,
  substitute = null,
  dayOff = null,
  reader,
  ...of
}: TaskCard): View {
  const { task } = of;
  return {
    title: taskTitle(of, reader),
    blocks: [
      ...(said ? [text(said)] : []),
      ...(snoozed && of.role === 'holder'
        ? [text(stringsFor(reader).task.snoozed(moment(snoozed, reader)))]
        : []),
      text(joinByDots([whose(of, reader), dueWords(task, reader)])),
      ...(dayOff
        ? [text(dayOffWords(dayOff, of.role === 'holder' ? null : of.holder, reader), 'quiet')]
        : []),
      ...(task.what.length > WHAT_MAX ? [text(task.what)] : []),
      ...quoted(task.origin, reader),
      taskButtons(
        of,
        {
          open: card !== null,
          retry: crm?.state?.state === 'failed',
          refused: refusedInOwnName(crm),
          substitute,
        },
        reader,
      ),
      ...(crm ? [text(crmWords(crm, reader), 'quiet')] : []),
      ...(crm === null && said !== null
        ? [text(stringsFor(reader).note.crm.unconnected, 'quiet')]
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
  { task, customer }: Pick<TaskSummary, 'task' | 'customer'>,
  reader: Reader,
): string => stringsFor(reader).task.title(customer, shortText(task.what, WHAT_MAX));

function whose({ role, holder, createdBy, task }: TaskSummary, reader: Reader): string {
  const { task: strings } = stringsFor(reader);
  if (role === 'giver') return strings.holder(holder);
  if (role === 'holder')
    return task.holder === task.createdBy ? strings.yours : strings.from(createdBy);
  return joinByDots([strings.holder(holder), strings.from(createdBy)]);
}

/** `due Fri 27 Nov 15:00`, `was due yesterday 17:00`, `Done today 10:14`. */
export function dueWords({ state, dueAt, doneAt }: Task, reader: Reader): string {
  const { task: strings } = stringsFor(reader);
  if (state === 'done') return doneAt ? strings.doneAt(when(doneAt, reader)) : strings.state.done;
  if (state === 'dropped') return strings.state.dropped;
  if (!dueAt) return strings.noDue;
  return dueAt < reader.now
    ? strings.late(moment(dueAt, reader))
    : strings.due(moment(dueAt, reader));
}

function quoted(origin: Origin | null, reader: Reader): Block[] {
  const [first, ...rest] = origin?.messages ?? [];
  if (!first) return [];
  const { task: strings } = stringsFor(reader);
  return [
    text(
      joinByDots([
        strings.said(first.author, shortText(first.words, 200)),
        rest.length > 0 ? strings.more(rest.length) : null,
      ]),
      'quiet',
    ),
  ];
}

export type Snooze = (typeof SNOOZES)[number];

function crmWords(crm: CrmShown, reader: Reader): string {
  const { name, state } = crm;
  const words = stringsFor(reader);
  const { task: strings } = words;
  if (state?.state === 'done')
    // One that nobody can bring there is over, and has a fault.
    return state.fault
      ? words.note.crm.failed(state.fault)
      : strings.crmDone(name, byWords(crm, words));
  return state?.fault ? strings.crmFailed(name, state.fault) : strings.crm(name);
}

/** For a list: `due Fri 27 Nov, 15:00 · from Ana`. */
export function taskDetail({ task, role, holder, createdBy }: TaskSummary, reader: Reader): string {
  const { task: strings } = stringsFor(reader);
  const from = task.holder === task.createdBy ? null : strings.fromInList(firstName(createdBy));
  const other = role === 'giver' ? strings.holder(firstName(holder)) : from;
  const late = task.state === 'open' && task.dueAt !== null && task.dueAt < reader.now;
  return joinByDots([
    late ? strings.lateInList(moment(task.dueAt ?? reader.now, reader)) : dueWords(task, reader),
    other,
  ]);
}
