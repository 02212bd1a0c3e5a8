import type { NewMessage } from '../../crm/notification/message.ts';
import type { Person } from '../../crm/person/person.ts';
import type { SaidTask } from '../../crm/task/summary.ts';
import { wordsFor } from '../strings.ts';
import { day, dayOf, type Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import { taskCard, taskTitle } from './card.ts';

export interface Absent {
  giver: Person;
  holder: Person;
  until: Date;
  /** The holder's: back on Monday is their Monday. */
  zone: string;
  /** Who could take it. */
  standIn: Person | null;
  reader: Reader;
}

/** `Ben is away until 30 Nov. Lea could take it.` */
export function absentWords({
  holder,
  until,
  zone,
  standIn,
  reader,
}: Omit<Absent, 'giver'>): string {
  const { task: words } = wordsFor(reader);
  const [who, back] = [firstName(holder.name), day(dayOf(until, { ...reader, zone }), reader)];
  return standIn ? words.awayInstead(who, back, firstName(standIn.name)) : words.away(who, back);
}

/** For who gave it: its holder is away when it is due. */
export function absentTaskMessage(said: SaidTask, absent: Absent): NewMessage {
  const { giver, until, standIn, reader } = absent;
  const { task } = said;
  const words = absentWords(absent);
  return {
    key: `task:${task.id}:${task.version}:away:${until.toISOString()}:${giver.id}`,
    to: { kind: 'person', person: giver.id },
    kind: 'task',
    customerId: task.customerId,
    line: `${taskTitle(said, reader)} · ${words}`,
    why: wordsFor(reader).task.why.away,
    view: taskCard({ ...said, said: words, standIn, reader }),
    pressing: false,
  };
}
