import { roleOf } from '../../cards/handoff/card.ts';
import { aroundWords, type HandoffSummary } from '../../cards/handoff/lines.ts';
import { newsMessage, packetMessage } from '../../cards/handoff/messages.ts';
import type { Reader } from '../../cards/view/format.ts';
import { mattersTo, receiversOf, standing } from '../../crm/handoff/people.ts';
import type { Detour, Roster } from '../../crm/handoff/routing.ts';
import { hasChannel, putToAll } from '../../crm/notification/department-channel.ts';
import type { Person } from '../../crm/person/person.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';

/** Once in the channel of the department that it is offered to, else one message for everybody there, each written for their own eyes. */
export async function packets(
  said: HandoffSummary,
  {
    roster,
    around = [],
    context,
  }: {
    roster: Roster;
    around?: readonly Detour[];
    context: Pick<Context, 'store' | 'now' | 'readerOf'>;
  },
): Promise<Change[]> {
  const { store, now, readerOf } = context;
  const { handoff, department } = said;
  if (handoff.holder === null && (await hasChannel(department, store)))
    return [
      putToAll(
        { kind: 'handoff', id: handoff.id, version: handoff.version, late: false },
        { around },
      ),
    ];
  const messages = receiversOf(handoff, roster).map(async (person) => {
    const reader = readerOf(person);
    const matters = await mattersTo(accessOf(person), handoff.customerId, store, now);
    return packetMessage(said, {
      person,
      reader,
      oversees: standing(handoff, department, person).oversees,
      matters,
      around: aroundWords(around, said, reader) || null,
    });
  });
  return (await Promise.all(messages)).map((message) => ({ kind: 'message', message }));
}

/** The message to another participant of a handoff. */
export function news(
  said: HandoffSummary,
  person: Person,
  {
    reader,
    words,
    why,
    pressing = false,
  }: { reader: Reader; words: string; why: string; pressing?: boolean },
): Change {
  const role = roleOf(said, standing(said.handoff, said.department, person));
  return {
    kind: 'message',
    message: newsMessage(said, { person, reader, role, news: words, why, pressing }),
  };
}
