import { chartNumbers, toText } from './text.ts';
import { type Block, text, type View } from './view.ts';

/**
 * The same view for a platform that refused it: first with pictures in the place of charts, then without any, then as
 * text alone. Each says all that is said.
 */
export function plainerViews(view: View): View[] {
  const replaced = (part: (block: Block) => Block): View => ({
    ...view,
    blocks: view.blocks.map(part),
  });
  const hasChart = view.blocks.some(({ kind }) => kind === 'chart');
  const isDrawn = view.blocks.some(({ kind }) => kind === 'chart' || kind === 'image');
  const [, ...lines] = toText(view).split('\n');
  const whole = text(lines.join('\n'));
  const buttons = view.blocks.filter(({ kind }) => kind === 'buttons');
  return [
    ...(hasChart ? [replaced(pictureOf)] : []),
    ...(isDrawn ? [replaced(wordsOf)] : []),
    { title: view.title, blocks: [whole, ...buttons] },
    { title: view.title, blocks: [whole] },
  ];
}

const pictureOf = (block: Block): Block =>
  block.kind === 'chart' ? { ...block, asPicture: true } : block;

function wordsOf(block: Block): Block {
  if (block.kind === 'image') return text(block.alt);
  return block.kind === 'chart' ? text(`${block.alt}: ${chartNumbers(block.chart)}`) : block;
}
