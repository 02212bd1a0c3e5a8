import { z } from 'zod';
import type { Outcome } from './port.ts';
import type { Reject } from './rejects.ts';

/** A run's progress, committed with every batch. */
const Count = z.number().int();
const KindState = z.object({ imported: Count, updated: Count, unchanged: Count, unmatched: Count });
export type KindState = z.infer<typeof KindState>;

const FileState = z.object({
  file: z.string(),
  rows: Count,
  skipped: Count,
  rejected: Count,
  repeated: Count,
  /** Records of which something later was known. */
  outdated: Count.default(0),
  /** Records of a customer or a contact that was erased. */
  erased: Count.default(0),
  /** Records that an earlier row had made. */
  coinciding: Count.default(0),
  /** Lines whose date would read in another order of day and month, the first few. */
  otherOrder: z
    .object({ dates: z.string(), lines: z.array(Count) })
    .nullable()
    .default(null),
  kinds: z.record(z.string(), KindState),
});
export type FileState = z.infer<typeof FileState>;

export const RunState = z.object({
  rejects: z.object({ path: z.string(), bytes: Count }),
  files: z.array(FileState),
});
export type RunState = z.infer<typeof RunState>;

export const newFile = (file: string): FileState => ({
  file,
  rows: 0,
  skipped: 0,
  rejected: 0,
  repeated: 0,
  outdated: 0,
  erased: 0,
  coinciding: 0,
  otherOrder: null,
  kinds: {},
});

const NONE: KindState = { imported: 0, updated: 0, unchanged: 0, unmatched: 0 };

/** The file's counts after one more batch. */
export function addCounts(
  file: FileState,
  batch: { rows: number; skipped: number; rejects: readonly Reject[] },
  { repeated, outdated, erased, coinciding, kinds, unmatched }: Outcome,
): FileState {
  const sums: Record<string, KindState> = { ...file.kinds };
  for (const [kind, { inserted, updated, unchanged }] of Object.entries(kinds)) {
    const before = sums[kind] ?? NONE;
    sums[kind] = {
      ...before,
      imported: before.imported + inserted,
      updated: before.updated + updated,
      unchanged: before.unchanged + unchanged,
    };
  }
  for (const { record } of unmatched) {
    const before = sums[record.kind] ?? NONE;
    sums[record.kind] = { ...before, unmatched: before.unmatched + 1 };
  }
  return {
    ...file,
    rows: file.rows + batch.rows,
    skipped: file.skipped + batch.skipped,
    rejected: file.rejected + batch.rejects.length,
    repeated: file.repeated + repeated.length,
    outdated: file.outdated + outdated,
    erased: file.erased + erased,
    coinciding: file.coinciding + coinciding.length,
    otherOrder: withOthers(file.otherOrder, batch.rejects),
    kinds: sums,
  };
}

/** As many lines as a summary names. */
const FEW = 5;

function withOthers(
  before: FileState['otherOrder'],
  rejects: readonly Reject[],
): FileState['otherOrder'] {
  const found = rejects.filter(({ otherOrder }) => otherOrder !== undefined);
  const dates = before?.dates ?? found[0]?.otherOrder;
  if (dates === undefined) return before;
  return {
    dates,
    lines: [...(before?.lines ?? []), ...found.map(({ line }) => line)].slice(0, FEW),
  };
}

/** All files together, by kind of record. */
export function totals(files: readonly FileState[]): {
  rows: number;
  rejected: number;
  repeated: number;
  outdated: number;
  erased: number;
  coinciding: number;
  kinds: Map<string, KindState>;
  all: KindState;
} {
  const kinds = new Map<string, KindState>();
  let all = NONE;
  for (const [kind, state] of files.flatMap((file) => Object.entries(file.kinds))) {
    kinds.set(kind, plus(kinds.get(kind) ?? NONE, state));
    all = plus(all, state);
  }
  const sum = (what: 'rows' | 'rejected' | 'repeated' | 'outdated' | 'erased' | 'coinciding') =>
    files.reduce((total, file) => total + file[what], 0);
  return {
    rows: sum('rows'),
    rejected: sum('rejected'),
    repeated: sum('repeated'),
    outdated: sum('outdated'),
    erased: sum('erased'),
    coinciding: sum('coinciding'),
    kinds,
    all,
  };
}

const plus = (one: KindState, other: KindState): KindState => ({
  imported: one.imported + other.imported,
  updated: one.updated + other.updated,
  unchanged: one.unchanged + other.unchanged,
  unmatched: one.unmatched + other.unmatched,
});
