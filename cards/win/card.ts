import type { VisibleWin } from '../../crm/win/redact.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, dayOf, money, type Reader } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, bold, line, safeHref, text, type View } from '../view/view.ts';
import { winStory, winsMonth, winThank, winWho } from './actions.ts';

const NAMED = 12;
const IN_A_LINE = 3;

/** The post that everybody in the wins channel reads; a preview has no buttons. */
export function winCard(
  told: VisibleWin,
  reader: Reader,
  { buttons = true }: { buttons?: boolean } = {},
): View {
  const { win: strings } = stringsFor(reader);
  if (told.win.state === 'retracted') return retractedCard(told, reader);
  return {
    title: strings.title(headline(told, reader)),
    blocks: [
      ...winBlocks(told, reader, { picture: true }),
      ...(buttons ? [winButtons(told, reader)] : []),
    ],
  };
}

/**
 * Kind and amount, what made the difference, with whom. The picture is shown in the post alone, which is tried again
 * without it where the platform cannot fetch it; elsewhere it is said where it comes from.
 */
export function winBlocks(
  told: VisibleWin,
  reader: Reader,
  { picture = false }: { picture?: boolean } = {},
): Block[] {
  const { win: strings } = stringsFor(reader);
  const { win, author } = told;
  const credited = creditedNames(told, reader);
  return [
    text(worth(told, reader)),
    ...(win.difference ? [text([bold(strings.difference)]), text(win.difference)] : []),
    text(credited.length > 0 ? strings.with(strings.and(credited)) : strings.nobody),
    ...(win.picture
      ? pictureOf(win.picture, { shown: picture, alt: headline(told, reader) }, reader)
      : []),
    ...(author ? [text(strings.by(author), 'quiet')] : []),
  ];
}

function pictureOf(
  url: string,
  { shown, alt }: { shown: boolean; alt: string },
  reader: Reader,
): Block[] {
  const href = safeHref(url);
  if (!href?.startsWith('https:')) return [];
  return shown
    ? [{ kind: 'image', url: href, alt }]
    : [text(stringsFor(reader).win.pictureFrom(new URL(href).host), 'quiet')];
}

/** `Small wins of a day`, each with its own thanks. */
export function dailyWinsCard(all: readonly VisibleWin[], reader: Reader): View {
  const { win: strings } = stringsFor(reader);
  const standing = all.filter(({ win }) => win.state === 'posted');
  const shown = standing.slice(0, NAMED);
  const left = standing.slice(NAMED);
  return {
    title: standing.length > 0 ? strings.daily.title(standing.length) : strings.daily.none,
    blocks: [
      ...shown.map((told) =>
        text(
          line`${bold(headline(told, reader))} · ${joinByDots([worth(told, reader), credits(told, reader)])}`,
        ),
      ),
      ...restBlock(left.length, press(winsMonth, { month: monthOf(left, reader) }), reader),
      ...(shown.length > 0
        ? [
            {
              kind: 'buttons' as const,
              buttons: shown.map((told) =>
                button(
                  strings.buttons.thankOne(told.customer, thanks(told, reader)),
                  press(winThank, { win: told.win.id }),
                ),
              ),
            },
          ]
        : []),
    ],
  };
}

/** The month that these are listed in. */
const monthOf = ([first]: readonly VisibleWin[], reader: Reader): string =>
  dayOf(first?.win.createdAt ?? reader.now, reader).slice(0, 7);

/** `With Ana, Kim and 6 more`. */
function credits({ credits: all, unnamed }: VisibleWin, reader: Reader): string | null {
  const { win: strings } = stringsFor(reader);
  const rest = Math.max(0, all.length - IN_A_LINE) + unnamed;
  const names = [
    ...all.slice(0, IN_A_LINE).map(({ name }) => firstName(name)),
    ...(rest > 0 ? [strings.thanks.more(rest)] : []),
  ];
  return names.length > 0 ? strings.with(strings.and(names)) : null;
}

export function headline(
  { win, customer }: Pick<VisibleWin, 'win' | 'customer'>,
  reader: Reader,
): string {
  return stringsFor(reader).win.headline(customer, win.what);
}

/** `€144,000 · the biggest renewal this quarter`, or the kind where no amount may be read. */
function worth({ win, rank }: VisibleWin, reader: Reader): string {
  const { win: strings } = stringsFor(reader);
  return joinByDots([
    win.money && money(win.money, reader),
    strings.rank(rank, strings.ranked[win.kind]) ?? strings.kind[win.kind],
  ]);
}

/** `Ana Ruiz (Sales)`…, and those who are not named at the end. */
export function creditedNames({ credits, unnamed }: VisibleWin, reader: Reader): string[] {
  const all = stringsFor(reader);
  const names = credits
    .slice(0, NAMED)
    .map(({ name, department }) => all.win.one(name, departmentName(department, all)));
  const rest = unnamed + Math.max(0, credits.length - NAMED);
  return rest > 0 ? [...names, all.win.unnamed(rest)] : names;
}

function winButtons(told: VisibleWin, reader: Reader): Block {
  const { win: strings } = stringsFor(reader);
  const win = told.win.id;
  return {
    kind: 'buttons',
    buttons: [
      button(strings.buttons.thank(thanks(told, reader)), press(winThank, { win })),
      button(strings.buttons.add, press(winWho, { win }), { opens: 'form' }),
      button(strings.buttons.story, press(winStory, { win })),
    ],
  };
}

/** How many, once somebody did. */
const thanks = ({ win: { kudos } }: VisibleWin, reader: Reader): string | null =>
  kudos.length > 0 ? count(kudos.length, reader) : null;

function retractedCard({ customer }: VisibleWin, reader: Reader): View {
  const { retracted } = stringsFor(reader).win;
  return { title: retracted.title(customer), blocks: [text(retracted.text, 'quiet')] };
}
