const SPACE = /\s/;

/**
 * The words with the line breaks that they were typed with: where `lines`, which is all that was typed, says them in one
 * piece. Else as they are. Linear in both.
 */
export function withLineBreaks(words: string, lines: string): string {
  if (!lines.includes('\n')) return words;
  const solid = words.replace(/\s+/g, '');
  const typed = solidOf(lines);
  const at = typed.text.lastIndexOf(solid);
  if (solid === '' || at < 0) return words;
  const [from = 0, last = 0] = [typed.at[at], typed.at[at + solid.length - 1]];
  return lines.slice(from, last + 1);
}

/** A text without its spaces, and where each of its units stood. */
function solidOf(lines: string): { text: string; at: number[] } {
  const at: number[] = [];
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const unit = lines[i] ?? '';
    if (SPACE.test(unit)) continue;
    kept.push(unit);
    at.push(i);
  }
  return { text: kept.join(''), at };
}
