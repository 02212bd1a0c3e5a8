import { labelText } from '../lines.ts';
import { joinByDots } from '../names.ts';
import { chartNumbers } from '../text.ts';
import { type ChartBlock, safeHref } from '../view.ts';
import { type Element, type Image, type LineChart, textBlock } from './elements.ts';
import { TEAMS } from './limits.ts';

/**
 * A chart on a wide screen, its picture on a narrow one, since Teams on iOS draws no lines, and below it every number in
 * small print.
 */
export function chartElements(block: ChartBlock): Element[] {
  const image = imageOf(block);
  const numbers = textBlock([labelText(chartNumbers(block.chart), TEAMS.text)], {
    isSubtle: true,
    size: 'Small',
  });
  const isKnown = block.chart.points.filter(({ value }) => value !== null).length >= 2;
  if (!image) return isKnown && !block.asPicture ? [lineChart(block, 'drop'), numbers] : [numbers];
  if (!isKnown || block.asPicture) return [image, numbers];
  return [
    { ...lineChart(block, image), targetWidth: 'atLeast:Standard' },
    { ...image, targetWidth: 'atMost:Narrow' },
    numbers,
  ];
}

function imageOf({ picture, alt }: ChartBlock): Image | null {
  const [light, dark] = [picture && safeHref(picture.light), picture && safeHref(picture.dark)];
  if (!light) return null;
  return {
    type: 'Image',
    url: light,
    altText: labelText(alt, TEAMS.value),
    size: 'Stretch',
    ...(dark && { themedUrls: [{ theme: 'Dark', url: dark }] }),
  };
}

/** A period without data has no point in it, so that the line goes over it and not down to 0. */
function lineChart(
  { chart: { title, unit, points, target, note } }: ChartBlock,
  fallback: LineChart['fallback'],
): LineChart {
  const values = points.flatMap(({ day, value }) => (value === null ? [] : [{ x: day, y: value }]));
  const legend = labelText(title, TEAMS.who);
  return {
    type: 'Chart.Line',
    title: labelText(joinByDots([title, note ?? null]), TEAMS.title),
    ...(unit && { yAxisTitle: labelText(unit, TEAMS.who) }),
    data: [
      { legend, values },
      ...(target
        ? [{ legend: 'Target', values: values.map(({ x }) => ({ x, y: target.value })) }]
        : []),
    ],
    fallback,
  };
}
