import type { Substitute } from '../../crm/handoff/substitute.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import type { Person } from '../../crm/person/person.ts';
import type { TaskSummary } from '../../crm/task/summary.ts';
import { dayOffWords } from '../absence/day-off.ts';
import { stringsFor } from '../strings.ts';
import { day, dayOf, type Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import { taskCard, taskTitle } from './card.ts';

export interface Absent {
  giver: Person;
  holder: Person;
  until: Date;
  /** The holder's: back on Monday is their Monday. */
  zone: string;
  /** A colleague who could take it. */
  substitute: Substitute | null;
  reader: Reader;
}

/** `Ben is away until 30 Nov. Lea could take it.` */
export function absentWords({
  holder,
  until,
  zone,
  substitute,
  reader,
}: Omit<Absent, 'giver'>): string {
  const { task: strings } = stringsFor(reader);
  const [who, back] = [firstName(holder.name), day(dayOf(until, { ...reader, zone }), reader)];
  if (!substitute) return strings.away(who, back);
  const { name, dayOff } = substitute;
  return [
    strings.awayInstead(who, back, firstName(name)),
    dayOff && dayOffWords(dayOff, name, reader),
  ]
    .filter(Boolean)
    .join(' ');
}

/** For who gave it: its holder is away when it is due. */
export function absentTaskMessage(said: TaskSummary, absent: Absent): NewMessage {
  const { giver, until, substitute, reader } = absent;
  const { task } = said;
  const words = absentWords(absent);
  return {
    key: `task:${task.id}:${task.version}:away:${until.toISOString()}:${giver.id}`,
    subject: { kind: 'task', id: task.id, role: 'away', version: task.version },
    to: { kind: 'person', person: giver.id },
    kind: 'task',
    customerId: task.customerId,
    line: `${taskTitle(said, reader)} · ${words}`,
    why: stringsFor(reader).task.why.away,
    view: taskCard({ ...said, said: words, substitute, reader }),
    pressing: false,
  };
}
