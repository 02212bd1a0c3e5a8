import type { DepartmentId } from '../crm/person.ts';
import type { Handoff } from '../crm/work.ts';
import { dotted } from './customer-card.ts';
import { duration, moment, type Reader } from './format.ts';
import { nameOf, receiverName, type SaidHandoff } from './handoff-said.ts';
import { departmentName } from './names.ts';
import { type Block, type Choice, text, type View } from './view.ts';
import { wordsFor } from './words.ts';

export interface HandoffList {
  received: readonly SaidHandoff[];
  given: readonly SaidHandoff[];
  recent: readonly SaidHandoff[];
  /** For those who lead one: its open handoffs by age, youngest first, and how many are late. */
  departments: readonly { id: DepartmentId; ages: readonly number[]; late: number }[];
  /** Decided in so long, in milliseconds; waiting for so long, where not decided yet. */
  taken: (handoff: Handoff) => number;
  reader: Reader;
}

export function handoffListCard(list: HandoffList): View {
  const { received, given, recent, departments, reader } = list;
  const { handoff: { list: words } } = wordsFor(reader);
  const late = ({ handoff }: SaidHandoff): boolean => handoff.dueAt < reader.now;
  const open = [...received, ...given];
  return {
    title: words.title,
    blocks: [
      ...section(words.late, open.filter(late), list),
      ...section(words.received, received.filter((said) => !late(said)), list),
      ...section(words.given, given.filter((said) => !late(said)), list),
      ...(open.length === 0 ? [text(words.none)] : []),
      ...section(words.recent, recent, list),
      ...departments.flatMap((one) => ageing(one, reader)),
    ],
  };
}

function section(title: string, items: readonly SaidHandoff[], list: HandoffList): Block[] {
  if (items.length === 0) return [];
  return [{ kind: 'heading', text: title }, { kind: 'choices', choices: items.map((said) => choice(said, list)) }];
}

/** `Acme Industries · Ana → Onboarding`, `waits 22 min · due tomorrow 10:14`. */
function choice(said: SaidHandoff, { taken, reader }: HandoffList): Choice {
  const { handoff: words } = wordsFor(reader);
  const { handoff } = said;
  const time = duration(taken(handoff), reader);
  const due = handoff.dueAt < reader.now ? words.late(moment(handoff.dueAt, reader)) : words.due(moment(handoff.dueAt, reader));
  const isOpen = handoff.state === 'offered' || handoff.state === 'accepted';
  const state = handoff.state === 'offered' ? words.list.waiting(time) : words.list.took(words.state[handoff.state], time);
  return {
    title: words.list.line(said.customer, nameOf(handoff.from, said), receiverName(said, reader)),
    detail: dotted([state, isOpen ? due : null]),
    button: { kind: 'press', label: words.buttons.open, action: 'handoff.show', data: { handoff: handoff.id } },
  };
}

function ageing({ id, ages, late }: HandoffList['departments'][number], reader: Reader): Block[] {
  const all = wordsFor(reader);
  const { list: words } = all.handoff;
  const counted = words.ages.flatMap((age, i) => ((ages[i] ?? 0) > 0 ? [words.age(ages[i] ?? 0, age)] : []));
  return [
    { kind: 'heading', text: words.department(departmentName(id, all)) },
    text(counted.length > 0 ? dotted([...counted, late > 0 ? words.lateCount(late) : null]) : words.noneInDepartment),
  ];
}
