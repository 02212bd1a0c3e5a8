import { type Entry, type Kind, KINDS } from './entry.ts';

/** One line of a timeline as people read it: an entry, or a run of entries that say the same thing. */
export type TimelineLine =
  | { kind: 'single'; entry: Entry }
  /** `newest` and `oldest` of `count` entries in a row; `openEnded` where the row goes on beyond what was read. */
  | { kind: 'repeat'; count: number; newest: Entry; oldest: Entry; openEnded?: boolean };

/** What happens so often that a row of it says no more than its number. */
const ROUTINE: ReadonlySet<Kind> = new Set(['usage', 'visit', 'campaign', 'order', 'payment']);
export const TELLING: readonly Kind[] = KINDS.filter((kind) => !ROUTINE.has(kind));

/** Collapses neighbours, newest first as they came. A run is never carried across `mark`: what is new stays visible. */
export function collapse(entries: readonly Entry[], mark: Date | null = null): TimelineLine[] {
  const lines: TimelineLine[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    const before = last && (last.kind === 'single' ? last.entry : last.oldest);
    if (last && before && repeats(before, entry) && isNew(before, mark) === isNew(entry, mark)) {
      lines[lines.length - 1] = { kind: 'repeat', count: last.kind === 'single' ? 2 : last.count + 1, newest: newestOf(last), oldest: entry };
    } else {
      lines.push({ kind: 'single', entry });
    }
  }
  return lines;
}

export const newestOf = (line: TimelineLine): Entry => (line.kind === 'single' ? line.entry : line.newest);
export const oldestOf = (line: TimelineLine): Entry => (line.kind === 'single' ? line.entry : line.oldest);

/** Came after this reader's last look; at a first look nothing is new, since everything is. */
export const isNew = (entry: Pick<Entry, 'at'>, mark: Date | null): boolean => mark !== null && entry.at > mark;

function repeats(one: Entry, other: Entry): boolean {
  if (one.kind !== other.kind || one.department !== other.department || one.direction !== other.direction) return false;
  return ROUTINE.has(one.kind) || (one.title === other.title && one.personId === other.personId && !one.body && !other.body);
}
