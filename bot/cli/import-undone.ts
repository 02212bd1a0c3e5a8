import type { UndoneImport } from '../../prisma/records/undo-import.ts';
import type { StayingRow, StayingRows } from '../../prisma/records/undo-staying.ts';
import { minuteOf, type UndoableRun } from '../../prisma/records/undoable-runs.ts';

const number = (value: number): string => value.toLocaleString('en');
const title = (table: string): string => table.replaceAll('_', '-');
const minute = (at: Date): string => `${minuteOf(at).replace('T', ' ')} UTC`;

/** As many names as are said. */
const FEW = 10;

export interface Undoing {
  title: string;
  /** The mapping as it was typed. */
  mapping: string;
  dry: boolean;
}

/** Says how the store stands after a run was undone, or would stand. */
export function undoneSummary(
  { title: name, mapping, dry }: Undoing,
  { run, later, earlier, removed, restored, staying, rows }: UndoneImport,
): string {
  const gone = Object.entries(removed)
    .filter(([, n]) => n > 0)
    .map(([table, n]) => `${number(n)} ${title(table)}`);
  return [
    `${name}: the run of ${minute(run.startedAt)} over ${run.folder} ${dry ? 'would be undone' : 'is undone'}.`,
    `Removed: ${gone.join(', ') || 'nothing'}. As they were before: ${number(restored)}.`,
    ...changedLines(rows),
    ...stayingLines(staying),
    ...(dry ? ['Nothing was changed.'] : []),
    ...othersLines({ later, earlier, mapping }),
  ].join('\n');
}

function changedLines({ changed, some, confirmed }: StayingRows): string[] {
  const more = changed - some.length;
  return [
    ...(changed > 0
      ? [
          `${changed === 1 ? '1 row was changed since and stays' : `${number(changed)} rows were changed since and stay`}:`,
          ...some.map((row) => `  ${title(row.table)} ${row.name}, ${by(row)}`),
          ...(more > 0 ? [`  and ${number(more)} more`] : []),
        ]
      : []),
    ...(confirmed > 0
      ? [`Rows that stay, since a later run has them in the same way: ${number(confirmed)}.`]
      : []),
  ];
}

function by({ changedBy, gone }: StayingRow): string {
  if (gone) return 'which is gone since';
  return changedBy
    ? `by the run of ${minute(changedBy)}`
    : 'by a colleague, another source or another mapping';
}

function stayingLines(staying: readonly string[]): string[] {
  const more = staying.length - FEW;
  return staying.length === 0
    ? []
    : [
        `Customers that stay, since colleagues, other systems or later runs have something about them: ${staying.slice(0, FEW).join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}.`,
      ];
}

function othersLines({
  later,
  earlier,
  mapping,
}: Pick<UndoneImport, 'later' | 'earlier'> & { mapping: string }): string[] {
  const [last] = later;
  const others = [...later, ...earlier];
  return [
    ...(last
      ? [
          `To have what the files of the last run say now: npm run import -- ${mapping} ${last.folder}`,
        ]
      : []),
    others.length === 0
      ? 'No other run of this mapping can be undone.'
      : `Other runs that can be undone: ${others.map(begun).join(', ')}.`,
  ];
}

const begun = ({ startedAt }: UndoableRun): string => startedAt.toISOString().slice(0, 19);
