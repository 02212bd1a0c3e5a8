import { promiseChosen, promisesShow } from '../../cards/promise/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { clock, dayOf } from '../../cards/view/format.ts';
import { refillForm } from '../../cards/view/refill.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { Problem } from '../../crm/problem.ts';
import { withClock } from '../../crm/promise/clock-in-words.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { addMonths, type Day, dayIn } from '../../crm/time/day.ts';
import { type CommandInput, type Context, findHandler, type Reply } from '../command.ts';
import { theColleague } from '../parse/colleague.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { dueInstant } from '../parse/due-instant.ts';
import { orForm } from '../parse/form.ts';
import { checkLength, isCarried } from '../parse/length.ts';
import { taskWords } from '../parse/task-words.ts';
import { beginPromise, promiseFormOf } from './begin.ts';
import { addPromise } from './make.ts';

/** Words that only lead to a promise. */
const LEADS = /^(?:that (?:we|i) (?:will|would|shall) |that |to |:|–|-|=)\s*/i;

/** `vela promise kept` tells of one that stands there already. */
const STATE = /^(?:is |was |has been )?(?:kept|broken|done|late|withdrawn|open|fulfilled)[.!?]?$/i;

async function promisesTo(customer: CustomerId, context: Context): Promise<Reply> {
  const shows = findHandler(promisesShow.name, context.commands);
  if (!shows) throw new Error('the list of promises is missing');
  return shows.handler.run({ data: { customer }, values: {} }, context);
}

/** `promise vela SSO by 1 Dec`: notes it, or opens the form with what was read. */
export async function promiseFromInput({ typed }: CommandInput, context: Context): Promise<Reply> {
  const said = taskWords(typed, context.reader);
  const which = await customerAnd(said, context, { action: promiseChosen, label: 'promise' });
  const rest = which.rest.replace(LEADS, '');
  const begun = {
    customer: which.kind === 'one' ? which.id : undefined,
    what: rest,
    who: said.who ?? '',
    due: said.due ?? '',
  };
  if (which.kind === 'nobody' || (which.kind === 'one' && !rest))
    return beginPromise(begun, context);
  if (STATE.test(rest) && which.kind === 'one') return promisesTo(which.id, context);
  if (!rest) throw new Problem('no-promise', stringsFor(context.reader).promise.problem.noWhat);
  return orForm(
    async () => {
      checkLength(rest, LONGEST.text, context);
      const by = said.who ? await theColleague(said.who, context) : context.person;
      const { what, dueOn } = await withDay(rest, said.due, context);
      const id = context.id();
      if (which.kind === 'one')
        return addPromise({ id, customer: which.id, what, by, dueOn }, context);
      const data = { id, what, by: by.id, due: dueOn };
      return isCarried(data)
        ? addButtonData(which.reply, data)
        : { kind: 'form', form: await promiseFormOf(begun, { customer: which.said }, context) };
    },
    async (fault) =>
      refillForm(
        await promiseFormOf(
          begun,
          which.kind === 'choose' ? { customer: which.said } : {},
          context,
        ),
        {},
        fault,
      ),
  );
}

/** The day of the promise. A clock's time is not lost: it goes to the words. */
export async function withDay(
  what: string,
  due: string | null,
  { reader, now, store }: Context,
): Promise<{ what: string; dueOn: Day | null }> {
  const typed = (due ?? '').trim().replace(/^(?:by|until)\s+/i, '');
  if (typed === '') return { what, dueOn: null };
  const today = dayIn(now, reader.zone);
  const holidays = await store.holidays.of(reader.zone, today, addMonths(today, 12));
  const read = dueInstant(typed, { ...reader, now, holidays }, reader);
  const dueOn = dayOf(read.at, reader);
  return { what: read.wholeDay ? what : withClock(what, clock(read.at, reader)), dueOn };
}
