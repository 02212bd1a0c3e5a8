import { type Entry, KINDS, type Kind } from './entry.ts';

/** One line of a timeline as people read it: an entry, or a run of entries that say the same thing. */
export type TimelineLine =
  | { kind: 'single'; entry: Entry }
  /** `newest` and `oldest` of `count` entries in a row; `openEnded` where the row goes on beyond what was read. */
  | { kind: 'repeat'; count: number; newest: Entry; oldest: Entry; openEnded?: boolean }
  /** Several things in a row that colleagues did among themselves. */
  | { kind: 'steps'; count: number; newest: Entry; oldest: Entry };

/** Kinds so frequent that a row of them says no more than its number. */
export const ROUTINE: ReadonlySet<Kind> = new Set([
  'usage',
  'visit',
  'campaign',
  'order',
  'payment',
]);
export const TELLING: readonly Kind[] = KINDS.filter((kind) => !ROUTINE.has(kind));

/** Collapses neighbours, newest first as they came. A run is never carried across `mark`: what is new stays visible. */
export function collapse(entries: readonly Entry[], mark: Date | null = null): TimelineLine[] {
  const lines: TimelineLine[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    const before = last && (last.kind === 'single' ? last.entry : last.oldest);
    if (last && before && repeats(before, entry) && isNew(before, mark) === isNew(entry, mark)) {
      lines[lines.length - 1] = {
        kind: 'repeat',
        count: last.kind === 'single' ? 2 : last.count + 1,
        newest: newestOf(last),
        oldest: entry,
      };
    } else {
      lines.push({ kind: 'single', entry });
    }
  }
  return lines;
}

/** Opens a run at the end of those that were read, where more lie beyond it. */
export function openEnd(
  lines: readonly TimelineLine[],
  direction: 'older' | 'newer',
): TimelineLine[] {
  const end = direction === 'older' ? lines.length - 1 : 0;
  return lines.map((line, i) =>
    i === end && line.kind === 'repeat' ? { ...line, openEnded: true } : line,
  );
}

/** Rapport's own entries on handoffs, tasks and questions; the title of each names the colleague who acted. */
export const STEPS = ['handoff', 'task', 'message'] as const satisfies readonly Kind[];
export const isStep = ({
  source,
  direction,
  kind,
}: Pick<Entry, 'source' | 'direction' | 'kind'>): boolean =>
  source === 'rapport' && direction === 'internal' && STEPS.some((step) => step === kind);

/** Folds steps in a row into one line, which leaves room for the customer's own entries. New entries stay apart. */
export function foldSteps(
  lines: readonly TimelineLine[],
  mark: Date | null = null,
): TimelineLine[] {
  const folded: TimelineLine[] = [];
  for (const line of lines) {
    const last = folded.at(-1);
    const joins =
      last &&
      [last, line].every((one) => isStep(newestOf(one))) &&
      isNew(newestOf(last), mark) === isNew(newestOf(line), mark);
    if (joins)
      folded[folded.length - 1] = {
        kind: 'steps',
        count: countOf(last) + countOf(line),
        newest: newestOf(last),
        oldest: oldestOf(line),
      };
    else folded.push(line);
  }
  return folded;
}

/** The doings of the customer and of the departments, and all of our own bookkeeping in one line, where its newest step stands. */
export function foldAllSteps(entries: readonly Entry[], mark: Date | null = null): TimelineLine[] {
  const lines = collapse(
    entries.filter((entry) => !isStep(entry)),
    mark,
  );
  const [steps] = foldSteps(
    entries.filter(isStep).map((entry) => ({ kind: 'single' as const, entry })),
  );
  if (!steps) return lines;
  const { at } = newestOf(steps);
  const place = lines.findIndex((line) => newestOf(line).at <= at);
  return place < 0 ? [...lines, steps] : lines.toSpliced(place, 0, steps);
}

export const countOf = (line: TimelineLine): number => (line.kind === 'single' ? 1 : line.count);
export const newestOf = (line: TimelineLine): Entry =>
  line.kind === 'single' ? line.entry : line.newest;
export const oldestOf = (line: TimelineLine): Entry =>
  line.kind === 'single' ? line.entry : line.oldest;

/** Came after this reader's last look; at a first look nothing is new, since everything is. */
export const isNew = (entry: Pick<Entry, 'at'>, mark: Date | null): boolean =>
  mark !== null && entry.at > mark;

function repeats(one: Entry, other: Entry): boolean {
  if (
    one.kind !== other.kind ||
    one.department !== other.department ||
    one.direction !== other.direction
  )
    return false;
  return (
    ROUTINE.has(one.kind) ||
    (one.title === other.title && one.personId === other.personId && !one.body && !other.body)
  );
}
