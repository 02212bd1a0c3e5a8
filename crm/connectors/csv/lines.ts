import { textOf } from './text-of.ts';
import type { Written } from './written.ts';

const LONGEST_LINE = 1_000_000;

/** A file's lines as they are read, without what ends them, and how many bytes of the file were read up to there. */
export async function* linesOf(
  path: string,
  { encoding, lineEnd = '\n' }: Pick<Written, 'encoding' | 'lineEnd'>,
): AsyncGenerator<{ lines: string[]; bytes: number }> {
  const { pieces, bytesRead } = textOf(path, encoding);
  let carried = '';
  for await (const piece of pieces) {
    const lines = (carried + piece).split(lineEnd);
    carried = lines.pop() ?? '';
    if (carried.length > LONGEST_LINE) {
      lines.push(carried.slice(0, LONGEST_LINE));
      carried = '';
    }
    yield { lines, bytes: bytesRead() };
  }
  if (carried !== '') yield { lines: [carried], bytes: bytesRead() };
}
