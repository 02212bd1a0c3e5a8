import { dayOffWords } from '../../cards/absence/day-off.ts';
import { colleagueQuestionCard } from '../../cards/question/colleague-question-card.ts';
import { askForm } from '../../cards/question/form.ts';
import { stringsFor } from '../../cards/strings.ts';
import { day, dayOf } from '../../cards/view/format.ts';
import { departmentName, firstName } from '../../cards/view/names.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { substituteFor } from '../../crm/handoff/substitute.ts';
import { hasChannel } from '../../crm/notification/department-channel.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';
import { customerChoice } from '../parse/form-customer.ts';
import { type Receivers, resolveReceivers } from './receivers.ts';
import { storeQuestion } from './steps.ts';

interface Beginning {
  id?: string;
  customer?: CustomerId | undefined;
  who?: string;
  words?: string;
}

export const beginQuestion = async (begun: Beginning, context: Context): Promise<Reply> => ({
  kind: 'form',
  form: await questionForm(begun, {}, context),
});

/** `values`: what was filled in before, where it comes again. */
export async function questionForm(
  { id, customer, who = '', words = '' }: Beginning,
  values: Values,
  context: Context,
): Promise<Form> {
  return askForm({
    data: { id: id ?? context.id(), ...(customer && { customer }) },
    customer: await customerChoice(values, customer, context),
    who: who.trim().replace(/^@/, ''),
    departments: (await context.store.people.departments()).map(({ id: department }) => department),
    words,
    reader: context.reader,
  });
}

export async function askColleagues(
  { id, customer, who, words }: { id: string; customer: CustomerId; who: string; words: string },
  context: Context,
): Promise<Reply> {
  const { reader, store } = context;
  const name = await store.customers.name(customer);
  if (name === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  const asked = await resolveReceivers(who, customer, context);
  await storeQuestion(
    { id, customer: { id: customer, name }, asked, words, noteId: null },
    context,
  );
  return {
    kind: 'answer',
    view: colleagueQuestionCard({
      customer: { id: customer, name },
      who: calledAs(asked, context),
      words,
      away: (await awayWords(asked, context)) ?? (await beyondWords(asked, context)),
      placed: await placedWords(asked, context),
      reader,
    }),
  };
}

/** Says that others than those who are asked read it. */
async function placedWords(asked: Receivers, { store, reader }: Context): Promise<string | null> {
  if (asked.kind !== 'department' || !(await hasChannel(asked.department, store))) return null;
  const words = stringsFor(reader);
  return words.handoff.placed(departmentName(asked.department, words));
}

/** Says that there are more than are asked, and how they hear of it. */
async function beyondWords(asked: Receivers, { store, reader }: Context): Promise<string | null> {
  if (asked.beyond === 0) return null;
  const words = stringsFor(reader);
  if (asked.kind !== 'department') return words.ask.beyond(asked.beyond);
  return (await hasChannel(asked.department, store))
    ? null
    : words.ask.beyondDepartment(asked.beyond, asked.department);
}

/** Where the one who is asked will not read it soon. */
async function awayWords(
  { kind, people: [holder] }: Receivers,
  context: Context,
): Promise<string | null> {
  const { store, now, reader, person, readerOf } = context;
  const absence = kind === 'person' && holder ? await store.absences.get(holder.id, now) : null;
  if (!absence || !holder) return null;
  const substitute = await substituteFor(holder, { giver: person.id, now, context });
  const words = stringsFor(reader).ask;
  const [who, back] = [firstName(holder.name), day(dayOf(absence.until, readerOf(holder)), reader)];
  if (!substitute) return words.away(who, back);
  const { name, dayOff } = substitute;
  return [words.awayAsk(who, back, firstName(name)), dayOff && dayOffWords(dayOff, name, reader)]
    .filter(Boolean)
    .join(' ');
}

/** `Kim`, `Support (4 colleagues)`. */
function calledAs(asked: Receivers, { reader }: Context): string {
  const words = stringsFor(reader);
  const people = words.ask.people(asked.people.length);
  if (asked.kind === 'person') return asked.people.map(({ name }) => firstName(name)).join('');
  return `${asked.kind === 'department' ? departmentName(asked.department, words) : words.ask.nobodyElse} (${people})`;
}
