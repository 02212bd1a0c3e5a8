/** Reads a pattern's structure; how a single character matches is asked of the engine itself. */
export type Node =
  | { kind: 'char'; source: string }
  | { kind: 'sequence'; parts: Node[] }
  | { kind: 'choice'; options: Node[] }
  | { kind: 'repeat'; part: Node; min: number; max: number };

const EMPTY: Node = { kind: 'sequence', parts: [] };
const QUANTIFIER = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;
const ATOM =
  /\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\dA-Fa-f]{4}|\\x[\dA-Fa-f]{2}|\\k<[^>]*>|\\.|./suy;
/** With sets of characters inside of sets. */
const SETS = /\[(?:\\.|\[(?:\\.|[^\]\\])*\]|[^[\]\\])*\]/suy;
const OPENING = /\((?:\?(?::|<?[=!]|<[^=!>][^>]*>))?/y;

/** The pattern, and those inside of its looks ahead and behind, each by itself. */
export function parsePattern(source: string, flags: string): Node[] {
  const looks: Node[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at += found[0].length;
    return found;
  };
  const choice = (): Node => {
    const options = [sequence()];
    while (source[at] === '|') {
      at += 1;
      options.push(sequence());
    }
    return options.length === 1 ? (options[0] ?? EMPTY) : { kind: 'choice', options };
  };
  const sequence = (): Node => {
    const parts: Node[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated());
    return { kind: 'sequence', parts };
  };
  const repeated = (): Node => {
    const part = source[at] === '(' ? group() : atom();
    const found = take(QUANTIFIER);
    return found ? { kind: 'repeat', part, ...boundsOf(found) } : part;
  };
  const group = (): Node => {
    const opening = take(OPENING)?.[0] ?? '(';
    const inside = choice();
    at += 1;
    if (!/[=!]$/.test(opening)) return inside;
    looks.push(inside);
    return EMPTY;
  };
  const atom = (): Node => {
    const found = ((flags.includes('v') && take(SETS)) || take(ATOM))?.[0] ?? '';
    return /^(?:[$^]|\\[bB]|\\[1-9]|\\k<.*)$/.test(found) ? EMPTY : { kind: 'char', source: found };
  };
  const whole = choice();
  if (at < source.length) throw new Error(`Not read: ${source.slice(at)}`);
  return [whole, ...looks];
}

function boundsOf([whole, low, comma, high]: RegExpExecArray): { min: number; max: number } {
  if (low !== undefined) {
    const open = comma && !high ? Number.POSITIVE_INFINITY : Number(high ?? low);
    return { min: Number(low), max: open };
  }
  const [min, max] = { '*': [0, 1 / 0], '+': [1, 1 / 0], '?': [0, 1] }[whole[0] ?? '?'] ?? [0, 1];
  return { min: min ?? 0, max: max ?? 1 };
}
