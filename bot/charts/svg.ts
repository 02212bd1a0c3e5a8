import type { Chart } from '../../cards/view/view.ts';

/** In the units of the drawing, which is as wide as a small phone. */
const [WIDTH, HEIGHT] = [320, 180];
const AREA = { left: 12, right: 308, top: 54, bottom: 140 };

export interface Colours {
  paper: string;
  ink: string;
  faint: string;
  line: string;
  target: string;
}

export const THEMES: Readonly<Record<'light' | 'dark', Colours>> = {
  light: { paper: '#ffffff', ink: '#1d1c1d', faint: '#5c5b5f', line: '#0b63b5', target: '#8a5a00' },
  dark: { paper: '#1f1f23', ink: '#f4f4f5', faint: '#b6b6bd', line: '#6cb6ff', target: '#f2b94b' },
};

/** A line with its first and last value, the lowest and the highest, and the target: readable at 320 pixels. */
export function chartSvg(chart: Chart, colours: Colours): string {
  const { points, target } = chart;
  const known = points.flatMap(({ value }, i) => (value === null ? [] : [{ i, value }]));
  const values = [...known.map(({ value }) => value), ...(target ? [target.value] : [])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) || 1;
  const x = (i: number) =>
    points.length < 2
      ? AREA.left
      : AREA.left + ((AREA.right - AREA.left) * i) / (points.length - 1);
  const y = (value: number) => AREA.bottom - ((AREA.bottom - AREA.top) * (value - low)) / span;
  const at = ({ i, value }: { i: number; value: number }) => `${round(x(i))},${round(y(value))}`;
  const last = known.at(-1);
  const newest = last && points[last.i];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="DejaVu Sans" fill="${colours.ink}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${colours.paper}"/>`,
    text(chart.title, { x: 12, y: 20, size: 12 }),
    newest ? text(newest.text, { x: 308, y: 20, size: 14, anchor: 'end', bold: true }) : '',
    chart.note
      ? text(chart.note, { x: 308, y: 36, size: 10, anchor: 'end', fill: colours.faint })
      : '',
    target
      ? `<line x1="${AREA.left}" x2="${AREA.right}" y1="${round(y(target.value))}" y2="${round(y(target.value))}" stroke="${colours.target}" stroke-width="1.5" stroke-dasharray="5 4"/>` +
        text(`Target ${target.text}`, { x: 12, y: 36, size: 10, fill: colours.target })
      : '',
    // A period without data breaks the line.
    ...stretches(known).map(
      (stretch) =>
        `<polyline points="${stretch.map(at).join(' ')}" fill="none" stroke="${colours.line}" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"/>`,
    ),
    ...known.map(
      (point) =>
        `<circle cx="${round(x(point.i))}" cy="${round(y(point.value))}" r="${point === last ? 4 : 2}" fill="${colours.line}"/>`,
    ),
    ...extremes(known).map(({ i, value, isHighest }) =>
      text(points[i]?.text ?? '', {
        x: Math.min(Math.max(x(i), 30), WIDTH - 30),
        y: y(value) + (isHighest ? -7 : 13),
        size: 9,
        anchor: 'middle',
        fill: colours.faint,
      }),
    ),
    text(points[0]?.label ?? '', { x: 12, y: 170, size: 10, fill: colours.faint }),
    text(points.at(-1)?.label ?? '', {
      x: 308,
      y: 170,
      size: 10,
      anchor: 'end',
      fill: colours.faint,
    }),
    '</svg>',
  ].join('');
}

/** The highest and the lowest value, where they differ and are not the newest one, which stands above. */
function extremes(known: readonly { i: number; value: number }[]) {
  const by = known.toSorted((one, other) => one.value - other.value);
  const [lowest] = by;
  const highest = by.at(-1);
  if (!lowest || !highest || lowest.value === highest.value) return [];
  return [
    { ...highest, isHighest: true },
    { ...lowest, isHighest: false },
  ].filter(({ i }) => i !== known.at(-1)?.i);
}

function stretches(known: readonly { i: number; value: number }[]) {
  const runs: { i: number; value: number }[][] = [];
  for (const point of known) {
    const run = runs.at(-1);
    if (run?.at(-1)?.i === point.i - 1) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

const round = (value: number): number => Math.round(value * 10) / 10;

function text(
  words: string,
  {
    x,
    y,
    size,
    anchor = 'start',
    fill,
    bold = false,
  }: { x: number; y: number; size: number; anchor?: string; fill?: string; bold?: boolean },
): string {
  const escaped = words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}"${bold ? ' font-weight="bold"' : ''}${fill ? ` fill="${fill}"` : ''}>${escaped}</text>`;
}
