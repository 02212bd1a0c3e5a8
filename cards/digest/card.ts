import type { DigestContent } from '../../crm/digest/content.ts';
import type { Digest, DigestIssue } from '../../crm/digest/digest.ts';
import { weekNumber } from '../../crm/time/day.ts';
import type { VisibleWin } from '../../crm/win/redact.ts';
import type { Measured } from '../../kpi/measured.ts';
import { changeParts, figureWords } from '../figure/change.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { capital, count, dayHeading, moment, month, type Reader, when } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { type Block, bold, line, text, type View } from '../view/view.ts';
import { digestFigures, digestShow, digestWhy } from './actions.ts';

export interface DigestCard {
  digest: Pick<Digest, 'id' | 'schedule'>;
  issue: Pick<DigestIssue, 'slot' | 'first' | 'last'>;
  figures: readonly Measured[];
  content: DigestContent;
  isLate: boolean;
  reader: Reader;
}

const FIGURES = 3;
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
      ...wonBlocks(card),
      ...needBlocks(card),
      text(strings.asOf(when(reader.now, reader)), 'quiet'),
      { kind: 'buttons', buttons: buttonsOf(card) },
    ],
  };
}

export function digestTitle({ digest, issue, reader }: DigestCard): string {
  const { title } = stringsFor(reader).digest;
  if (digest.schedule.every === 'week') return title.week(weekNumber(issue.last));
  if (digest.schedule.every === 'month')
    return title.month(capital(month(issue.last, reader), reader));
  return title.day(dayHeading(issue.last, reader));
}

/** `Retention rate 96.2 % · ▲ 0.4 points, better`. */
export function figureLine({ kpi, figure, previous }: Measured, reader: Reader): Block {
  const { digest, figure: words } = stringsFor(reader);
  const change = previous && changeParts(kpi, { now: figure, before: previous }, reader);
  const changed = (): string => {
    if (!change) return '';
    if (change.way === 'same') return ` · ${digest.change.same}`;
    return ` · ${digest.change[change.way](change.by)}, ${change.isBetter ? words.better : words.worse}`;
  };
  return text(line`${bold(kpi.name)} ${figureWords(kpi, figure, reader) ?? ''}${changed()}`);
}

function figureBlocks({ figures, reader }: DigestCard): Block[] {
  const { digest } = stringsFor(reader);
  const known = figures.filter(({ figure }) => figure.value !== null);
  if (known.length === 0) return [text(digest.noFigures)];
  return known.slice(0, FIGURES).map((measured) => figureLine(measured, reader));
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

function needBlocks({ content: { late }, reader }: DigestCard): Block[] {
  const strings = stringsFor(reader);
  const all = late.reduce((sum, { handoffs }) => sum + handoffs, 0);
  if (all === 0) return [];
  const [most] = late;
  const words = strings.digest.lateHandoffs(count(all, reader), all);
  const where =
    most &&
    strings.digest.in(count(most.handoffs, reader), departmentName(most.department, strings));
  return [
    { kind: 'heading', text: strings.digest.needs },
    text(where ? `${words}, ${where}` : words),
  ];
}

function buttonsOf({ digest, issue, reader }: DigestCard) {
  const { buttons } = stringsFor(reader).digest;
  const which = { digest: digest.id, slot: issue.slot.toISOString() };
  return [
    button(buttons.figures, press(digestFigures, which)),
    button(buttons.why, press(digestWhy, which)),
    button(buttons.settings, press(digestShow, { digest: digest.id })),
  ];
}
