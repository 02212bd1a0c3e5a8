import { whenCard } from '../../cards/task/when-card.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Person } from '../../crm/person/person.ts';
import { instantAt } from '../../crm/time/clock.ts';
import { addMonths, dayIn } from '../../crm/time/day.ts';
import type { Context, Reply } from '../command.ts';
import { readWhen } from '../parse/instant.ts';
import { isCarried } from '../parse/length.ts';
import { addWorkingDays, lastWorkingDay } from '../parse/time/spans.ts';

/** So many working days on, in the morning, where the words tell of no stretch. */
const USUAL = [1, 5];
const [OPENS, CLOSES] = ['09:00', '17:00'];

interface Vague {
  customer: CustomerId;
  what: string;
  holder: Person;
  /** As typed: `next week`. */
  vague: string;
}

/** Asks when the task is due, with times to choose from; null where buttons cannot carry it. */
export async function askWhen(
  { customer, what, holder, vague }: Vague,
  context: Context,
): Promise<Reply | null> {
  const whole = `${what} ${vague}`;
  const data = { id: context.id(), customer, what: whole, holder: holder.id, due: null };
  if (!isCarried(data)) return null;
  const view = whenCard({
    vague,
    choices: (await timesOf(vague, holder, context)).map((at) => ({
      ...data,
      what,
      due: at.toISOString(),
    })),
    undated: data,
    reader: context.reader,
  });
  return { kind: 'answer', view };
}

/** The beginning and the end of a stretch; of other words the next working day, and a week later. */
async function timesOf(
  vague: string,
  holder: Person,
  { reader, readerOf, now, store }: Context,
): Promise<Date[]> {
  const { zone } = readerOf(holder);
  const read = readWhen(vague, reader);
  if (read.kind === 'span')
    return [instantAt(read.first, OPENS, zone), instantAt(lastWorkingDay(read), CLOSES, zone)];
  const today = dayIn(now, zone);
  const holidays = await store.holidays.of(zone, today, addMonths(today, 1));
  return USUAL.map((days) => instantAt(addWorkingDays(today, days, holidays), OPENS, zone));
}
