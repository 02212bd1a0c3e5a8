import type { HomeView, KnownBlock, RichTextElement } from '@slack/types';
import { unreachable } from '../../../crm/problem.ts';
import { clip } from '../../../crm/text/cut.ts';
import { withFewButtons } from '../few-buttons.ts';
import { fitView } from '../fit.ts';
import { labelText, lastPart, lineWithWholeEnd, longLines, plain, shortLine } from '../lines.ts';
import { chartNumbers, toText } from '../text.ts';
import {
  type Block,
  bold,
  type ChartBlock,
  type EntryLine,
  type Fact,
  type Line,
  line,
  safeHref,
  type TextBlock,
  type View,
} from '../view.ts';
import { buttonRows, entrySection } from './actions.ts';
import { isDrawable, nativeChart } from './chart.ts';
import { choiceParts } from './choices.ts';
import { SLACK } from './limits.ts';
import { escapeText, paragraph, plainLines, plainText, richText } from './mrkdwn.ts';
import { openers } from './openers.ts';
import { packSearch } from './press.ts';

export { SLACK } from './limits.ts';
export { toModal, toOption } from './modal.ts';
export { pressFromSlack, valuesFromSlack } from './press.ts';

/** A message: `text` says everything once more for notifications and screen readers. */
export const toBlockKit = (view: View): { text: string; blocks: KnownBlock[] } =>
  fitView(withFewButtons(view), renderMessage, fitsInto(SLACK.blocks));

export function toHome(view: View): HomeView {
  return {
    type: 'home',
    blocks: fitView(withFewButtons(view), (part) => render(part), fitsInto(SLACK.viewBlocks))
      .blocks,
  };
}

const renderMessage = (view: View) => render(view, drawnBySlack(view));

/** Slack draws charts in messages only, and few in each. */
export const drawnBySlack = (view: View): ReadonlySet<Block> =>
  new Set(
    view.blocks
      .filter((block) => block.kind === 'chart' && !block.asPicture && isDrawable(block.chart))
      .slice(0, SLACK.charts.most),
  );

function render(
  view: View,
  charts: ReadonlySet<Block> = new Set(),
): { text: string; blocks: KnownBlock[] } {
  const header = asBlock({ type: 'header', text: plainText(view.title, SLACK.header) });
  const select = openers(view.blocks, 'open');
  const last = view.blocks.findLastIndex(({ kind }) => kind === 'entries');
  const parts = view.blocks.flatMap((block, i) => [
    ...toParts(block, String(i), { selectable: select?.entries ?? NONE, charts }),
    ...(select && i === last ? [asBlock(select.block)] : []),
  ]);
  return {
    text: escapeText(toText(view, { text: SLACK.paragraph, line: SLACK.value })),
    blocks: assemble([header, ...parts]),
  };
}

const fitsInto =
  (max: number) =>
  ({ blocks }: { blocks: KnownBlock[] }) =>
    blocks.length <= max && characters(blocks) <= SLACK.characters;

function characters(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const part of Array.isArray(value) ? value : Object.values(value)) sum += characters(part);
  return sum;
}

/** Lines flow together into as few blocks as possible, since each block costs height; a heading starts a new one. */
type Part = { kind: 'line'; line: Line; starts?: boolean } | { kind: 'block'; block: KnownBlock };

const NONE: ReadonlySet<EntryLine> = new Set();

/** How a message shows it: the entries that its one select opens, and the charts that Slack draws. */
interface Shown {
  selectable: ReadonlySet<EntryLine>;
  charts: ReadonlySet<Block>;
}

function toParts(block: Block, place: string, shown: Shown): Part[] {
  switch (block.kind) {
    case 'text':
      return longLines(block.line, SLACK.paragraph).map((part) =>
        textPart(lineWithWholeEnd(part), block.tone),
      );
    case 'heading':
      return [
        {
          kind: 'line',
          starts: true,
          line: [
            bold(labelText(block.text, SLACK.header)),
            block.aside ? `  ${labelText(block.aside, SLACK.header)}` : '',
          ],
        },
      ];
    case 'facts':
      return block.facts.map(factPart);
    case 'entries':
      return block.entries.map((entry, i) =>
        entry.open && !shown.selectable.has(entry)
          ? asBlock(entrySection(entry, `${place}.${i}`))
          : entryPart(entry),
      );
    case 'choices':
      return choiceParts(block.choices, place).map((part) =>
        'block' in part ? asBlock(part.block) : { kind: 'line', ...part },
      );
    case 'buttons':
      return buttonRows(block.buttons, block.more, place).map(asBlock);
    case 'search':
      return [asBlock(searchSection(block, place))];
    case 'image':
      return [imagePart(block)];
    case 'chart':
      return chartParts(block, shown);
    case 'divider':
      return [asBlock({ type: 'divider' })];
    default:
      return unreachable(block);
  }
}

const asBlock = (block: KnownBlock): Part => ({ kind: 'block', block });

function textPart(safe: Line, tone: TextBlock['tone']): Part {
  if (tone === 'caution')
    return {
      kind: 'line',
      line: [bold('⚠️ '), ...safe.map((span) => (typeof span === 'string' ? bold(span) : span))],
    };
  const isSmall =
    tone === 'quiet' && !safe.some((span) => typeof span !== 'string' && span.kind === 'link');
  return isSmall
    ? asBlock({ type: 'context', elements: [plainLines(plain(safe), SLACK.context)] })
    : { kind: 'line', line: safe };
}

const factPart = ({ label, value }: Fact): Part => ({
  kind: 'line',
  line: line`${bold(labelText(label, SLACK.who))}  ${shortLine(value, SLACK.value)}`,
});

function entryPart({ when, department, what, who }: EntryLine): Part {
  const [time, from] = [labelText(when, SLACK.who), labelText(department, SLACK.who)];
  return {
    kind: 'line',
    line: line`${bold(time)}  ${from} · ${shortLine(what, SLACK.line)}${who ? lastPart(labelText(who, SLACK.who)) : ''}`,
  };
}

function searchSection(block: Block & { kind: 'search' }, place: string): KnownBlock {
  const { blockId, actionId } = packSearch(block, place);
  const placeholder = plainText(block.placeholder, SLACK.placeholder);
  return {
    type: 'section',
    block_id: blockId,
    text: plainText(block.label, SLACK.line),
    accessory: { type: 'external_select', action_id: actionId, placeholder, min_query_length: 0 },
  };
}

/** Drawn by Slack, as a picture where it is not, and below it every number in small print; else in words alone. */
function chartParts(block: ChartBlock, { charts }: Shown): Part[] {
  const { picture, uploaded, alt, chart } = block;
  const numbers = chartNumbers(chart);
  const small = textPart([clip(numbers, SLACK.context)], 'quiet');
  if (charts.has(block)) return [asBlock(nativeChart(chart)), small];
  if (uploaded) return [uploadedPart({ id: uploaded, alt }), small];
  if (picture) return [imagePart({ url: picture.light, alt }), small];
  return [{ kind: 'line', line: [clip(`${alt}. ${numbers}`, SLACK.paragraph)] }];
}

/** A file that the bot uploaded: whoever reads the message may see it, and nobody else. */
const uploadedPart = ({ id, alt }: { id: string; alt: string }): Part =>
  asBlock({
    type: 'image',
    slack_file: { id },
    alt_text: clip(labelText(alt, SLACK.altText), SLACK.altText),
  });

function imagePart({ url, alt }: { url: string; alt: string }): Part {
  const href = safeHref(url);
  const words = clip(labelText(alt, SLACK.altText), SLACK.altText);
  return href
    ? asBlock({ type: 'image', image_url: href, alt_text: words })
    : { kind: 'line', line: [words] };
}

function assemble(parts: readonly Part[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let [flow, length]: [RichTextElement[], number] = [[], 0];
  const flush = () => {
    if (flow.length > 0) blocks.push(paragraph(flow));
    [flow, length] = [[], 0];
  };
  for (const part of parts) {
    if (part.kind === 'block') {
      flush();
      blocks.push(part.block);
      continue;
    }
    const size = plain(part.line).length;
    if (part.starts || length + size > SLACK.paragraph) flush();
    const elements = richText(part.line);
    if (elements.length > 0)
      flow.push(...(flow.length > 0 ? [{ type: 'text' as const, text: '\n' }] : []), ...elements);
    length += size;
  }
  flush();
  return blocks;
}
