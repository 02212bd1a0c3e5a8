import { stringsFor } from '../../cards/strings.ts';
import { taskChosen } from '../../cards/task/actions.ts';
import { refillForm } from '../../cards/view/refill.ts';
import { Problem } from '../../crm/problem.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { CommandInput, Context, Reply } from '../command.ts';
import { theColleague } from '../parse/colleague.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { orForm } from '../parse/form.ts';
import { checkLength, isCarried } from '../parse/length.ts';
import { withLineBreaks } from '../parse/lines.ts';
import { taskWords } from '../parse/task-words.ts';
import { askWhen } from './ask-when.ts';
import { begin, dueFor, formOf } from './begin.ts';
import { addTask } from './receipt.ts';

/** `task acme @ben send the new offer by friday 3pm`: adds it, or opens the form with what was read. */
export async function taskFromInput(
  { typed, lines }: CommandInput,
  context: Context,
): Promise<Reply> {
  const said = taskWords(typed, context.reader, { vague: true });
  const which = await customerAnd(said, context, { action: taskChosen, label: 'task' });
  const what = withLineBreaks(which.rest, lines);
  const begun = {
    customer: which.kind === 'one' ? which.id : undefined,
    what,
    who: said.who ?? '',
    due: said.due ?? '',
  };
  if (which.kind === 'nobody' || (which.kind === 'one' && !which.rest))
    return begin(begun, context);
  if (!which.rest) throw new Problem('no-task', stringsFor(context.reader).task.problem.noWhat);
  return orForm(
    async () => {
      checkLength(what, LONGEST.text, context);
      const holder = said.who ? await theColleague(said.who, context) : context.person;
      const asked =
        said.isVague && said.due && which.kind === 'one'
          ? await askWhen({ customer: which.id, what, holder, vague: said.due }, context)
          : null;
      if (asked) return asked;
      const dueAt = said.due ? await dueFor(said.due, holder, context) : null;
      if (which.kind === 'choose') {
        const data = {
          id: context.id(),
          what,
          holder: holder.id,
          due: dueAt?.toISOString() ?? null,
        };
        return isCarried(data)
          ? addButtonData(which.reply, data)
          : { kind: 'form', form: await formOf(begun, { customer: which.said }, context) };
      }
      return addTask(
        { id: context.id(), customer: which.id, what, holder, dueAt, origin: null },
        context,
      );
    },
    async (fault) =>
      refillForm(
        await formOf(begun, which.kind === 'choose' ? { customer: which.said } : {}, context),
        {},
        fault,
      ),
  );
}
