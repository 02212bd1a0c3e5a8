import type { DepartmentId } from '../../crm/person/person.ts';
import { handoffShow } from '../handoff/actions.ts';
import { stringsFor } from '../strings.ts';
import { taskShow } from '../task/actions.ts';
import { button, press } from '../view/action.ts';
import { moment, type Reader } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { text, type View } from '../view/view.ts';

/** A customer who needed somebody has one now; `by` where it is not the reader. */
export function takenCard({
  customer,
  task,
  what,
  by,
  reader,
}: {
  customer: string;
  task: string;
  what: string;
  by: string | null;
  reader: Reader;
}): View {
  const { digest } = stringsFor(reader);
  return {
    title: by === null ? digest.taken(customer) : digest.takenBy(customer, firstName(by)),
    blocks: [
      text(what),
      { kind: 'buttons', buttons: [button(digest.buttons.openTask, press(taskShow, { task }))] },
    ],
  };
}

export function lateHandoffsCard(
  department: DepartmentId,
  late: readonly { id: string; customer: string; dueAt: Date; holder: string | null }[],
  reader: Reader,
): View {
  const strings = stringsFor(reader);
  const { digest } = strings;
  return {
    title: digest.lateOf(departmentName(department, strings)),
    blocks:
      late.length === 0
        ? [text(digest.noneLate)]
        : [
            {
              kind: 'choices',
              choices: late.map(({ id, customer, dueAt, holder }) => ({
                title: customer,
                detail: joinByDots([
                  digest.due(moment(dueAt, reader)),
                  holder ? firstName(holder) : digest.unclaimed,
                ]),
                button: button(digest.buttons.open, press(handoffShow, { handoff: id })),
              })),
            },
          ],
  };
}
