import { BadRow } from '../mapping/format.ts';
import { makeRecords } from '../mapping/rows.ts';
import type { Row } from '../mapping/template.ts';
import type { BatchRow } from './port.ts';
import type { ReadRow } from './reader.ts';
import type { Reject } from './rejects.ts';
import type { Step } from './steps.ts';

export interface Prepared {
  rows: BatchRow[];
  rejects: Reject[];
  /** Rows that the file's own condition leaves out. */
  skipped: number;
}

/** Makes records of a group of rows: joins them first, one look-up per join for the whole group. */
export async function prepare(
  step: Step,
  read: readonly ReadRow[],
  {
    lookUp,
    now,
  }: {
    lookUp: (step: number, keys: readonly string[]) => Promise<Map<string, readonly string[]>>;
    now: Date;
  },
): Promise<Prepared> {
  const prepared: Prepared = { rows: [], rejects: [], skipped: 0 };
  const rows: Row[] = [];
  for (const one of read) {
    if (one.kind === 'row') rows.push({ line: one.line, cells: one.cells, joined: NOTHING });
    else
      prepared.rejects.push({ file: step.file, line: one.line, reason: one.reason, raw: one.raw });
  }
  const joined = await joinAll(step, rows, lookUp);
  for (const row of joined) {
    try {
      const made = makeRow(step, row, now);
      if (made) prepared.rows.push(made);
      else prepared.skipped += 1;
    } catch (cause) {
      if (!(cause instanceof BadRow)) throw cause;
      prepared.rejects.push({
        file: step.file,
        line: row.line,
        reason: cause.message,
        raw: row.cells,
      });
    }
  }
  return prepared;
}

const NOTHING = Object.freeze({});

async function joinAll(
  { joins }: Step,
  rows: readonly Row[],
  lookUp: Parameters<typeof prepare>[2]['lookUp'],
): Promise<readonly Row[]> {
  let joined = rows;
  for (const { name, step, key } of joins) {
    const keys = joined.map(key);
    const found = await lookUp(
      step,
      [...new Set(keys)].filter((one) => one !== ''),
    );
    joined = joined.map((row, at) => ({
      ...row,
      joined: { ...row.joined, [name]: found.get(keys[at] ?? '') },
    }));
  }
  return joined;
}

function makeRow(step: Step, row: Row, now: Date): BatchRow | null {
  if (!step.holds(row)) return null;
  const key = step.id(row);
  if (step.work.kind !== 'records') {
    if (key === '') return null;
    return {
      key,
      line: row.line,
      records: [],
      shared: [],
      kept:
        step.work.kind === 'sum' ? [step.work.of(row)] : step.work.keep.map((read) => read(row)),
    };
  }
  if (key === '') throw new BadRow('the row has no id');
  return { key, line: row.line, ...makeRecords(step.work, row, now), kept: null };
}
