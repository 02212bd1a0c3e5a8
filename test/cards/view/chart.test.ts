import { expect, test } from 'vitest';
import { chartSvg, THEMES } from '../../../bot/charts/svg.ts';
import { plainerViews, textAlone } from '../../../cards/view/plainer.ts';
import { toBlockKit, toHome } from '../../../cards/view/slack/block-kit.ts';
import { StoredView } from '../../../cards/view/stored-view.ts';
import { toAdaptiveCard } from '../../../cards/view/teams/adaptive-card.ts';
import { chartNumbers, toText } from '../../../cards/view/text.ts';
import type { ChartBlock, View } from '../../../cards/view/view.ts';
import { brokenInMessage } from './limits.ts';

const picture = { light: 'https://r.example/charts/a.png', dark: 'https://r.example/charts/b.png' };
const chart = (values: readonly (number | null)[], more: Partial<ChartBlock> = {}): ChartBlock => ({
  kind: 'chart',
  alt: 'Rising',
  chart: {
    title: 'T'.repeat(80),
    unit: '%',
    points: values.map((value, i) => ({
      label: `${i + 1} November of a long year`.slice(0, 24),
      day: `2026-11-${String(i + 1).padStart(2, '0')}`,
      value,
      text: value === null ? '' : `${value} %`,
    })),
    target: { value: 95, text: '95 %' },
  },
  picture,
  ...more,
});
const view = (...blocks: View['blocks']): View => ({ title: 'Week 47', blocks });
const kinds = (shown: unknown): string[] =>
  JSON.stringify(shown).match(/"type":"(?:data_visualization|image|Chart\.Line|Image)"/g) ?? [];

test('the text says every number, and names a period without data', () => {
  expect(toText(view(chart([1, null, 3])))).toMatch(
    /Rising\n1\s*Nov\S*\s.*1\s%, 2\s.*\s–, 3\s.*3\s%/,
  );
});

test('a line of numbers breaks after a comma alone, so that no number stands apart from its unit', () => {
  const { chart: line } = chart([94, 95.1]);
  const points = [
    { label: '2 Nov', day: '2026-11-02', value: 94, text: '94 %' },
    { label: '9 Nov', day: '2026-11-09', value: null, text: '' },
    { label: '16 Nov', day: '2026-11-16', value: 3, text: '3.98 of 5' },
  ];
  const numbers = chartNumbers({ ...line, points, note: 'n = 1 to 4 records' });
  expect(numbers.split(' ')).toEqual([
    '2\u00A0Nov\u00A094\u00A0%,',
    '9\u00A0Nov\u00A0–,',
    '16\u00A0Nov\u00A03.98\u00A0of\u00A05;',
    'n\u00A0=\u00A01\u00A0to\u00A04\u00A0records',
  ]);
});

test('a chart of few records says how few, in its picture and wherever it is drawn', () => {
  const few = chart([1, 3]);
  const noted = { ...few, chart: { ...few.chart, title: 'Rating', note: 'n = 1 to 4 records' } };
  for (const shown of [toBlockKit(view(noted)).blocks, toAdaptiveCard(view(noted)).body])
    expect(JSON.stringify(shown)).toContain('"title":"Rating · n = 1 to 4 records"');
  expect(chartSvg(noted.chart, THEMES.light)).toContain('>n = 1 to 4 records<');
  expect(chartSvg(few.chart, THEMES.light)).not.toContain('n = ');
});

test.each([
  ['with a picture', { picture }],
  ['as a picture', { picture, asPicture: true }],
  ['without one', { picture: undefined }],
])('every number stands once as text, %s, wherever it is shown', (_, more) => {
  const one = view(chart([1, 3], more as Partial<ChartBlock>));
  const times = (shown: unknown) => JSON.stringify(shown).split('1\u00A0%, 2\u00A0Nov').length - 1;
  expect([toText(one), toBlockKit(one).blocks, toAdaptiveCard(one).body].map(times)).toEqual([
    1, 1, 1,
  ]);
});

test('Slack draws two at most in a message; the third is a picture', () => {
  const message = toBlockKit(view(chart([1, 2]), chart([1, 2]), chart([1, 2])));
  expect(brokenInMessage(message)).toEqual([]);
  expect(kinds(message.blocks)).toEqual([
    '"type":"data_visualization"',
    '"type":"data_visualization"',
    '"type":"image"',
  ]);
});

test('Slack draws none with a gap, of one point, or outside of a message', () => {
  for (const one of [chart([1, null, 3]), chart([1])])
    expect(kinds(toBlockKit(view(one)).blocks)).toEqual(['"type":"image"']);
  expect(kinds(toHome(view(chart([1, 2]))).blocks)).toEqual(['"type":"image"']);
  const { picture: _, ...bare } = chart([1, null, 3]);
  expect(JSON.stringify(toBlockKit(view(bare)).blocks)).toContain('Rising. 1\u00A0Nov');
});

test('Teams draws on wide screens and shows the picture on narrow ones', () => {
  const { body } = toAdaptiveCard(view(chart([1, null, 3])));
  expect(body[1]).toMatchObject({
    type: 'Chart.Line',
    targetWidth: 'atLeast:Standard',
    data: [
      {
        values: [
          { x: '2026-11-01', y: 1 },
          { x: '2026-11-03', y: 3 },
        ],
      },
      { legend: 'Target', values: [{ y: 95 }, { y: 95 }] },
    ],
    fallback: { type: 'Image', url: picture.light },
  });
  expect(body[2]).toMatchObject({ type: 'Image', targetWidth: 'atMost:Narrow' });
});

test('what a platform refuses is a picture, then words, then text alone', () => {
  const drawn = view(chart([1, 2]));
  const [asPicture, asWords] = plainerViews(drawn, { locale: 'en-GB' });
  expect(kinds(toBlockKit(asPicture!).blocks)).toEqual(['"type":"image"']);
  expect(kinds(toAdaptiveCard(asPicture!).body)).toEqual(['"type":"Image"']);
  expect(kinds(toBlockKit(asWords!).blocks)).toEqual([]);
  for (const one of [asPicture, asWords, textAlone(drawn)])
    expect(toText(one!)).toContain('1\u00A0%, 2');
});

test('a stored picture of before there were charts is still one', () => {
  const old = {
    title: 'Won',
    blocks: [{ kind: 'chart', url: 'https://x.example/a.png', alt: 'A' }],
  };
  expect(StoredView.parse(old).blocks).toEqual([
    { kind: 'image', url: 'https://x.example/a.png', alt: 'A' },
  ]);
});
