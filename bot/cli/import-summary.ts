import { relative } from 'node:path';
import type { Plan } from '../../crm/connectors/csv/plan.ts';
import type { Vanished } from '../../crm/connectors/csv/port.ts';
import type { Imported } from '../../crm/connectors/csv/run.ts';
import { type FileState, totals } from '../../crm/connectors/csv/state.ts';

const number = (value: number): string => value.toLocaleString('en');

/** Summarises an import by file and by kind of record, and names the place to look next. */
export function summaryOf(imported: Imported, plan: Plan): string {
  const { state, resumed } = imported;
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
    ...[...kinds].map(([kind, { imported: added, updated, unchanged, unmatched }]) => [
      kind,
      ...[added, updated, unchanged, unmatched].map(number),
    ]),
  ]);
  const notes = notesOf(imported, plan);
  return [
    `${plan.title}: ${resumed ? 'went on where it stopped; ' : ''}${number(rows)} rows · ${number(all.imported)} imported · ${number(all.updated)} updated · ${number(all.unchanged)} unchanged · ${number(rejected)} rejected · ${number(repeated)} repeated · ${number(all.unmatched)} unmatched`,
    '',
    byFile,
    '',
    byKind,
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}

/** Everything that the numbers alone do not say. */
function notesOf({ state, vanished, leftAlone }: Imported, plan: Plan): string[] {
  const { all, outdated, erased, coinciding } = totals(state.files);
  return [
    all.unmatched > 0 &&
      'Unmatched records belong to no customer that is known: they count in the figures and are in no timeline.',
    outdated > 0 &&
      `${number(outdated)} records were left as they are, since something later is known of them.`,
    erased > 0 &&
      `${number(erased)} ${erased === 1 ? 'record was' : 'records were'} left out, since somebody erased the customer or the contact: forget, in a chat, says when.`,
    coinciding > 0 &&
      'Several rows made one record, and the first of them stands: write asOf: into the mapping, and the latest does.',
    plan.steps.some(({ work }) => work.kind === 'fold') &&
      'Sums are over the files of this run alone: a file with only the new rows puts their sum in the place of the whole.',
    ...state.files.map(otherOrder),
    ...vanished.map(vanishedLine),
    ...leftAlone.map(({ file, reason }) => `Nothing of ${file} was ended, since ${reason}.`),
    state.rejects.bytes > 0 &&
      `Rows to look at, with file, line and reason: ${relative('.', state.rejects.path)}`,
  ].filter((note) => note !== false && note !== null);
}

/** One date in another order makes the others doubtful, also those that can be read. */
function otherOrder({ file, otherOrder: other }: FileState): string | null {
  if (!other) return null;
  const { lines, dates } = other;
  const [named, reads] =
    lines.length === 1 ? [`line ${lines[0]}`, 'reads'] : [`lines ${inWords(lines)}`, 'read'];
  return `In ${file}, ${named} ${reads} as ${dates}: the dates of other rows may be other days, too. Correct the file, or dates: in the mapping, and import it again.`;
}

const inWords = (lines: readonly number[]): string =>
  `${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;

function vanishedLine({ kind, count, names, ended }: Vanished): string {
  const more = count - names.length;
  const which = `${names.join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}`;
  const what = `${number(count)} ${kind}${count === 1 ? '' : 's'} of before ${count === 1 ? 'is' : 'are'} in none of the rows that were read`;
  return ended
    ? `${what}, and ended: ${which}.`
    : `${what}, and ${count === 1 ? 'stays' : 'stay'}: ${which}.`;
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
