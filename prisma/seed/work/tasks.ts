import { stepTask } from '../../../crm/task/rules.ts';
import type { Task } from '../../../crm/task/task.ts';
import type { Colleague } from '../people.ts';
import type { Journal } from './journal.ts';

/** `due` counts working days: 0 today, positive to come, negative past. */
type Row = readonly [
  company: string,
  holder: Colleague,
  by: Colleague,
  what: string,
  due: number,
  done?: 'done',
];

const TASKS: readonly Row[] = [
  ['brightwater', 'ana', 'ana', 'Send the renewal paper to Florian for his signature', 0],
  ['lumiere', 'ana', 'sofia', 'Ask Rémi from which mailbox they write to support', 2],
  ['moosbach', 'ben', 'ana', 'Send the stock report before we talk about the renewal', -1],
  ['vela', 'ben', 'ben', 'Give Inês a date for single sign-on, in writing', 0],
  [
    'globex',
    'tom',
    'helena',
    'Call Dana: they use half of what they did, and renew in seven weeks',
    0,
  ],
  ['marlow', 'tom', 'tom', 'Offer for the second plant', 3],
  ['halden', 'sofia', 'grace', 'Prepare the review with Heike: what was fixed, what is open', 2],
  ['halden', 'mia', 'paul', 'Write down for Heike why bookings came twice', 0],
  ['penrose', 'kim', 'aisha', 'Send the log of the fifth printer', -2],
  ['fairbairn', 'aisha', 'aisha', 'Ask whether the new labels fit', 1],
  ['halden', 'paul', 'daniel', 'How many bookings were lost: the number for the credit', 1],
  ['vela', 'raj', 'elin', 'Find somebody who swaps their place in the SSO beta', 0],
  ['kestrel', 'elin', 'daniel', 'Confirm the data link for the first four depots', 3],
  ['kestrel', 'nina', 'tom', 'Send Callum the plan for the islands', 1],
  ['nordlys', 'emeka', 'nina', 'Check the import of the second warehouse', 0],
  ['prairie', 'grace', 'darnell', 'Call them before the renewal: they use less since summer', -1],
  ['summit', 'darnell', 'darnell', 'Price for three shops', 1],
  ['sakura', 'yuki', 'yuki', 'Confirm the visit with Misaki Sato', 2],
  ['halden', 'ingrid', 'ana', 'Say whether the call about 40 seats has to wait', 0],
  ['penrose', 'helena', 'daniel', 'Ten minutes with their new director', 3],
  ['brightwater', 'jo', 'priya', 'Ask Leonie for a sentence in German', 0],
  ['kestrel', 'marco', 'jo', 'First draft of the case study', 4],
  ['sakura', 'priya', 'helena', 'Decide about the stand in Osaka', 3],
  ['lumiere', 'lea', 'victor', 'Make one record of the two of Lumière', 0],
  ['prairie', 'victor', 'grace', 'How much less they use since summer, in numbers', 2],
  ['halden', 'daniel', 'paul', 'Call Matthias Hahn in person', 1],
  ['brightwater', 'fatima', 'ana', 'Say whether the twelve new seats are on the next invoice', 0],
  ['mainstahl', 'oskar', 'fatima', 'Ask for their purchase order number', -1],
  ['uhrwerk', 'ben', 'ana', 'Send the dates of the reviews', -3, 'done'],
  ['rheinwerk', 'mia', 'sofia', 'Tell them what was wrong with the shift report', -4, 'done'],
  ['tamarind', 'ana', 'ana', 'Thank Lucía for the quick signature', -2, 'done'],
];

const OLDER = 2;

export function tellTasks(journal: Journal): void {
  for (const [nth, row] of TASKS.entries()) tellTask(journal, row, `demo-${row[0]}-${nth + 1}`);
}

function tellTask(
  journal: Journal,
  [key, holderName, byName, what, due, done]: Row,
  id: string,
): void {
  const [holder, by, customerId] = [
    journal.person(holderName),
    journal.person(byName),
    journal.customer(key),
  ];
  const createdAt = journal.ago(
    Math.max(OLDER, OLDER - due),
    `${10 + (what.length % 5)}:${10 + (what.length % 45)}`,
    by,
  );
  const dueAt = due < 0 ? journal.ago(-due, '16:00', holder) : journal.closing(due, holder);
  const made: Task = {
    id,
    customerId,
    version: 1,
    createdAt,
    what,
    holder: holder.id,
    createdBy: by.id,
    dueAt,
    snoozedUntil: null,
    state: 'open',
    doneAt: null,
    reminders: 0,
    origin: null,
  };
  const [name, from] = [holder, by].map((one) => one.name.split(' ')[0]);
  const record = (
    task: Task,
    at: Date,
    { who, step, title }: { who: typeof by; step: string | null; title: string },
  ) => {
    journal.add({ kind: 'task', task });
    journal.tell({
      id: step ? `task:${id}:${step}:${task.version}` : `task:${id}`,
      customerId,
      at,
      by: who,
      kind: 'task',
      title,
    });
    journal.inCrm(`task:${id}:${task.version}`, { kind: 'task', id }, customerId, `task:${id}:1`);
  };
  record(made, createdAt, {
    who: by,
    step: null,
    title: holder === by ? `Task of ${from}: ${what}` : `${from} asks ${name}: ${what}`,
  });
  if (!done) return;
  const at = journal.ago(-due, '15:10', holder);
  const outcome = stepTask(made, { kind: 'done' }, { by: holder.id, now: at });
  if (outcome.kind === 'refused')
    throw new Error(`The demo's task ${id} cannot be done: ${outcome.why}`);
  record(outcome.task, at, { who: holder, step: 'done', title: `${name} did: ${what}` });
}
