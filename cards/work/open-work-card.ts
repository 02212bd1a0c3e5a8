import type { CustomerId } from '../../crm/customer/customer.ts';
import type { DepartmentId, Person, PersonId } from '../../crm/person/person.ts';
import { unreachable } from '../../crm/problem.ts';
import type { OpenKind, OpenThing } from '../../crm/work/open-work.ts';
import { customerShow } from '../customer/actions.ts';
import { handoffShow } from '../handoff/actions.ts';
import { nameOf, receiverName } from '../handoff/lines.ts';
import { promiseShow } from '../promise/actions.ts';
import { dayInList, promiseTitle } from '../promise/lines.ts';
import { sentenceShow } from '../sentence/actions.ts';
import { stringsFor } from '../strings.ts';
import { taskShow } from '../task/actions.ts';
import { taskDetail, taskTitle } from '../task/card.ts';
import { button, press } from '../view/action.ts';
import { count, moment, type Reader } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, type Button, type Choice, text, type View } from '../view/view.ts';
import { openWorkShow } from './actions.ts';

export type WorkOf =
  | { kind: 'colleague'; person: Pick<Person, 'id' | 'name' | 'email'> }
  | { kind: 'department'; department: DepartmentId }
  | { kind: 'customer'; customer: CustomerId; name: string };

export interface OpenWork {
  of: WorkOf;
  /** Of one kind; null for all three. */
  only: OpenKind | null;
  /** Only the late ones were asked for. */
  onlyLate: boolean;
  open: number;
  late: number;
  /** Where no more were counted, and there may be more. */
  capped: { open: boolean; late: boolean };
  skip: number;
  /** A page of them, from `skip` on. */
  things: readonly OpenThing[];
  reader: Reader;
}

/** Open tasks, promises and handoffs of a colleague, of a department or on a customer: late ones first. */
export function openWorkCard(work: OpenWork): View {
  const { onlyLate, open, late, capped, skip, things, reader } = work;
  const { openWork: strings } = stringsFor(reader);
  const listed = onlyLate ? late : open;
  const none = open === 0 ? strings.none : strings.noneLate(open, countText(work, 'open'));
  return {
    title: titleOf(work),
    blocks: [
      ...(listed === 0 ? [text(none)] : []),
      ...(things.length > 0
        ? [{ kind: 'choices' as const, choices: things.map((one) => lineOf(one, work)) }]
        : []),
      ...restBlock(
        listed - skip - things.length,
        press(openWorkShow, { ...dataOf(work), skip: skip + things.length }),
        reader,
        onlyLate ? capped.late : capped.open,
      ),
      ...lastButtons(work),
    ],
  };
}

/** `Kim Larsen · tasks · 3 open, 1 late`, `Support · late · 2 of 9 open`. */
function titleOf(work: OpenWork): string {
  const { of, only, onlyLate, open, late, reader } = work;
  const all = stringsFor(reader);
  const { openWork: strings } = all;
  const kind = only && strings.kinds[only];
  const [openText, lateText] = [countText(work, 'open'), countText(work, 'late')];
  const counted = onlyLate
    ? strings.lateOf(lateText, openText)
    : all.withLate(all.open(openText), late, lateText);
  const words = [onlyLate ? strings.onlyLate : null, kind].filter(Boolean).join(' ');
  return joinByDots([ofName(of, reader), words || null, open > 0 ? counted : null]);
}

/** `1,000+` where no more were counted. */
function countText(work: OpenWork, which: 'open' | 'late'): string {
  const text = count(work[which], work.reader);
  return work.capped[which] ? stringsFor(work.reader).openWork.orMore(text) : text;
}

function ofName(of: WorkOf, reader: Reader): string {
  if (of.kind === 'department') return departmentName(of.department, stringsFor(reader));
  return of.kind === 'colleague' ? of.person.name : of.name;
}

const dataOf = ({ of, only, onlyLate }: Pick<OpenWork, 'of' | 'only' | 'onlyLate'>) => ({
  ...(of.kind === 'colleague' && { person: of.person.id }),
  ...(of.kind === 'department' && { department: of.department }),
  ...(of.kind === 'customer' && { customer: of.customer }),
  ...(only && { only }),
  ...(onlyLate && { late: true as const }),
});

function lineOf(one: OpenThing, { of, only, reader }: OpenWork): Choice {
  const { openWork: strings, work, handoff: handoffs } = stringsFor(reader);
  const isTheirs = (holder: PersonId) => of.kind === 'colleague' && of.person.id === holder;
  switch (one.kind) {
    case 'tasks': {
      const { task, holder, customer, role } = one.said;
      return {
        title: taskTitle(one.said, reader),
        name: customer,
        detail: joinByDots([
          taskDetail(one.said, reader),
          isTheirs(task.holder) || role === 'giver' ? null : firstName(holder),
          only ? null : strings.task,
        ]),
        button: button(work.open, press(taskShow, { task: task.id })),
      };
    }
    case 'promises': {
      const { promise, names, customer } = one.said;
      return {
        title: promiseTitle(one.said, reader),
        name: customer,
        detail: joinByDots([
          dayInList(promise, reader),
          isTheirs(promise.by) ? null : firstName(names.get(promise.by) ?? '–'),
          only ? null : strings.promise,
        ]),
        button: button(work.open, press(promiseShow, { promise: promise.id })),
      };
    }
    case 'handoffs': {
      const { handoff, customer } = one.said;
      const due = (handoff.dueAt < reader.now ? work.late : work.due)(
        moment(handoff.dueAt, reader),
      );
      return {
        title: handoffs.list.line(
          customer,
          nameOf(handoff.from, one.said),
          receiverName(one.said, reader),
        ),
        name: customer,
        detail: joinByDots([due, handoffs.state[handoff.state], only ? null : strings.handoff]),
        button: button(work.open, press(handoffShow, { handoff: handoff.id })),
      };
    }
    default:
      return unreachable(one);
  }
}

/** Everything of theirs where a part was shown, and the tickets that are listed apart. */
function lastButtons({ of, only, onlyLate, reader }: OpenWork): Block[] {
  const { openWork: strings } = stringsFor(reader);
  const all = button(
    strings.all,
    press(openWorkShow, { ...dataOf({ of, only: null, onlyLate: false }), skip: 0 }),
  );
  const buttons: Button[] = [
    ...(only || onlyLate ? [all] : []),
    ...(of.kind === 'customer'
      ? [button(strings.card, press(customerShow, { customer: of.customer }))]
      : [button(strings.tickets, press(sentenceShow, { command: 'tickets', typed: typedOf(of) }))]),
  ];
  return [{ kind: 'buttons', buttons }];
}

const typedOf = (of: Exclude<WorkOf, { kind: 'customer' }>): string =>
  of.kind === 'department' ? of.department : `@${of.person.email}`;
