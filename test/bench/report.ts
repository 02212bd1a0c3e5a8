import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';

/** One line of the table: what was measured against what, and whether it is within its budget. */
export interface Row {
  what: string;
  ours: string;
  baseline: string;
  /** The measured value of the budget, as a number with its unit. */
  result: string;
  budget: string;
  /** Null where there is no budget for it, only something to know. */
  met: boolean | null;
}

export const log = (line: string): void => void process.stderr.write(`${line}\n`);

export const count = (value: number): string => value.toLocaleString('en');
export const short = (value: number): string =>
  value >= 1e6 ? `${value / 1e6} M` : `${value / 1e3} k`;
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;
export const ms = (value: number): string =>
  `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`;
export const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;
export const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

export function table(rows: readonly Row[]): string {
  const mark = ({ met }: Row): string => {
    if (met === null) return '';
    return met ? '✓' : '✗ missed';
  };
  const lines = rows.map(
    (row) =>
      `| ${[row.what, row.ours, row.baseline, row.result, row.budget, mark(row)].join(' | ')} |`,
  );
  return [
    '| what | ours | against | result | budget | |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

export function machine(postgres: string | null): string {
  const cores = `${cpus().length} cores (${cpus()[0]?.model.trim() || arch()})`;
  return [
    cores,
    `${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `Node ${process.versions.node}`,
    ...(postgres ? [postgres] : []),
  ].join(', ');
}

const FILE = new URL('../../BENCHMARKS.md', import.meta.url);
const [OPEN, CLOSE] = ['<!-- results -->', '<!-- /results -->'];

/** Puts the results between the markers of BENCHMARKS.md. */
export function writeResults(results: string): void {
  const text = readFileSync(FILE, 'utf8');
  const [start, end] = [text.indexOf(OPEN), text.indexOf(CLOSE)];
  if (start < 0 || end < start) throw new Error(`BENCHMARKS.md has no ${OPEN} … ${CLOSE}`);
  writeFileSync(FILE, `${text.slice(0, start + OPEN.length)}\n${results}\n${text.slice(end)}`);
}
