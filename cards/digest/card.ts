import type { VisibleWin } from '../../crm/win/redact.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, dayInWords, moment, when } from '../view/format.ts';
import { departmentName, firstName, joinByDots, systemName } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { type Block, text, type View } from '../view/view.ts';
import {
  digestDetail,
  digestFigures,
  digestKeep,
  digestShow,
  digestStop,
  digestWhy,
} from './actions.ts';
import { figureBlocks } from './figures.ts';
import { type DigestCard, digestTitle, whichOf } from './issue.ts';
import { needBlocks } from './need.ts';

const THANKED = 5;

/** One message of a phone's length; the rest is its detail. */
export function digestCard(card: DigestCard): View {
  const { issue, isLate, reader } = card;
  const { digest: strings } = stringsFor(reader);
  return {
    title: digestTitle(card),
    blocks: [
      ...(isLate ? [text(strings.late(moment(issue.slot, reader)), 'caution')] : []),
      ...figureBlocks(card),
      ...participationBlocks(card),
      ...wonBlocks(card),
      ...needBlocks(card),
      asOfBlock(card),
      { kind: 'buttons', buttons: buttonsOf(card) },
      ...unreadBlocks(card),
    ],
  };
}

const HALF = 0.5;
const NAMED = 4;

function participationBlocks({ participation, reader }: DigestCard): Block[] {
  if (!participation || participation.customers === 0) return [];
  const strings = stringsFor(reader);
  const { takesPart } = strings.digest;
  const { customers, departments, adoption } = participation;
  const shares = departments
    .map((one) => ({ ...one, share: one.customers / customers }))
    .toSorted((one, other) => one.share - other.share);
  const few = shares.filter(({ share }) => share < HALF);
  const percent = (share: number) => count(Math.round(share * 100), reader);
  const named = few
    .slice(0, NAMED)
    .map(({ department, share }) =>
      takesPart.one(departmentName(department, strings), percent(share)),
    );
  const used = ({ people, active }: { people: number; active: number }) =>
    takesPart.of(count(active, reader), count(people, reader));
  return [
    { kind: 'heading', text: takesPart.title },
    text(takesPart.half(few.length, departments.length)),
    ...(named.length > 0 ? [text(listCommas(named), 'quiet')] : []),
    ...(adoption ? [text(takesPart.used(used(adoption.all), used(adoption.leaders)))] : []),
  ];
}

const KINDS = ['save', 'renewal', 'deal', 'turn-around', 'other'] as const;

function wonBlocks({ content: { wins }, reader }: DigestCard): Block[] {
  const { digest } = stringsFor(reader);
  if (wins.length === 0) return [];
  const won = KINDS.flatMap((kind) => {
    const n = wins.filter(({ win }) => win.kind === kind).length;
    return n > 0 ? [digest.won[kind](n)] : [];
  });
  const names = thanked(wins);
  const more = names.length - THANKED;
  const people = [...names.slice(0, THANKED), ...(more > 0 ? [digest.others(more)] : [])];
  return [
    { kind: 'heading', text: digest.wentWell },
    text(
      joinByDots([listCommas(won), people.length > 0 ? digest.thanks(listCommas(people)) : null]),
    ),
  ];
}

/** First names of everybody with a part in these wins, those with most parts first. */
function thanked(wins: readonly VisibleWin[]): string[] {
  const parts = new Map<string, number>();
  for (const { name } of wins.flatMap(({ credits }) => credits))
    parts.set(name, (parts.get(name) ?? 0) + 1);
  return [...parts].toSorted(([, one], [, other]) => other - one).map(([name]) => firstName(name));
}

/** `As of today 08:00 · Zendesk missing since Sat`. */
function asOfBlock({ silent, reader }: DigestCard): Block {
  const strings = stringsFor(reader);
  return text(
    joinByDots([
      strings.digest.asOf(when(reader.now, reader)),
      ...silent.map(({ source, at }) =>
        at
          ? strings.digest.missingSince(systemName(source, strings), dayInWords(at, reader))
          : strings.digest.missing(systemName(source, strings)),
      ),
    ]),
    'quiet',
  );
}

/** Nobody acted on it for weeks, so it asks whether it should go on. */
function unreadBlocks({ digest, isUnread, reader }: DigestCard): Block[] {
  if (!isUnread) return [];
  const { unread, buttons } = stringsFor(reader).digest;
  return [
    text(unread, 'caution'),
    {
      kind: 'buttons',
      buttons: [
        button(buttons.keep, press(digestKeep, { digest: digest.id })),
        button(buttons.stop, press(digestStop, { digest: digest.id })),
      ],
    },
  ];
}

function buttonsOf(card: DigestCard) {
  const { digest, hasThread, reader } = card;
  const { buttons } = stringsFor(reader).digest;
  const which = whichOf(card);
  return [
    button(buttons.figures, press(digestFigures, which)),
    button(buttons.why, press(digestWhy, which)),
    ...(hasThread ? [] : [button(buttons.detail, press(digestDetail, which))]),
    button(buttons.settings, press(digestShow, { digest: digest.id })),
  ];
}
