import type { CustomerPromise } from '../../../crm/promise/promise.ts';
import { firstReminder, stepPromise } from '../../../crm/promise/rules.ts';
import { OFFICE_HOURS } from '../../../crm/time/working-time.ts';
import { HOME } from '../calendar.ts';
import type { Colleague } from '../people.ts';
import type { Journal } from './journal.ts';

interface Row {
  company: string;
  by: Colleague;
  what: string;
  to?: string;
  /** Calendar days from now, negative past; absent where it was promised without a day. */
  due?: number;
  /** Working days ago. */
  made: number;
  kept?: number;
}

const PROMISES: readonly Row[] = [
  { company: 'vela', by: 'ana', what: 'SSO', to: 'Inês Carvalho', due: -21, made: 42 },
  { company: 'vela', by: 'ana', what: 'Training in Portuguese', to: 'Inês Carvalho', made: 42 },
  { company: 'acme', by: 'ben', what: 'SSO', to: 'Murat', due: 9, made: 7 },
  { company: 'kestrel', by: 'tom', what: 'Data link', due: 45, made: 6 },
  { company: 'solvang', by: 'ben', what: 'A look at the new reports', due: -9, made: 12, kept: 8 },
  {
    company: 'rheinwerk',
    by: 'mia',
    what: 'Why the shift report was wrong',
    due: -4,
    made: 6,
    kept: 5,
  },
];

/** One is broken, two are kept, the others are open. */
export function tellPromises(journal: Journal): void {
  for (const [nth, row] of PROMISES.entries()) tellPromise(journal, row, `demo-promise-${nth + 1}`);
}

function tellPromise(journal: Journal, row: Row, id: string): void {
  const { clock } = journal;
  const by = journal.person(row.by);
  const customerId = journal.customer(row.company);
  const createdAt = journal.ago(row.made, '16:40', by);
  const dueOn = row.due === undefined ? null : clock.day(row.due);
  const hours = { zone: by.zone || HOME, daysOff: OFFICE_HOURS.daysOff, holidays: [] };
  const first = by.name.split(' ')[0] ?? by.name;
  const made: CustomerPromise = {
    id,
    customerId,
    version: 1,
    createdAt,
    what: row.what,
    to: row.to ?? null,
    dueOn,
    by: by.id,
    department: by.department,
    createdBy: by.id,
    visibility: 'everyone',
    state: 'open',
    closedAt: null,
    closedBy: null,
    reason: null,
    brokenOn: null,
    level: -1,
    remindAt: firstReminder({ what: row.what, dueOn }, clock.now, hours),
    origin: { kind: 'typed' },
    history: [],
  };
  const tell = (promise: CustomerPromise, step: string | null, at: Date, title: string): void => {
    journal.add({ kind: 'promise', promise });
    journal.tell({
      id: step ? `promise:${id}:${step}:${promise.version}` : `promise:${id}`,
      customerId,
      at,
      by: step === 'broken' ? { id: null, department: by.department } : by,
      kind: 'promise',
      title: `${title}: ${row.what}`,
      body: row.due === undefined || step !== null ? null : `By ${clock.say(row.due)}`,
    });
    journal.inCrm(
      `promise:${id}:${promise.version}`,
      { kind: 'task', id },
      customerId,
      `promise:${id}:1`,
    );
  };
  tell(made, null, createdAt, `${first} promised`);
  if (row.kept !== undefined) {
    const at = journal.ago(row.kept, '15:10', by);
    const context = { by, owner: null, now: at, hours };
    const outcome = stepPromise(made, { kind: 'keep' }, context);
    if (outcome.kind === 'refused')
      throw new Error(`The demo's promise ${id} cannot be kept: ${outcome.why}`);
    tell(outcome.promise, 'keep', at, `${first} kept the promise`);
    return;
  }
  // Everybody was told long ago.
  if (row.due !== undefined && row.due < 0)
    tell(
      { ...made, version: 2, brokenOn: dueOn, level: 3, remindAt: null },
      'broken',
      clock.workday(-row.due - 1, '08:00'),
      `Promise of ${first} not kept`,
    );
}
