const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** No character that people write is longer: a family of joined emoji has 11 units. */
const WINDOW = 80;

/** At most `max` UTF-16 units, marked with "…" where something was left out, and never cut inside a character: joined emoji are one. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, characterStart(text, max - 1))}…`;
}

/** The last place before or at `at` where a character begins. */
export function characterStart(text: string, at: number): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  const from = Math.max(0, at - WINDOW);
  const segment = GRAPHEMES.segment(text.slice(from, at + WINDOW)).containing(at - from);
  return segment ? from + segment.index : at;
}
