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
  /** Rows that come in without some of their fields. */
  notes: Reject[];
  /** Rows that the file's own condition leaves out. */
  skipped: number;
}

/** Makes records of a group of rows: joins them first, one look-up per join for the whole group. */
export async function prepare(
  step: Step,
  read: readonly ReadRow[],
  { lookUp, now, before }: Preparing,
): Promise<Prepared> {
  const prepared: Prepared = { rows: [], rejects: [], notes: [], skipped: 0 };
  const { file } = step;
  const rows: Row[] = [];
  for (const [index, one] of read.entries()) {
    const number = before + index + 1;
    if (one.kind === 'row')
      rows.push({ line: one.line, cells: one.cells, joined: NOTHING, number });
    else if (one.kind === 'item')
      rows.push({
        line: one.line,
        cells: [],
        joined: NOTHING,
        sent: { item: one.item, element: null },
        number,
      });
    else prepared.rejects.push({ file, line: one.line, reason: one.reason, raw: one.raw });
  }
  const joined = await joinAll(step, rows, lookUp);
  for (const row of joined) {
    try {
      const made = makeRow(step, row, now);
      if (made) prepared.rows.push(made);
      else prepared.skipped += 1;
      if (row.notes)
        prepared.notes.push({
          file,
          line: row.line,
          reason: row.notes.join('; '),
          raw: rawOf(row),
        });
    } catch (cause) {
      if (!(cause instanceof BadRow)) throw cause;
      prepared.rejects.push({
        file,
        line: row.line,
        reason: cause.message,
        raw: rawOf(row),
        ...(cause.otherOrder !== null && { otherOrder: cause.otherOrder }),
      });
    }
  }
  return prepared;
}

interface Preparing {
  lookUp: (keys: number, named: readonly string[]) => Promise<Map<string, readonly string[]>>;
  now: Date;
  /** How many rows of the file came before these. */
  before: number;
}

const rawOf = ({ cells, sent }: Row): Reject['raw'] => (sent ? JSON.stringify(sent.item) : cells);

const NOTHING = Object.freeze({});

async function joinAll(
  { joins }: Step,
  rows: readonly Row[],
  lookUp: Preparing['lookUp'],
): Promise<readonly Row[]> {
  let joined = rows;
  for (const { name, keys: under, key } of joins) {
    const keys = joined.map(key);
    const found = await lookUp(
      under,
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
  const asOf = () => step.asOf?.(row) ?? null;
  if (step.work.kind !== 'records') {
    if (key === '') return null;
    const columns = step.work.kind === 'fold' ? step.work.of : step.work.keep;
    return {
      key,
      line: row.line,
      asOf: asOf(),
      records: [],
      shared: [],
      kept: columns.map((read) => read(row)),
    };
  }
  if (key === '') throw new BadRow('the row has no id');
  return {
    key,
    line: row.line,
    asOf: asOf(),
    ...makeRecords(step.work, row, now),
    kept: null,
  };
}
