import { newsMessage, packetMessage } from '../cards/handoff-messages.ts';
import { aroundWords, type SaidHandoff } from '../cards/handoff-said.ts';
import { roleOf } from '../cards/handoff-card.ts';
import type { Reader } from '../cards/format.ts';
import type { Change } from '../crm/changes.ts';
import { isReceiver, oversees } from '../crm/handoff.ts';
import { mattersTo, receiversOf } from '../crm/handoff-people.ts';
import type { Person } from '../crm/person.ts';
import type { Detour, Roster } from '../crm/routing.ts';
import type { Context } from './command.ts';

/** One message for everybody it is offered to, each written for their own eyes. */
export async function packets(said: SaidHandoff, { roster, around = [], context }: { roster: Roster; around?: readonly Detour[]; context: Pick<Context, 'store' | 'now' | 'readerOf'> }): Promise<Change[]> {
  const { store, now, readerOf } = context;
  const messages = receiversOf(said.handoff, roster).map(async (person) => {
    const reader = readerOf(person);
    const matters = await mattersTo(person, said.handoff.customerId, store, now);
    return packetMessage(said, { person, reader, oversees: oversees(person, said.department), matters, around: aroundWords(around, said, reader) || null });
  });
  return (await Promise.all(messages)).map((message) => ({ kind: 'message', message }));
}

/** What somebody else who has to do with it is told. */
export function news(said: SaidHandoff, person: Person, { reader, words, why, pressing = false }: { reader: Reader; words: string; why: string; pressing?: boolean }): Change {
  const role = roleOf(said, standing(said, person));
  return { kind: 'message', message: newsMessage(said, { person, reader, role, news: words, why, pressing }) };
}

export const standing = ({ handoff, department }: SaidHandoff, person: Person) => ({ id: person.id, isReceiver: isReceiver(handoff, person), oversees: oversees(person, department) });
