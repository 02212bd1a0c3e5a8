import type { Handoff } from '../../crm/handoff/handoff.ts';
import type { DepartmentId } from '../../crm/person/person.ts';
import { stringsFor } from '../strings.ts';
import { button, type DataOf, press } from '../view/action.ts';
import { count, duration, moment, type Reader } from '../view/format.ts';
import { departmentName, joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, type Button, type Choice, text, type View } from '../view/view.ts';
import { handoffShow, handoffsList } from './actions.ts';
import { type HandoffSummary, nameOf, receiverName } from './lines.ts';

export interface HandoffList {
  received: readonly HandoffSummary[];
  given: readonly HandoffSummary[];
  recent: readonly HandoffSummary[];
  /** How many are left out of each. */
  rest: { received: number; given: number; recent: number };
  /** Of those received and given, shown or not. */
  open: number;
  late: number;
  /** For those who lead one: how many of its open handoffs are how old, youngest first, how many are late, and the oldest of them. */
  departments: readonly {
    id: DepartmentId;
    ages: readonly number[];
    late: number;
    oldest: readonly HandoffSummary[];
    rest: number;
  }[];
  /** Where only the late ones were asked for: how many are open, the reader's and those of these departments. */
  onlyLate: { open: number } | null;
  /** Decided in so long, in milliseconds; waiting for so long, where not decided yet. */
  taken: (handoff: Handoff) => number;
  reader: Reader;
}

export function handoffListCard(list: HandoffList): View {
  const { received, given, recent, departments, reader } = list;
  const {
    handoff: { list: strings },
  } = stringsFor(reader);
  const late = ({ handoff }: HandoffSummary): boolean => handoff.dueAt < reader.now;
  const mine = [...received, ...given];
  return {
    title: titleOf(list),
    blocks: [
      ...section(strings.lateHeading, mine.filter(late), list),
      ...section(
        strings.received,
        received.filter((said) => !late(said)),
        list,
      ),
      ...more('received', received, list),
      ...section(
        strings.given,
        given.filter((said) => !late(said)),
        list,
      ),
      ...more('given', given, list),
      ...(mine.length === 0 ? noneOf(list) : []),
      ...departments.flatMap((one) => ageing(one, list)),
      ...section(strings.recent, recent, list),
      ...more('recent', recent, list),
    ],
  };
}

function titleOf(list: HandoffList): string {
  const { list: strings } = stringsFor(list.reader).handoff;
  if (list.onlyLate) return strings.lateTitle;
  return list.open === 0 ? strings.title : joinByDots([strings.title, counted(list)]);
}

/** Nobody who asks for the late ones alone is told that none is open while some are. */
function noneOf({ onlyLate, departments, reader }: HandoffList): Block[] {
  const { list: strings } = stringsFor(reader).handoff;
  if (!onlyLate || onlyLate.open === 0) return [text(strings.none)];
  if (departments.length > 0) return [];
  const all = button(strings.showOpen, press(handoffsList, { of: 'all' }));
  return [
    text(strings.noneLate(onlyLate.open, count(onlyLate.open, reader))),
    { kind: 'buttons', buttons: [all] },
  ];
}

/** `13 open, 1 late`. */
function counted({ open, late, reader }: HandoffList): string {
  const all = stringsFor(reader);
  return all.withLate(all.open(count(open, reader)), late, count(late, reader));
}

/** A page of one of the lists, `next` the data of the one after it. */
export interface HandoffPage extends Pick<HandoffList, 'taken' | 'reader'> {
  heading: string;
  items: readonly HandoffSummary[];
  rest: number;
  next: DataOf<typeof handoffsList>;
}

export function handoffPageCard(page: HandoffPage): View {
  const { heading, items, rest, next, reader } = page;
  return {
    title: stringsFor(reader).handoff.list.title,
    blocks: [
      ...section(heading, items, page),
      ...restBlock(rest, press(handoffsList, next), reader),
    ],
  };
}

const more = (
  of: keyof HandoffList['rest'],
  shown: readonly HandoffSummary[],
  { rest, reader }: HandoffList,
): Block[] => restBlock(rest[of], press(handoffsList, { of, skip: shown.length }), reader);

function section(
  title: string,
  items: readonly HandoffSummary[],
  list: Pick<HandoffList, 'taken' | 'reader'>,
): Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'heading', text: title },
    { kind: 'choices', choices: items.map((said) => choice(said, list)) },
  ];
}

/** `Acme Industries · Ana → Onboarding`, `waits 22 min · due tomorrow 10:14`. */
function choice(
  said: HandoffSummary,
  { taken, reader }: Pick<HandoffList, 'taken' | 'reader'>,
): Choice {
  const { handoff: strings } = stringsFor(reader);
  const { handoff } = said;
  const time = duration(taken(handoff), reader);
  const isOpen = handoff.state === 'offered' || handoff.state === 'accepted';
  const state =
    handoff.state === 'offered'
      ? strings.list.waiting(time)
      : strings.list.took(strings.state[handoff.state], time);
  return {
    title: strings.list.line(said.customer, nameOf(handoff.from, said), receiverName(said, reader)),
    name: said.customer,
    detail: isOpen
      ? joinByDots(
          handoff.dueAt < reader.now
            ? [due(handoff, reader), state]
            : [state, due(handoff, reader)],
        )
      : state,
    button: open(handoff, reader),
  };
}

function ageing(
  { id, ages, late, oldest, rest }: HandoffList['departments'][number],
  { onlyLate, reader }: Pick<HandoffList, 'onlyLate' | 'reader'>,
): Block[] {
  const all = stringsFor(reader);
  const { list: words } = all.handoff;
  const byAge = words.ages.flatMap((age, i) =>
    (ages[i] ?? 0) > 0 ? [words.age(ages[i] ?? 0, age)] : [],
  );
  return [
    { kind: 'heading', text: words[onlyLate ? 'lateIn' : 'department'](departmentName(id, all)) },
    text(
      byAge.length > 0
        ? joinByDots([...byAge, late > 0 ? words.lateCount(late) : null])
        : words.noneInDepartment,
    ),
    ...(oldest.length > 0
      ? [{ kind: 'choices' as const, choices: oldest.map((said) => aged(said, reader)) }]
      : []),
    ...restBlock(
      rest,
      press(handoffsList, {
        of: 'department',
        department: id,
        ...(onlyLate && { late: true }),
        skip: oldest.length,
      }),
      reader,
    ),
  ];
}

/** `open 9 days · nobody has it · late since Tue 24 Nov, 12:00`. */
function aged(said: HandoffSummary, reader: Reader): Choice {
  const { handoff: strings } = stringsFor(reader);
  const { handoff } = said;
  const offered = handoff.holder === null ? strings.list.unclaimed : strings.state.offered;
  const state = handoff.state === 'accepted' ? strings.state.accepted : offered;
  return {
    title: strings.list.line(said.customer, nameOf(handoff.from, said), receiverName(said, reader)),
    detail: joinByDots([
      strings.list.open(duration(reader.now.getTime() - handoff.createdAt.getTime(), reader)),
      state,
      due(handoff, reader),
    ]),
    button: open(handoff, reader),
  };
}

function due({ dueAt }: Handoff, reader: Reader): string {
  const { handoff: strings } = stringsFor(reader);
  return dueAt < reader.now
    ? `⚠ ${strings.late(moment(dueAt, reader))}`
    : strings.due(moment(dueAt, reader));
}

const open = ({ id }: Handoff, reader: Reader): Button => ({
  kind: 'press',
  label: stringsFor(reader).handoff.buttons.open,
  ...press(handoffShow, { handoff: id }),
});
