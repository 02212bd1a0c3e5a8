import type { NewMessage } from '../crm/changes.ts';
import type { Matters } from '../crm/handoff-people.ts';
import type { Person } from '../crm/person.ts';
import { handoffCard, type HandoffRole, handoffTitle } from './handoff-card.ts';
import { nameOf, type SaidHandoff } from './handoff-said.ts';
import type { Reader } from './format.ts';
import { departmentName } from './names.ts';
import { wordsFor } from './words.ts';

interface To {
  person: Person;
  reader: Reader;
}

/** What a receiver gets: once per offer, so that the same step done again tells nobody twice. */
export function packetMessage(said: SaidHandoff, { person, reader, oversees, matters, around = null }: To & { oversees: boolean; matters: Matters; around?: string | null }): NewMessage {
  const { handoff, department } = said;
  const all = wordsFor(reader);
  const why = handoff.holder === null ? all.handoff.whyYou.department(nameOf(handoff.from, said), departmentName(department, all)) : all.handoff.whyYou.offered(nameOf(handoff.from, said));
  return {
    ...base(said, person, 'packet'),
    line: handoffTitle({ ...said, role: 'receiver' }, reader),
    why,
    view: handoffCard({ ...said, role: 'receiver', oversees, reader, matters, around }),
    pressing: true,
  };
}

/** What happened, for somebody who has to do with it. */
export function newsMessage(said: SaidHandoff, { person, reader, role, news, why, pressing }: To & { role: HandoffRole; news: string; why: string; pressing: boolean }): NewMessage {
  return { ...base(said, person, 'news'), line: news, why, view: handoffCard({ ...said, role, reader, said: news }), pressing };
}

const base = ({ handoff }: SaidHandoff, person: Person, what: string): Pick<NewMessage, 'key' | 'to' | 'kind' | 'customerId'> => ({
  key: `handoff:${handoff.id}:${handoff.version}:${what}:${person.id}`,
  to: { kind: 'person', person: person.id },
  kind: 'handoff',
  customerId: handoff.customerId,
});
