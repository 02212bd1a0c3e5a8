import { stringsFor } from '../strings.ts';
import type { Reader } from './format.ts';
import { chartNumbers, toText } from './text.ts';
import { type Block, text, type View } from './view.ts';

/**
 * The same view for a platform that refused it: first with pictures in the place of charts, then without any. Each
 * says all that is said; none where nothing is drawn.
 */
export function plainerViews(view: View, reader: Pick<Reader, 'locale'>): View[] {
  const replaced = (part: (block: Block) => Block): View => ({
    ...view,
    blocks: view.blocks.map(part),
  });
  const hasChart = view.blocks.some(({ kind }) => kind === 'chart');
  const isDrawn = hasChart || view.blocks.some(({ kind }) => kind === 'image');
  return [
    ...(hasChart ? [replaced(pictureOf)] : []),
    ...(isDrawn ? [replaced((block) => wordsOf(block, reader))] : []),
  ];
}

/** The last resort, where a platform refuses every block but text. */
export function textAlone(view: View): View {
  const [, ...lines] = toText(view).split('\n');
  return { title: view.title, blocks: [text(lines.join('\n'))] };
}

const pictureOf = (block: Block): Block =>
  block.kind === 'chart' ? { ...block, asPicture: true } : block;

function wordsOf(block: Block, reader: Pick<Reader, 'locale'>): Block {
  if (block.kind === 'image') return text(stringsFor(reader).win.pictureLeftOut, 'quiet');
  return block.kind === 'chart' ? text(`${block.alt}: ${chartNumbers(block.chart)}`) : block;
}
