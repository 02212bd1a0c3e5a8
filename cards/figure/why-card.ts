import type { FigureRecord, MovingCustomer } from '../../crm/figure/facts.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import type { Figure, Kpi } from '../../kpi/kpi.ts';
import { customerShow } from '../customer/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, type DataOf, press } from '../view/action.ts';
import { count, dayHeading, dayOf, duration, type Reader } from '../view/format.ts';
import { joinByDots, systemName } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, type Choice, text, type View } from '../view/view.ts';
import { kpiShow, kpiWhy } from './actions.ts';
import { changeWords, figureWords } from './change.ts';

export interface WhyCard {
  kpi: Kpi;
  query: DataOf<typeof kpiWhy>;
  records: readonly FigureRecord[];
  /** How many records lie below these. */
  rest: number;
  /** Segments whose figure changed most, with the figure of both periods. */
  moved: readonly { name: string; now: Figure; before: Figure }[];
  /** Customers whose records moved it most. */
  movers: readonly MovingCustomer[];
  reader: Reader;
}

/** The records behind a figure, those first that pull it down, and the segments that moved it most. */
export function whyCard({ kpi, query, records, rest, moved, movers, reader }: WhyCard): View {
  const strings = stringsFor(reader).figure;
  const { skip, ...figure } = query;
  return {
    title: strings.why(kpi.name),
    blocks: [
      ...(moved.length > 0 ? movedBlocks({ kpi, moved, reader }) : []),
      ...moverBlocks(movers, { kpi, reader }),
      ...(records.length > 0
        ? [text(strings.records, 'quiet'), ...recordBlocks(records, { kpi, reader })]
        : [text(strings.noRecords)]),
      ...restBlock(rest, press(kpiWhy, { ...figure, skip: (skip ?? 0) + records.length }), reader),
      { kind: 'buttons', buttons: [button(strings.buttons.back, press(kpiShow, figure))] },
    ],
  };
}

function movedBlocks({ kpi, moved, reader }: Pick<WhyCard, 'kpi' | 'moved' | 'reader'>): Block[] {
  const strings = stringsFor(reader).figure;
  return [
    text(strings.moved, 'quiet'),
    ...moved.map(({ name, now, before }) =>
      text(
        strings.moves(
          name,
          figureWords(kpi, now, reader) ?? '',
          changeWords(kpi, { now, before }, reader) ?? '',
        ),
      ),
    ),
  ];
}

/** `Acme: 3 records, 2.1 on average; 1 before, 4 on average`. */
function moverBlocks(
  movers: readonly MovingCustomer[],
  { kpi, reader }: Pick<WhyCard, 'kpi' | 'reader'>,
): Block[] {
  const { movedBy } = stringsFor(reader).figure;
  if (movers.length === 0) return [];
  const side = ({ records, mean }: MovingCustomer['now']) =>
    movedBy.side(count(records, reader), mean === null ? null : recordValue(kpi, mean, reader));
  return [
    text(movedBy.title, 'quiet'),
    ...movers.map(({ name, now, before }) => text(movedBy.customer(name, side(now), side(before)))),
  ];
}

function recordBlocks(
  records: readonly FigureRecord[],
  { kpi, reader }: Pick<WhyCard, 'kpi' | 'reader'>,
): Block[] {
  const strings = stringsFor(reader);
  const detail = ({ at, value, source, externalId }: FigureRecord) =>
    joinByDots([
      value === null ? null : recordValue(kpi, value, reader),
      dayHeading(dayOf(at, reader), reader),
      `${systemName(source, strings)} ${externalId}`,
    ]);
  const choices = records.flatMap((record): Choice[] =>
    record.customer
      ? [
          {
            title: record.customer.name,
            detail: detail(record),
            button: button(
              strings.figure.buttons.show,
              press(customerShow, { customer: record.customer.id }),
            ),
          },
        ]
      : [],
  );
  const others = records.filter(({ customer }) => customer === null);
  return [
    ...(choices.length > 0 ? [{ kind: 'choices' as const, choices }] : []),
    ...others.map((record) => text(joinByDots([strings.figure.nobody, detail(record)]))),
  ];
}

/** A score as it is; a wait, which is stored in minutes, as a length of time. */
const recordValue = ({ unit }: Kpi, value: number, reader: Reader): string =>
  unit === 'minutes' || unit === 'hours'
    ? duration(value * MINUTE, reader)
    : count(Math.round(value * 100) / 100, reader);
