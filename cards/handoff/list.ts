import type { Handoff } from '../../crm/handoff/handoff.ts';
import type { DepartmentId } from '../../crm/person/person.ts';
import { dotted } from '../customer/card.ts';
import { wordsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { duration, moment, type Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { type Block, type Button, type Choice, text, type View } from '../view/view.ts';
import { handoffShow } from './actions.ts';
import { nameOf, receiverName, type SaidHandoff } from './lines.ts';

export interface HandoffList {
  received: readonly SaidHandoff[];
  given: readonly SaidHandoff[];
  recent: readonly SaidHandoff[];
  /** For those who lead one: how many of its open handoffs are how old, youngest first, how many are late, and the oldest of them. */
  departments: readonly {
    id: DepartmentId;
    ages: readonly number[];
    late: number;
    oldest: readonly SaidHandoff[];
  }[];
  /** Decided in so long, in milliseconds; waiting for so long, where not decided yet. */
  taken: (handoff: Handoff) => number;
  reader: Reader;
}

export function handoffListCard(list: HandoffList): View {
  const { received, given, recent, departments, reader } = list;
  const {
    handoff: { list: words },
  } = wordsFor(reader);
  const late = ({ handoff }: SaidHandoff): boolean => handoff.dueAt < reader.now;
  const mine = [...received, ...given];
  return {
    title: words.title,
    blocks: [
      ...section(words.late, mine.filter(late), list),
      ...section(
        words.received,
        received.filter((said) => !late(said)),
        list,
      ),
      ...section(
        words.given,
        given.filter((said) => !late(said)),
        list,
      ),
      ...(mine.length === 0 ? [text(words.none)] : []),
      ...departments.flatMap((one) => ageing(one, reader)),
      ...section(words.recent, recent, list),
    ],
  };
}

function section(title: string, items: readonly SaidHandoff[], list: HandoffList): Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'heading', text: title },
    { kind: 'choices', choices: items.map((said) => choice(said, list)) },
  ];
}

/** `Acme Industries · Ana → Onboarding`, `waits 22 min · due tomorrow 10:14`. */
function choice(said: SaidHandoff, { taken, reader }: HandoffList): Choice {
  const { handoff: words } = wordsFor(reader);
  const { handoff } = said;
  const time = duration(taken(handoff), reader);
  const isOpen = handoff.state === 'offered' || handoff.state === 'accepted';
  const state =
    handoff.state === 'offered'
      ? words.list.waiting(time)
      : words.list.took(words.state[handoff.state], time);
  return {
    title: words.list.line(said.customer, nameOf(handoff.from, said), receiverName(said, reader)),
    detail: dotted([state, isOpen ? due(handoff, reader) : null]),
    button: open(handoff, reader),
  };
}

function ageing(
  { id, ages, late, oldest }: HandoffList['departments'][number],
  reader: Reader,
): Block[] {
  const all = wordsFor(reader);
  const { list: words } = all.handoff;
  const counted = words.ages.flatMap((age, i) =>
    (ages[i] ?? 0) > 0 ? [words.age(ages[i] ?? 0, age)] : [],
  );
  return [
    { kind: 'heading', text: words.department(departmentName(id, all)) },
    text(
      counted.length > 0
        ? dotted([...counted, late > 0 ? words.lateCount(late) : null])
        : words.noneInDepartment,
    ),
    ...(oldest.length > 0
      ? [{ kind: 'choices' as const, choices: oldest.map((said) => aged(said, reader)) }]
      : []),
  ];
}

/** `open 9 days · nobody has it · late since Tue 24 Nov, 12:00`. */
function aged(said: SaidHandoff, reader: Reader): Choice {
  const { handoff: words } = wordsFor(reader);
  const { handoff } = said;
  const offered = handoff.holder === null ? words.list.unclaimed : words.state.offered;
  const state = handoff.state === 'accepted' ? words.state.accepted : offered;
  return {
    title: words.list.line(said.customer, nameOf(handoff.from, said), receiverName(said, reader)),
    detail: dotted([
      words.list.open(duration(reader.now.getTime() - handoff.createdAt.getTime(), reader)),
      state,
      due(handoff, reader),
    ]),
    button: open(handoff, reader),
  };
}

function due({ dueAt }: Handoff, reader: Reader): string {
  const { handoff: words } = wordsFor(reader);
  return dueAt < reader.now ? words.late(moment(dueAt, reader)) : words.due(moment(dueAt, reader));
}

const open = ({ id }: Handoff, reader: Reader): Button => ({
  kind: 'press',
  label: wordsFor(reader).handoff.buttons.open,
  ...press(handoffShow, { handoff: id }),
});
