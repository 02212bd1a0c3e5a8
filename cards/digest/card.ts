import type { DigestContent, Needing } from '../../crm/digest/content.ts';
import type { Digest, DigestIssue } from '../../crm/digest/digest.ts';
import { weekNumber } from '../../crm/time/day.ts';
import type { VisibleWin } from '../../crm/win/redact.ts';
import type { Measured, Participation, TrendPoint } from '../../kpi/measured.ts';
import { warningText } from '../customer/warnings.ts';
import { changeParts, figureWords } from '../figure/change.ts';
import { trendChart } from '../figure/chart.ts';
import { shortTarget } from '../figure/target.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import {
  capital,
  count,
  day,
  dayHeading,
  dayInWords,
  fromToday,
  moment,
  month,
  type Reader,
  when,
} from '../view/format.ts';
import { departmentName, firstName, joinByDots, systemName } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { type Block, bold, line, text, type View } from '../view/view.ts';
import {
  digestDetail,
  digestFigures,
  digestHandOff,
  digestKeep,
  digestLate,
  digestShow,
  digestStop,
  digestTake,
  digestWhy,
} from './actions.ts';

export interface DigestCard {
  digest: Pick<Digest, 'id' | 'schedule'>;
  issue: Pick<DigestIssue, 'slot' | 'first' | 'last'>;
  figures: readonly Measured[];
  /** The first figure's twelve periods, oldest first. */
  trend: readonly TrendPoint[];
  content: DigestContent;
  /** Of a leader's: who takes part. */
  participation: Participation | null;
  /** Sources of its figures that told nothing lately. */
  silent: readonly { source: string; at: Date | null }[];
  /** Its slot passed while nobody was there to send it. */
  isLate: boolean;
  /** Nobody acted on the last four weeks of it. */
  isUnread: boolean;
  /** Its detail stands in the thread under it. */
  hasThread: boolean;
  reader: Reader;
}

export const FIGURES = 3;
/** Of fewer records a figure says how few: one more may turn it. */
const FEW = 10;
const NEEDING = 2;
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

export function digestTitle({ digest, issue, reader }: DigestCard): string {
  const { title } = stringsFor(reader).digest;
  if (digest.schedule.every === 'week') return title.week(weekNumber(issue.last));
  if (digest.schedule.every === 'month')
    return title.month(capital(month(issue.last, reader), reader));
  return title.day(dayHeading(issue.last, reader));
}

/** `Retention rate 96.2 % · ▲ 0.4 points, better`. */
export function figureLine({ kpi, figure, previous, target }: Measured, reader: Reader): Block {
  const { digest, figure: words } = stringsFor(reader);
  const change = previous && changeParts(kpi, { now: figure, before: previous }, reader);
  const changed = (): string => {
    if (!change) return '';
    if (change.way === 'same') return ` · ${digest.change.same}`;
    return ` · ${digest.change[change.way](change.by)}, ${change.isBetter ? words.better : words.worse}`;
  };
  const goal = target ? ` · ${shortTarget(target, { kpi, figure, reader })}` : '';
  const few = figure.sample < FEW ? ` · ${words.sample(figure.sample, String(figure.sample))}` : '';
  return text(
    line`${bold(kpi.name)} ${figureWords(kpi, figure, reader) ?? ''}${changed()}${goal}${few}`,
  );
}

function figureBlocks({ figures, trend, reader }: DigestCard): Block[] {
  const { digest } = stringsFor(reader);
  const known = figures.filter(({ figure }) => figure.value !== null);
  if (known.length === 0) return [text(digest.noFigures)];
  const [first] = known;
  const chart =
    first && trendChart(first.kpi, { trend, target: first.target?.target ?? null }, reader);
  return [
    ...known.slice(0, FIGURES).map((measured) => figureLine(measured, reader)),
    ...(chart ? [chart] : []),
  ];
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

/** Somebody should do something about it, and not only know of it. */
export const isPressing = ({ stage, warnings }: Needing): boolean =>
  stage === 'at-risk' || warnings.length > 0;

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

function needBlocks(card: DigestCard): Block[] {
  const { content, reader } = card;
  const strings = stringsFor(reader).digest;
  const pressing = content.needing.filter(isPressing);
  const late = lateBlocks(card);
  if (pressing.length === 0 && late.length === 0) return [];
  const more = pressing.length - NEEDING;
  return [
    { kind: 'heading', text: strings.needs },
    ...(pressing.length > 0 ? [needChoices(pressing.slice(0, NEEDING), card)] : []),
    ...(more > 0 ? [text(strings.moreNeed(more), 'quiet')] : []),
    ...late,
  ];
}

/** Each customer with the button that makes it a task of one's own, and the one that hands it on. */
export function needChoices(needing: readonly Needing[], card: DigestCard): Block {
  const { reader } = card;
  const { buttons } = stringsFor(reader).digest;
  return {
    kind: 'choices',
    choices: needing.map((one) => ({
      title: one.name,
      detail: needWords(one, reader),
      button: button(buttons.take, press(digestTake, { ...whichOf(card), customer: one.id })),
      also: button(buttons.handOff, press(digestHandOff, { ...whichOf(card), customer: one.id }), {
        opens: 'form',
      }),
    })),
  };
}

/** `silent for 31 days · renews 9 Jan, in 40 days · Tom`. */
export function needWords(
  { stage, renewsOn, owner, warnings }: Needing,
  reader: Reader,
  most = 1,
): string {
  const { customer, stage: stages } = stringsFor(reader);
  const says = warnings.map((warning) => warningText(warning, reader));
  const renews = renewsOn && customer.renews(day(renewsOn, reader), fromToday(renewsOn, reader));
  return joinByDots([
    stage === 'at-risk' ? stages[stage] : null,
    ...says.slice(0, most),
    renews && !says.slice(0, most).some((said) => said.includes(renews)) ? renews : null,
    owner && firstName(owner),
  ]);
}

function lateBlocks({ content: { late }, reader, ...card }: DigestCard): Block[] {
  const strings = stringsFor(reader);
  const [most, ...others] = late;
  if (!most) return [];
  const all = late.reduce((sum, { handoffs }) => sum + handoffs, 0);
  const words = strings.digest.lateHandoffs(count(all, reader), all);
  const name = departmentName(most.department, strings);
  const where = others.length > 0 ? strings.digest.in(count(most.handoffs, reader), name) : name;
  const see = press(digestLate, { ...whichOf(card), department: most.department });
  return [
    {
      kind: 'choices',
      choices: [{ title: words, detail: where, button: button(strings.digest.buttons.see, see) }],
    },
  ];
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

export const whichOf = ({ digest, issue }: Pick<DigestCard, 'digest' | 'issue'>) => ({
  digest: digest.id,
  slot: issue.slot.toISOString(),
});

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
