import type { VisibleWin } from '../../crm/win/redact.ts';
import { stringsFor } from '../strings.ts';
import { timelinePage } from '../timeline/actions.ts';
import { press } from '../view/action.ts';
import { count, exact, type Reader } from '../view/format.ts';
import { departmentName, firstName } from '../view/names.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { winCorrect, winRetract, winStory, winsMonth } from './actions.ts';
import { headline, winBlocks } from './card.ts';

const NAMED = 3;

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

export function thanksCard({
  told,
  already,
  reader,
}: {
  told: VisibleWin;
  already: 'no' | 'already' | 'yourself';
  reader: Reader;
}): View {
  const { thanks, title } = stringsFor(reader).win;
  const names = thankedNames(told, reader);
  const titles = {
    no: thanks.done(names),
    already: thanks.already(names),
    yourself: thanks.yourself,
  };
  return {
    title: titles[already],
    blocks: [
      text(title(headline(told, reader))),
      text(thanks.count(told.win.kudos.length, count(told.win.kudos.length, reader)), 'quiet'),
    ],
  };
}

/** To one who is credited, in private. */
export function thankedCard({
  told,
  what,
  reader,
}: {
  told: VisibleWin;
  what: string;
  reader: Reader;
}): View {
  const { told: strings, duplicate, buttons } = stringsFor(reader).win;
  return {
    title: strings.title(told.customer, told.author ?? duplicate.somebody),
    blocks: [
      text(headline(told, reader)),
      ...(what ? [text(strings.for(what))] : []),
      ...winBlocks(told, reader),
      {
        kind: 'buttons',
        buttons: [
          { kind: 'press', label: buttons.story, ...press(winStory, { win: told.win.id }) },
        ],
      },
    ],
  };
}

/** In the place of thanks, once the win was taken back. */
export function winTakenBackCard({
  customer,
  reader,
}: {
  customer: { id: VisibleWin['win']['customerId']; name: string };
  reader: Reader;
}): View {
  const { told: strings, buttons } = stringsFor(reader).win;
  return {
    title: strings.takenBack(customer.name),
    blocks: [
      text(strings.takenBackMore),
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: buttons.timeline,
            ...press(timelinePage, { customer: customer.id }),
          },
        ],
      },
    ],
  };
}

/** `Tom, Raj, Jo and 5 more`. */
function thankedNames({ credits, unnamed }: VisibleWin, reader: Reader): string {
  const { thanks, and } = stringsFor(reader).win;
  const rest = Math.max(0, credits.length - NAMED) + unnamed;
  return (
    and([
      ...credits.slice(0, NAMED).map(({ name }) => firstName(name)),
      ...(rest > 0 ? [thanks.more(rest)] : []),
    ]) || thanks.them
  );
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
