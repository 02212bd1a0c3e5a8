import type { CustomerId } from '../../crm/customer/customer.ts';
import type { DepartmentId, Person } from '../../crm/person/person.ts';
import type { PromiseSummary } from '../../crm/promise/summary.ts';
import { customerShow } from '../customer/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, dayInWords, type Reader } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, type Button, type Choice, text, type View } from '../view/view.ts';
import { promiseBegin, promiseShow, promisesKeep, promisesShow } from './actions.ts';
import { dayInList, promiseTitle } from './lines.ts';

export interface PromiseList {
  of:
    | { kind: 'mine' }
    | { kind: 'everyone' }
    | { kind: 'department'; department: DepartmentId }
    | { kind: 'colleague'; person: Pick<Person, 'id' | 'name'> }
    | { kind: 'customer'; customer: CustomerId; name: string };
  /** Only those past their day are listed. */
  onlyLate: boolean;
  /** Open promises; `promises` begins after the first `skip` of them. */
  open: number;
  late: number;
  skip: number;
  promises: readonly PromiseSummary[];
  /** Closed ones of a customer, newest first. */
  closed: readonly PromiseSummary[];
  /** The reader's department, where its list is one press away. */
  department: DepartmentId;
  said: string | null;
  reader: Reader;
}

export function promiseListCard(list: PromiseList): View {
  const { open, skip, promises, closed, said, reader } = list;
  const listed = list.onlyLate ? list.late : open;
  const { list: strings } = stringsFor(reader).promise;
  return {
    title: open === 0 ? titleOf(list) : joinByDots([titleOf(list), counted(list)]),
    blocks: [
      ...(said ? [text(said)] : []),
      ...(open === 0 ? [text(noneOf(list)), text(strings.how, 'quiet')] : []),
      ...(open > 0 && listed === 0 ? [text(strings.noneLate)] : []),
      ...(promises.length > 0
        ? [{ kind: 'choices' as const, choices: promises.map((one) => lineOf(one, list)) }]
        : []),
      ...restBlock(
        listed - skip - promises.length,
        press(promisesShow, { ...dataOf(list), skip: skip + promises.length }),
        reader,
      ),
      ...closedBlocks(closed, reader),
      { kind: 'buttons', buttons: lastButtons(list) },
    ],
  };
}

function titleOf({ of, reader }: PromiseList): string {
  const all = stringsFor(reader);
  const { list: strings } = all.promise;
  if (of.kind === 'mine' || of.kind === 'everyone') return strings[of.kind];
  if (of.kind === 'colleague') return strings.department(of.person.name);
  return of.kind === 'customer'
    ? strings.customer(of.name)
    : strings.department(departmentName(of.department, all));
}

/** Says whose promises were looked at. */
function noneOf({ of, reader }: PromiseList): string {
  const all = stringsFor(reader);
  const { none } = all.promise.list;
  if (of.kind === 'customer') return none.customer(of.name);
  if (of.kind === 'colleague') return none.department(firstName(of.person.name));
  return of.kind === 'department'
    ? none.department(departmentName(of.department, all))
    : none[of.kind];
}

/** `2 open, 1 late`. */
function counted({ open, late, reader }: PromiseList): string {
  const all = stringsFor(reader);
  return all.withLate(all.open(count(open, reader)), late, count(late, reader));
}

const dataOf = ({ of, onlyLate }: Pick<PromiseList, 'of' | 'onlyLate'>) => ({
  ...(of.kind === 'everyone' && { everyone: true as const }),
  ...(onlyLate && { late: true as const }),
  ...(of.kind === 'customer' && { customer: of.customer }),
  ...(of.kind === 'department' && { department: of.department }),
  ...(of.kind === 'colleague' && { by: of.person.id }),
});

function lineOf(one: PromiseSummary, list: PromiseList): Choice {
  const { of, reader } = list;
  const { promise: strings } = stringsFor(reader);
  const { promise, names, mayChange } = one;
  const name =
    of.kind === 'mine' || of.kind === 'colleague' ? null : firstName(names.get(promise.by) ?? '–');
  const open = button(strings.buttons.open, press(promiseShow, { promise: promise.id }));
  const line = {
    title: promiseTitle(one, reader),
    name: one.customer,
    detail: joinByDots([dayInList(promise, reader), name, promise.to && strings.to(promise.to)]),
  };
  if (!mayChange) return { ...line, button: open };
  const kept = press(promisesKeep, { ...dataOf(list), promise: promise.id });
  return { ...line, button: button(strings.buttons.kept, kept), also: open };
}

function closedBlocks(closed: readonly PromiseSummary[], reader: Reader): Block[] {
  const { promise: strings } = stringsFor(reader);
  if (closed.length === 0) return [];
  return [
    text(strings.list.closed, 'quiet'),
    ...closed.map((one) => {
      const { state, by, closedBy, closedAt } = one.promise;
      const name = firstName(one.names.get(closedBy ?? by) ?? '–');
      const when = closedAt ? dayInWords(closedAt, reader) : '';
      const ended = strings[state === 'kept' ? 'kept' : 'withdrawn'](name, when);
      return text(joinByDots([promiseTitle(one, reader), ended]), 'quiet');
    }),
  ];
}

function lastButtons({ of, department, reader }: PromiseList): Button[] {
  const all = stringsFor(reader);
  const { buttons } = all.promise;
  const add = button(
    buttons.add,
    press(promiseBegin, of.kind === 'customer' ? { customer: of.customer } : {}),
    { opens: 'form' },
  );
  switch (of.kind) {
    case 'customer':
      return [add, button(buttons.customer, press(customerShow, { customer: of.customer }))];
    case 'department':
    case 'colleague':
      return [
        add,
        button(buttons.mine, press(promisesShow, {})),
        button(buttons.everyone, press(promisesShow, { everyone: true })),
      ];
    case 'everyone':
      return [add, button(buttons.mine, press(promisesShow, {}))];
    case 'mine':
      return [add, button(buttons.department, press(promisesShow, { department }))];
  }
}
