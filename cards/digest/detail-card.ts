import { stringsFor } from '../strings.ts';
import { count, day, fromToday } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { chartNumbers } from '../view/text.ts';
import { type Block, bold, line, text, type View } from '../view/view.ts';
import { headline } from '../win/card.ts';
import { digestChart, figureLine, isKnown } from './figures.ts';
import { type DigestCard, digestTitle } from './issue.ts';
import { isPressing, needChoices } from './need.ts';

const NEEDING = 8;
const RENEWALS = 12;

/** All that a digest has no room for: it stands in its thread. */
export function digestDetailCard(card: DigestCard): View {
  return {
    title: stringsFor(card.reader).digest.detail(digestTitle(card)),
    blocks: [...figures(card), ...wins(card), ...needing(card), ...renewals(card), ...late(card)],
  };
}

function figures({ figures: all, trend, reader }: DigestCard): Block[] {
  const { digest } = stringsFor(reader);
  const empty = all.filter((measured) => !isKnown(measured));
  const chart = digestChart({ figures: all, trend, reader });
  return [
    { kind: 'heading', text: digest.all },
    ...all.filter(isKnown).map((measured) => figureLine(measured, reader)),
    ...(chart
      ? [
          text(
            stringsFor(reader).figure.chart.numbers(chart.chart.title, chartNumbers(chart.chart)),
            'quiet',
          ),
        ]
      : []),
    ...(empty.length > 0
      ? [text(digest.noData(listCommas(empty.map(({ kpi }) => kpi.name))), 'quiet')]
      : []),
  ];
}

function wins({ content, reader }: DigestCard): Block[] {
  if (content.wins.length === 0) return [];
  return [
    { kind: 'heading', text: stringsFor(reader).digest.wins },
    ...content.wins.map((told) =>
      text(
        joinByDots([
          headline(told, reader),
          listCommas([...new Set(told.credits.map(({ name }) => firstName(name)))]),
        ]),
      ),
    ),
  ];
}

function needing(card: DigestCard): Block[] {
  const pressing = card.content.needing.filter(isPressing);
  if (pressing.length === 0) return [];
  return [
    { kind: 'heading', text: stringsFor(card.reader).digest.needs },
    needChoices(pressing.slice(0, NEEDING), card),
  ];
}

function renewals({ content, reader }: DigestCard): Block[] {
  const ahead = content.needing
    .filter(({ renewsOn }) => renewsOn !== null)
    .toSorted((one, other) => (one.renewsOn ?? '').localeCompare(other.renewsOn ?? ''))
    .slice(0, RENEWALS);
  if (ahead.length === 0) return [];
  return [
    { kind: 'heading', text: stringsFor(reader).digest.renewals },
    ...ahead.map(({ name, renewsOn, owner }) =>
      text(
        line`${bold(name)} ${joinByDots([
          renewsOn && `${day(renewsOn, reader)}, ${fromToday(renewsOn, reader)}`,
          owner && firstName(owner),
        ])}`,
      ),
    ),
  ];
}

function late({ content, reader }: DigestCard): Block[] {
  const strings = stringsFor(reader);
  if (content.late.length === 0) return [];
  return [
    { kind: 'heading', text: strings.digest.lateBy },
    text(
      listCommas(
        content.late.map(({ department, handoffs }) =>
          strings.digest.in(count(handoffs, reader), departmentName(department, strings)),
        ),
      ),
    ),
  ];
}
