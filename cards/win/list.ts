import type { Day } from '../../crm/time/day.ts';
import type { VisibleWin } from '../../crm/win/redact.ts';
import type { Help } from '../../crm/win/rules.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { count, day, dayOf, money, month as monthName, type Reader } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, type Data, text, type View } from '../view/view.ts';
import { winStory, winsMonth } from './actions.ts';
import { headline } from './card.ts';

export interface WinList {
  /** Its first day. */
  month: Day;
  /** Those that stand, newest first. */
  wins: readonly VisibleWin[];
  /** How many there are in all, and of each counted kind. */
  counts: { all: number; saves: number; turnArounds: number; people: number; departments: number };
  help: readonly Help[];
  /** How many are left out, and the button data that shows them. */
  rest: { count: number; data: DataOf<typeof winsMonth> };
  earlier: Data;
  later: Data | null;
  /** The month asked for, where nothing was told in it yet and this is the one before. */
  instead: Day | null;
  reader: Reader;
}

const NAMED = 4;

/** A month on a phone: what went well, with whom, and which department helped which. Nobody is counted against anybody. */
export function winListCard({
  month,
  wins,
  counts,
  help,
  rest,
  earlier,
  later,
  instead,
  reader,
}: WinList): View {
  const all = stringsFor(reader);
  const { list, buttons } = all.win;
  const paging = [
    { kind: 'press' as const, label: list.earlier, ...press(winsMonth, earlier) },
    ...(later ? [{ kind: 'press' as const, label: list.later, ...press(winsMonth, later) }] : []),
  ];
  const summary = joinByDots([
    list.counts(counts.all, count(counts.all, reader)),
    counts.saves > 0 ? list.saves(counts.saves) : null,
    counts.turnArounds > 0 ? list.turnArounds(counts.turnArounds) : null,
  ]);
  const across: Block[] =
    help.length === 0
      ? []
      : [
          { kind: 'heading', text: list.across },
          text(
            help
              .map(({ from, to }) =>
                list.helped(
                  all.win.and(from.map((id) => departmentName(id, all))),
                  departmentName(to, all),
                ),
              )
              .join('\n'),
          ),
        ];
  return {
    title: list.title(monthName(month, reader)),
    blocks:
      counts.all === 0
        ? [
            text(list.empty(later && monthName(month, reader))),
            { kind: 'buttons', buttons: paging },
          ]
        : [
            ...(instead ? [text(list.instead(monthName(instead, reader)), 'quiet')] : []),
            text(summary),
            text(list.had(counts.people, counts.departments), 'quiet'),
            ...across,
            ...(help.length > 0 ? [{ kind: 'heading' as const, text: list.told }] : []),
            {
              kind: 'choices',
              choices: wins.map((told) => ({
                title: headline(told, reader),
                detail: joinByDots([
                  day(dayOf(told.win.createdAt, reader), reader),
                  told.win.money && money(told.win.money, reader),
                  names(told, reader),
                ]),
                button: {
                  kind: 'press',
                  label: buttons.story,
                  ...press(winStory, { win: told.win.id }),
                },
              })),
            },
            ...restBlock(rest.count, press(winsMonth, rest.data), reader),
            { kind: 'buttons', buttons: paging },
          ],
  };
}

/** `Ana, Ben, Marco and Oskar`: all of them, and their departments, are in the story. */
function names({ credits, unnamed }: VisibleWin, reader: Reader): string {
  const { and, thanks } = stringsFor(reader).win;
  const rest = Math.max(0, credits.length - NAMED) + unnamed;
  return and([
    ...credits.slice(0, NAMED).map(({ name }) => firstName(name)),
    ...(rest > 0 ? [thanks.more(rest)] : []),
  ]);
}
