import type { KnownBlock } from '@slack/types';
import { labelText } from '../lines.ts';
import { joinByDots } from '../names.ts';
import type { Chart } from '../view.ts';
import { SLACK } from './limits.ts';

/** Slack's `data_visualization`, which its own types do not have yet: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export interface DataVisualization {
  type: 'data_visualization';
  title: string;
  chart: {
    type: 'line';
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; y_label?: string };
  };
}

const { title, label, points: most } = SLACK.charts;
const short = (text: string): string => labelText(text, label);

/** Slack draws every category of a series, so that a period without data has no place in it. */
export function isDrawable({ points }: Chart): boolean {
  const labels = points.map((point) => short(point.label));
  return (
    points.length >= 2 &&
    points.length <= most &&
    points.every(({ value }) => value !== null && Number.isFinite(value)) &&
    labels.every(Boolean) &&
    new Set(labels).size === labels.length
  );
}

export function nativeChart(chart: Chart): KnownBlock {
  const { points, target, unit } = chart;
  const known = points.flatMap(({ label: of, value }) =>
    value === null ? [] : [{ label: short(of), value }],
  );
  const name = short(chart.title) || 'Value';
  const block: DataVisualization = {
    type: 'data_visualization',
    title: labelText(joinByDots([chart.title, chart.note ?? null]), title),
    chart: {
      type: 'line',
      series: [
        { name, data: known },
        ...(target
          ? [
              {
                name: name === 'Target' ? 'Goal' : 'Target',
                data: known.map((point) => ({ ...point, value: target.value })),
              },
            ]
          : []),
      ],
      axis_config: {
        categories: known.map((point) => point.label),
        ...(unit && { y_label: short(unit) }),
      },
    },
  };
  return asKnown(block);
}

/** Whether a block is a chart. */
export const isChart = (block: { type: string }): block is DataVisualization =>
  block.type === 'data_visualization';

/** The types of Slack's library are older than the block. */
function asKnown(block: DataVisualization): KnownBlock {
  const known: unknown = block;
  return known as KnownBlock;
}
