import { toText } from './text.ts';
import { text, type View } from './view.ts';

/** The same view for a platform that refused it: first without pictures, then as text alone. Each says all that is said. */
export function plainerViews(view: View): View[] {
  const hasPicture = view.blocks.some(({ kind }) => kind === 'chart');
  const withoutPictures = {
    ...view,
    blocks: view.blocks.map((block) => (block.kind === 'chart' ? text(block.alt) : block)),
  };
  const [, ...lines] = toText(view).split('\n');
  const buttons = view.blocks.filter(({ kind }) => kind === 'buttons');
  return [
    ...(hasPicture ? [withoutPictures] : []),
    { title: view.title, blocks: [text(lines.join('\n')), ...buttons] },
    { title: view.title, blocks: [text(lines.join('\n'))] },
  ];
}
