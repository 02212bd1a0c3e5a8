import type { UndoneImport } from '../../prisma/records/undo-import.ts';

const number = (value: number): string => value.toLocaleString('en');

/** As many names as are said. */
const FEW = 10;

/** Says how the store stands after a run was undone. */
export function undoneSummary(
  title: string,
  { startedAt, folder, removed, restored, staying }: UndoneImport,
): string {
  const gone = Object.entries(removed)
    .filter(([, n]) => n > 0)
    .map(([table, n]) => `${number(n)} ${table.replace('_', '-')}`);
  const more = staying.length - FEW;
  return [
    `${title}: the run of ${startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC over ${folder} is undone.`,
    `Removed: ${gone.join(', ') || 'nothing'}. As they were before: ${number(restored)}.`,
    ...(staying.length > 0
      ? [
          `Customers that stay, since colleagues or other systems have something about them: ${staying.slice(0, FEW).join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}.`,
        ]
      : []),
    'A record that somebody changed after the run is as it is now.',
    'Only the last run of a mapping can be undone: none before this one can.',
  ].join('\n');
}
