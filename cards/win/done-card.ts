import type { VisibleWin } from '../../crm/win/redact.ts';
import { stringsFor } from '../strings.ts';
import { timelinePage } from '../timeline/actions.ts';
import { press } from '../view/action.ts';
import { exact, type Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { winCorrect, winRetract, winsMonth } from './actions.ts';
import { headline } from './card.ts';

export const MOST_NAMED = 3;

/** Says the outcome of a step on a win, with the buttons that its author has. */
export function winDoneCard({
  told,
  title,
  say,
  mayChange,
  reader,
}: {
  told: VisibleWin;
  title: string;
  say: string;
  mayChange: boolean;
  reader: Reader;
}): View {
  return {
    title,
    blocks: [
      text(headline(told, reader)),
      text(say, 'quiet'),
      {
        kind: 'buttons',
        buttons: [...(mayChange ? changeButtons(told, reader) : []), ...elsewhere(told, reader)],
      },
    ],
  };
}

/** Everybody's part, for whoever wants to know; its author and managers change it here. */
export function winStoryCard({
  told,
  thankedBy,
  mayChange,
  reader,
}: {
  told: VisibleWin;
  thankedBy: readonly string[];
  mayChange: boolean;
  reader: Reader;
}): View {
  const all = stringsFor(reader);
  const { win: words } = all;
  return {
    title: words.story.title(told.customer),
    blocks: [
      text(headline(told, reader)),
      ...told.credits.map(({ name, department, for: what }) =>
        text([words.one(name, departmentName(department, all)), what].filter(Boolean).join(': ')),
      ),
      ...(told.win.difference ? [text(`${words.difference}: ${told.win.difference}`)] : []),
      text(
        thankedBy.length > 0 ? words.story.thanks(words.and(thankedBy)) : words.story.none,
        'quiet',
      ),
      {
        kind: 'facts',
        facts: [{ label: words.story.told, value: [exact(told.win.createdAt, reader)] }],
      },
      {
        kind: 'buttons',
        buttons: [...elsewhere(told, reader), ...(mayChange ? changeButtons(told, reader) : [])],
      },
    ],
  };
}

const elsewhere = ({ win }: VisibleWin, reader: Reader): Button[] => {
  const { buttons } = stringsFor(reader).win;
  return [
    {
      kind: 'press',
      label: buttons.timeline,
      ...press(timelinePage, { customer: win.customerId }),
    },
    { kind: 'press', label: buttons.wins, ...press(winsMonth, {}) },
  ];
};

function changeButtons({ win }: VisibleWin, reader: Reader): Button[] {
  const { buttons, confirm } = stringsFor(reader).win;
  return [
    {
      kind: 'press',
      label: buttons.correct,
      ...press(winCorrect, { win: win.id }),
      opens: 'form',
    },
    {
      kind: 'press',
      label: buttons.retract,
      ...press(winRetract, { win: win.id }),
      tone: 'danger',
      confirm,
    },
  ];
}

export const winNotice = ({ title, say }: { title: string; say: string }): View => ({
  title,
  blocks: [text(say)] satisfies Block[],
});
