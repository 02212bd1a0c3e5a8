import { relative } from 'node:path';
import type { Plan } from '../../crm/connectors/csv/plan.ts';
import type { Imported } from '../../crm/connectors/csv/run.ts';
import { totals } from '../../crm/connectors/csv/state.ts';

const number = (value: number): string => value.toLocaleString('en');

/** Summarises an import by file and by kind of record, and names the place to look next. */
export function summaryOf({ state, resumed }: Imported, plan: Plan): string {
  const { rows, rejected, repeated, kinds, all } = totals(state.files);
  const byFile = table([
    ['file', 'rows', 'rejected', 'repeated', 'left out'],
    ...state.files.map((file) => [
      file.file,
      ...[file.rows, file.rejected, file.repeated, file.skipped].map(number),
    ]),
  ]);
  const byKind = table([
    ['records', 'imported', 'updated', 'unchanged', 'unmatched'],
    ...[...kinds].map(([kind, { imported, updated, unchanged, unmatched }]) => [
      kind,
      ...[imported, updated, unchanged, unmatched].map(number),
    ]),
  ]);
  const notes = [
    ...(all.unmatched > 0
      ? [
          'Unmatched records belong to no customer that is known: they count in the figures and are in no timeline.',
        ]
      : []),
    ...(plan.steps.some(({ work }) => work.kind === 'sum')
      ? [
          'Sums are over the files of this run alone: a file with only the new rows puts their sum in the place of the whole.',
        ]
      : []),
    ...(state.rejects.bytes > 0
      ? [`Rows to look at, with file, line and reason: ${relative('.', state.rejects.path)}`]
      : []),
  ];
  return [
    `${plan.title}: ${resumed ? 'went on where it stopped; ' : ''}${number(rows)} rows · ${number(all.imported)} imported · ${number(all.updated)} updated · ${number(all.unchanged)} unchanged · ${number(rejected)} rejected · ${number(repeated)} repeated · ${number(all.unmatched)} unmatched`,
    '',
    byFile,
    '',
    byKind,
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
