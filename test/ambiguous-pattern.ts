import { type Node, parsePattern } from './parsed-pattern.ts';

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

/** The automaton by numbers: of each place those that may follow, and the characters that it takes as bits. */
interface Automaton {
  next: readonly (readonly number[])[];
  takes: readonly bigint[];
  twice: readonly ReadonlySet<number>[];
  /** Of each place those that it leads to. */
  ahead: readonly ReadonlySet<number>[];
}

function automaton(node: Node, flags: string): Automaton {
  const places: Place[] = [];
  build(node, flags, places);
  const ids = new Map(places.map((place, id) => [place, id]));
  const numbers = (some: ReadonlySet<Place>): number[] => [...some].map((one) => ids.get(one) ?? 0);
  const next = places.map((place) => numbers(place.next));
  return {
    next,
    takes: bitsOf(places),
    twice: places.map((place) => new Set(numbers(place.twice))),
    ahead: places.map((_, id) => reachable(id, next)),
  };
}

/** One bit for all characters that the same places take. */
function bitsOf(places: readonly Place[]): bigint[] {
  const takers = new Map<string, number[]>();
  places.forEach(({ takes }, id) => {
    for (const char of takes) takers.set(char, [...(takers.get(char) ?? []), id]);
  });
  const kinds = new Map([...takers.values()].map((some) => [some.join(), some]));
  const bits = places.map(() => 0n);
  [...kinds.values()].forEach((some, bit) => {
    for (const id of some) bits[id] = (bits[id] ?? 0n) | (1n << BigInt(bit));
  });
  return bits;
}

function reachable(from: number, next: Automaton['next']): Set<number> {
  const found = new Set<number>();
  const open = [...(next[from] ?? [])];
  for (let place = open.pop(); place !== undefined; place = open.pop())
    if (!found.has(place)) {
      found.add(place);
      open.push(...(next[place] ?? []));
    }
  return found;
}

/** The places that may follow `place` on a way to `goal`. */
const towards = ({ next, ahead }: Automaton, place: number, goal: number): readonly number[] =>
  (next[place] ?? []).filter((one) => one === goal || ahead[one]?.has(goal) === true);

/** Whether some text that is repeated leads from `p` back to `p`, from `p` to `q` and from `q` back to `q`: then each repetition of it may end there, and a failure tries them all. */
function isSplit(automaton: Automaton, p: number, q: number): boolean {
  const { takes } = automaton;
  const taking = (place: number): bigint => takes[place] ?? 0n;
  // The last character of that text leads to both.
  if ((taking(p) & taking(q)) === 0n) return false;
  const size = takes.length;
  const seen = new Set<number>();
  const open: [number, number, number][] = [[p, p, q]];
  for (let at = open.pop(); at; at = open.pop()) {
    const [a, b, c] = at;
    for (const x of towards(automaton, a, p))
      for (const y of towards(automaton, b, q)) {
        const both = taking(x) & taking(y);
        if (both === 0n) continue;
        for (const z of towards(automaton, c, q)) {
          if ((both & taking(z)) === 0n) continue;
          if (x === p && y === q && z === q) return true;
          const key = (x * size + y) * size + z;
          if (seen.has(key)) continue;
          seen.add(key);
          open.push([x, y, z]);
        }
      }
  }
  return false;
}

/** Whether some text leads from `p` back to `p` in two ways, so that their number doubles with each repetition. */
function isDoubled(automaton: Automaton, p: number): boolean {
  const { takes, twice } = automaton;
  const size = takes.length;
  const seen = new Set<number>();
  const open: [number, number, boolean][] = [[p, p, false]];
  for (let at = open.pop(); at; at = open.pop()) {
    const [a, b, apart] = at;
    for (const x of towards(automaton, a, p))
      for (const y of towards(automaton, b, p)) {
        if (((takes[x] ?? 0n) & (takes[y] ?? 0n)) === 0n) continue;
        const isApart = apart || x !== y || twice[a]?.has(x) === true;
        if (x === p && y === p && isApart) return true;
        const key = (x * size + y) * 2 + Number(isApart);
        if (seen.has(key)) continue;
        seen.add(key);
        open.push([x, y, isApart]);
      }
  }
  return false;
}

/** Whether the engine may try the same text in more ways than it has characters: a repetition in another one, or one behind another, over the same characters. */
export function isAmbiguous(source: string, flags: string): boolean {
  return parsePattern(source, flags).some((node) => {
    const whole = automaton(node, flags);
    const loops = whole.ahead.flatMap((ahead, place) => (ahead.has(place) ? [place] : []));
    return loops.some(
      (p) =>
        isDoubled(whole, p) ||
        loops.some((q) => q !== p && whole.ahead[p]?.has(q) === true && isSplit(whole, p, q)),
    );
  });
}
