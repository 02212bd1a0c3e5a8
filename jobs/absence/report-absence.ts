import { absentHandoffMessage } from '../../cards/handoff/messages.ts';
import { absentTaskMessage } from '../../cards/task/messages.ts';
import { tellOfAbsenceJob } from '../../crm/absence/jobs.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { withNames } from '../../crm/handoff/people.ts';
import { dueWhileAway, substituteFor } from '../../crm/handoff/substitute.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Absence } from '../../crm/store/absences.ts';
import type { Change } from '../../crm/store/change.ts';
import { summarizeTask } from '../../crm/task/summary.ts';
import type { Task } from '../../crm/task/task.ts';
import { defineJob, type JobContext } from '../job.ts';

/** Once somebody is away: whoever gave them what is due before they are back hears of it, with who could take it instead. */
export const tellOfAbsence = defineJob({
  kind: tellOfAbsenceJob,
  async run({ person: id, until }, context) {
    const { store } = context;
    const now = context.now();
    const [person, absence] = await Promise.all([
      store.people.get(id),
      store.absences.get(id, now),
    ]);
    // Back earlier, or for longer: then another of these tells it.
    if (!person || absence?.until.toISOString() !== until) return;
    const { tasks, handoffs } = await dueWhileAway(id, absence.until, store);
    const away = { person, absence, context };
    const messages = await Promise.all([
      ...tasks.map((task) => ofTask(task, away)),
      ...handoffs.map((handoff) => ofHandoff(handoff, away)),
    ]);
    const changes = messages.flatMap((message): Change[] =>
      message ? [{ kind: 'message', message }] : [],
    );
    if (changes.length > 0) await store.commit(changes, now);
  },
});

interface Away {
  person: Person;
  absence: Absence;
  context: JobContext;
}

async function ofTask(task: Task, { person, absence, context }: Away): Promise<NewMessage | null> {
  const { store, readerOf, now } = context;
  const [giver, said, substitute] = await Promise.all([
    store.people.get(task.createdBy),
    summarizeTask(task, task.createdBy, store),
    substituteFor(person, { giver: task.createdBy, due: task.dueAt, now: now(), context }),
  ]);
  return giver?.active
    ? absentTaskMessage(said, {
        giver,
        holder: person,
        until: absence.until,
        zone: readerOf(person).zone,
        substitute,
        reader: readerOf(giver),
      })
    : null;
}

async function ofHandoff(
  handoff: Handoff,
  { person, absence, context }: Away,
): Promise<NewMessage | null> {
  const { store, readerOf, now } = context;
  const [giver, customer, people, substitute] = await Promise.all([
    store.people.get(handoff.from),
    store.customers.name(handoff.customerId),
    store.people.all(),
    substituteFor(person, { giver: handoff.from, due: handoff.dueAt, now: now(), context }),
  ]);
  return giver?.active && customer !== null
    ? absentHandoffMessage(withNames(handoff, customer, people), {
        giver,
        holder: person,
        until: absence.until,
        zone: readerOf(person).zone,
        substitute,
        reader: readerOf(giver),
      })
    : null;
}
