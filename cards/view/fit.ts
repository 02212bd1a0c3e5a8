import { unreachable } from '../../crm/problem.ts';
import { type Block, text, type View } from './view.ts';

/**
 * Renders as much of a view as a platform takes. Left-out blocks are counted: "and 12 more". Buttons stay as long as
 * they fit by themselves, since they are the way to the rest.
 */
export function fitView<Out>(
  view: View,
  render: (view: View) => Out,
  fits: (out: Out) => boolean,
): Out {
  const most = (keepButtons: boolean) =>
    largest(rowsOf(view, keepButtons), (rows) => render(take(view, rows, keepButtons)), fits);
  return most(true) ?? most(false) ?? render({ title: view.title, blocks: [] });
}

/** Made from as many rows as fit: by doubling, then by halving, so that the cost follows what is shown and not what there is. */
function largest<Out>(
  total: number,
  make: (rows: number) => Out,
  fits: (out: Out) => boolean,
): Out | null {
  let best: Out | null = null;
  let [low, high] = [-1, Math.min(32, total)];
  const tryRows = (rows: number): boolean => {
    const out = make(rows);
    if (!fits(out)) return false;
    [best, low] = [out, rows];
    return true;
  };
  while (tryRows(high)) {
    if (high === total) return best;
    high = Math.min(high * 2, total);
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (!tryRows(middle)) high = middle;
  }
  return best;
}

function take(view: View, rows: number, keepButtons: boolean): View {
  const blocks: Block[] = [];
  let [left, omitted, cutAt, lost] = [rows, 0, -1, 0];
  for (const block of view.blocks) {
    const rest = lost > 0 ? continuing(block, lost) : null;
    if (rest) {
      blocks.push(rest);
      omitted -= lost;
    }
    lost = 0;
    if (rest) continue;
    const size = sizeOf(block, keepButtons);
    const fitting = cutAt < 0 ? Math.min(size, left) : 0;
    left -= fitting;
    if (fitting > 0 || size === 0) blocks.push(fitting < size ? firstOf(block, fitting) : block);
    if (fitting === size) continue;
    if (cutAt < 0) cutAt = blocks.length;
    lost = block.kind === 'choices' ? size - fitting : 0;
    omitted += isContent(block) ? size - fitting : 0;
  }
  if (omitted === 0) return { title: view.title, blocks };
  return {
    title: view.title,
    blocks: blocks.toSpliced(cutAt, 0, text(`and ${omitted.toLocaleString('en')} more`, 'quiet')),
  };
}

/** The button below a list leads to the rows that found no room as well; null where this is none. */
function continuing(block: Block, lost: number): Block | null {
  if (block.kind !== 'buttons' || !block.rest) return null;
  const [only] = block.buttons;
  const skip = only?.kind === 'press' ? only.data.skip : null;
  if (only?.kind !== 'press' || typeof skip !== 'number') return null;
  const rest = { ...block.rest, count: block.rest.count + lost };
  const label = `${rest.count.toLocaleString('en')}${rest.capped ? '+' : ''} more`;
  return {
    ...block,
    rest,
    buttons: [{ ...only, label, data: { ...only.data, skip: skip - lost } }],
  };
}

const rowsOf = (view: View, keepButtons: boolean): number =>
  view.blocks.reduce((sum, block) => sum + sizeOf(block, keepButtons), 0);

/** Headings and dividers are no loss by themselves. */
const isContent = (block: Block): boolean => block.kind !== 'heading' && block.kind !== 'divider';

function sizeOf(block: Block, keepButtons: boolean): number {
  switch (block.kind) {
    case 'entries':
      return block.entries.length;
    case 'facts':
      return block.facts.length;
    case 'choices':
      return block.choices.length;
    case 'buttons':
      return keepButtons ? 0 : block.buttons.length + (block.more?.buttons.length ?? 0);
    case 'search':
      return keepButtons ? 0 : 1;
    case 'text':
    case 'heading':
    case 'image':
    case 'chart':
    case 'divider':
      return 1;
    default:
      return unreachable(block);
  }
}

function firstOf(block: Block, rows: number): Block {
  switch (block.kind) {
    case 'entries':
      return { ...block, entries: block.entries.slice(0, rows) };
    case 'facts':
      return { ...block, facts: block.facts.slice(0, rows) };
    case 'choices':
      return { ...block, choices: block.choices.slice(0, rows) };
    case 'buttons':
      return {
        kind: 'buttons',
        buttons: [...block.buttons, ...(block.more?.buttons ?? [])].slice(0, rows),
      };
    case 'search':
    case 'text':
    case 'heading':
    case 'image':
    case 'chart':
    case 'divider':
      return block;
    default:
      return unreachable(block);
  }
}
