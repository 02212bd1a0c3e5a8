import type { Day } from '../crm/customer.ts';
import type { Help } from '../crm/win.ts';
import type { ToldWin } from '../crm/told-win.ts';
import { dotted } from './customer-card.ts';
import { count, day, dayOf, money, month as monthName, type Reader } from './format.ts';
import { departmentName } from './names.ts';
import { type Block, type Data, text, type View } from './view.ts';
import { creditedNames, headline } from './win-card.ts';
import { wordsFor } from './words.ts';

export interface WinList {
  /** Its first day. */
  month: Day;
  /** Those that stand, newest first. */
  wins: readonly ToldWin[];
  /** How many there are in all, and of each counted kind. */
  counts: { all: number; saves: number; turnArounds: number };
  help: readonly Help[];
  earlier: Data;
  later: Data | null;
  reader: Reader;
}

const HELPED = 6;

/** A month: what went well, and which department helped which. Who is not in it is not listed. */
export function winListCard({ month, wins, counts, help, earlier, later, reader }: WinList): View {
  const all = wordsFor(reader);
  const { list, buttons } = all.win;
  const paging = [
    { kind: 'press' as const, label: list.earlier, action: 'wins.month', data: earlier },
    ...(later ? [{ kind: 'press' as const, label: list.later, action: 'wins.month', data: later }] : []),
  ];
  const summary = dotted([list.counts(counts.all, count(counts.all, reader)), counts.saves > 0 ? list.saves(counts.saves) : null, counts.turnArounds > 0 ? list.turnArounds(counts.turnArounds) : null]);
  const across: Block[] = help.length === 0 ? [] : [
    { kind: 'heading', text: list.across },
    text(help.slice(0, HELPED).map(({ from, to, times }) => list.helped(departmentName(from, all), departmentName(to, all), times)).join('\n')),
  ];
  return {
    title: list.title(monthName(month, reader)),
    blocks: counts.all === 0 ? [text(list.empty), { kind: 'buttons', buttons: paging }] : [
      text(summary),
      ...across,
      {
        kind: 'choices',
        choices: wins.map((told) => ({
          title: headline(told, reader),
          detail: dotted([day(dayOf(told.win.createdAt, reader), reader), told.win.money && money(told.win.money, reader), creditedNames(told, reader).join(', ')]),
          button: { kind: 'press', label: buttons.story, action: 'win.story', data: { win: told.win.id } },
        })),
      },
      ...(counts.all > wins.length ? [text(all.andMore(counts.all - wins.length), 'quiet')] : []),
      { kind: 'buttons', buttons: paging },
    ],
  };
}
