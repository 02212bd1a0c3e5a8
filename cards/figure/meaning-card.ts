import type { Kpi } from '../../kpi/kpi.ts';
import { stringsFor } from '../strings.ts';
import { button, type DataOf, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { type Block, bold, line, text, type View } from '../view/view.ts';
import { kpiMeaning, kpiMovers, kpiShow } from './actions.ts';

type Query = DataOf<typeof kpiShow>;

/** The figure's definition, formula and sources. */
export function meaningCard(kpi: Kpi, query: Query, reader: Reader): View {
  const { meaning: strings, buttons } = stringsFor(reader).figure;
  const fact = (label: string, value: string) => ({ label, value: [value] });
  return {
    title: kpi.name,
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact(strings.is, kpi.definition),
          fact(strings.formula, kpi.formula),
          fact(strings.made, kpi.sources),
          fact(strings.good, strings[kpi.better]),
          fact(strings.kind, strings.shape[kpi.shape]),
        ],
      },
      back(query, reader, button(buttons.movers, press(kpiMovers, query))),
    ],
  };
}

/** The departments that move the figure, and one thing that each can do. */
export function moversCard(kpi: Kpi, query: Query, reader: Reader): View {
  const strings = stringsFor(reader);
  return {
    title: strings.figure.movers(kpi.name),
    blocks: [
      ...kpi.movers.map(({ department, does }) =>
        text(line`${bold(departmentName(department, strings))} ${does}`),
      ),
      back(query, reader, button(strings.figure.buttons.meaning, press(kpiMeaning, query))),
    ],
  };
}

const back = (query: Query, reader: Reader, other: ReturnType<typeof button>): Block => ({
  kind: 'buttons',
  buttons: [button(stringsFor(reader).figure.buttons.back, press(kpiShow, query)), other],
});
