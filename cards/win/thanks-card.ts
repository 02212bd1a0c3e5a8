import type { VisibleWin } from '../../crm/win/redact.ts';
import { stringsFor } from '../strings.ts';
import { timelinePage } from '../timeline/actions.ts';
import { press } from '../view/action.ts';
import { count, type Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import { text, type View } from '../view/view.ts';
import { winStory } from './actions.ts';
import { headline, winBlocks } from './card.ts';
import { MOST_NAMED } from './done-card.ts';

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
  const rest = Math.max(0, credits.length - MOST_NAMED) + unnamed;
  return (
    and([
      ...credits.slice(0, MOST_NAMED).map(({ name }) => firstName(name)),
      ...(rest > 0 ? [thanks.more(rest)] : []),
    ]) || thanks.them
  );
}
