const CHARACTERS = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Below, each unit is a character of its own; only a line break may have two. */
const FIRST_JOINED = 0x300;
/** No character that anybody writes goes on for longer. */
const NEIGHBOURS = 200;

/** The beginning of a text, at most `max` UTF-16 units long, that ends with a whole character: a family of joined emoji stays one. */
export function headOf(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max <= 0) return '';
  if (isPlain(text.charCodeAt(max - 1)) && isPlain(text.charCodeAt(max))) return text.slice(0, max);
  const from = startBefore(text, max);
  const near = text.slice(from, from + NEIGHBOURS * 2);
  const found = CHARACTERS.segment(near).containing(max - from)?.index ?? max - from;
  return text.slice(0, from + found);
}

/** A place before this one where a character begins, as near as one is known. */
function startBefore(text: string, max: number): number {
  const least = Math.max(0, max - NEIGHBOURS);
  for (let at = max - 1; at > least; at -= 1) if (isPlain(text.charCodeAt(at))) return at;
  return least;
}

const isPlain = (unit: number): boolean => unit < FIRST_JOINED && unit !== 0x0a && unit !== 0x0d;

/** At most `max` UTF-16 units, never a part of a character; "…" says that there is more. */
export const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${headOf(text, max - 1)}…`;
