/** Reads a pattern's structure; how a single character matches is asked of the engine itself. */
type Node =
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
function parse(source: string, flags: string): Node[] {
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

/** One character of the pattern in its place, with the characters that it takes and the places that may follow. */
interface Place {
  takes: ReadonlySet<string>;
  next: Set<Place>;
  /** Those of them that two repetitions lead to, one inside of the other. */
  twice: Set<Place>;
}
interface Piece {
  first: Place[];
  last: Place[];
  canBeEmpty: boolean;
}

/** Every letter of ASCII, and one of each other kind that a pattern may tell apart. */
const SAMPLE = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...'\u00a0\u2028’‘“”„«»–…€£₹éßÉжЖ日月年時点分ńの١²ªǅ\u0301\u200d\ufe0f🙂',
];

/** The automaton of places. A repetition with an end has no circle: it costs a fixed factor. */
function build(node: Node, flags: string, places: Place[]): Piece {
  if (node.kind === 'char') {
    const one = new RegExp(`^(?:${node.source})$`, flags.replace(/[gy]/g, ''));
    const takes = new Set(
      [...SAMPLE, ...(/^[^\\[]/u.test(node.source) ? [node.source] : [])].filter((c) =>
        one.test(c),
      ),
    );
    const place: Place = { takes, next: new Set(), twice: new Set() };
    places.push(place);
    return { first: [place], last: [place], canBeEmpty: false };
  }
  if (node.kind === 'choice') {
    const options = node.options.map((option) => build(option, flags, places));
    return {
      first: options.flatMap(({ first }) => first),
      last: options.flatMap(({ last }) => last),
      canBeEmpty: options.some(({ canBeEmpty }) => canBeEmpty),
    };
  }
  if (node.kind === 'sequence')
    return node.parts.reduce<Piece>((before, part) => join(before, build(part, flags, places)), {
      first: [],
      last: [],
      canBeEmpty: true,
    });
  const copies = Math.min(node.max, Math.max(1, Math.min(node.min, 2)));
  const made = Array.from({ length: copies }, () => build(node.part, flags, places));
  const loop = made.at(-1);
  if (!loop) return { first: [], last: [], canBeEmpty: true };
  if (node.max === Number.POSITIVE_INFINITY) link(loop.last, loop.first);
  const whole = made.reduce(join);
  return { ...whole, canBeEmpty: whole.canBeEmpty || node.min === 0 };
}

function join(before: Piece, after: Piece): Piece {
  link(before.last, after.first);
  return {
    first: before.canBeEmpty ? [...before.first, ...after.first] : before.first,
    last: after.canBeEmpty ? [...before.last, ...after.last] : after.last,
    canBeEmpty: before.canBeEmpty && after.canBeEmpty,
  };
}

function link(from: readonly Place[], to: readonly Place[]): void {
  for (const one of from)
    for (const next of to) (one.next.has(next) ? one.twice : one.next).add(next);
}

function reachable(from: Place): Set<Place> {
  const found = new Set<Place>();
  const open = [...from.next];
  for (let place = open.pop(); place; place = open.pop())
    if (!found.has(place)) {
      found.add(place);
      open.push(...place.next);
    }
  return found;
}

/** Whether some text that is repeated leads from `p` back to `p`, from `p` to `q` and from `q` back to `q`: then each repetition of it may end there, and a failure tries them all. */
function isSplit(p: Place, q: Place, ids: ReadonlyMap<Place, number>): boolean {
  const seen = new Set<string>();
  const open: [Place, Place, Place][] = [[p, p, q]];
  for (let at = open.pop(); at; at = open.pop()) {
    const [a, b, c] = at;
    for (const x of a.next)
      for (const y of b.next)
        for (const z of c.next) {
          if (![...x.takes].some((char) => y.takes.has(char) && z.takes.has(char))) continue;
          if (x === p && y === q && z === q) return true;
          const key = [x, y, z].map((place) => ids.get(place)).join();
          if (!seen.has(key)) {
            seen.add(key);
            open.push([x, y, z]);
          }
        }
  }
  return false;
}

/** Whether some text leads from `p` back to `p` in two ways, so that their number doubles with each repetition. */
function isDoubled(p: Place, ids: ReadonlyMap<Place, number>): boolean {
  const seen = new Set<string>();
  const open: [Place, Place, boolean][] = [[p, p, false]];
  for (let at = open.pop(); at; at = open.pop()) {
    const [a, b, apart] = at;
    for (const x of a.next)
      for (const y of b.next) {
        if (![...x.takes].some((char) => y.takes.has(char))) continue;
        const isApart = apart || x !== y || a.twice.has(x);
        if (x === p && y === p && isApart) return true;
        const key = `${ids.get(x)} ${ids.get(y)} ${isApart}`;
        if (!seen.has(key)) {
          seen.add(key);
          open.push([x, y, isApart]);
        }
      }
  }
  return false;
}

/** Whether the engine may try the same text in more ways than it has characters: a repetition in another one, or one behind another, over the same characters. */
export function isAmbiguous(source: string, flags: string): boolean {
  return parse(source, flags).some((node) => {
    const places: Place[] = [];
    build(node, flags, places);
    const ids = new Map(places.map((place, id) => [place, id]));
    const loops = places.filter((place) => reachable(place).has(place));
    return loops.some(
      (p) =>
        isDoubled(p, ids) ||
        [...reachable(p)].some((q) => q !== p && loops.includes(q) && isSplit(p, q, ids)),
    );
  });
}
