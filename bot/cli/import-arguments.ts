import { parseArgs } from 'node:util';
import { shippedMappings } from '../../crm/connectors/csv/load.ts';
import { Problem } from '../../crm/problem.ts';

const USAGE = 'Type: npm run import -- <mapping> <folder> [--dry-run] [--rejects <file.csv>]';

export const importHelp = (): string => `${USAGE}
  or: npm run import -- --undo <mapping> [<when it began>] [--dry-run]
  or: npm run import -- --suggest <folder> [<mapping.yaml>]

mapping   ${shippedMappings().join(', ')}, or the path of your own .yaml file
          (crm/connectors/csv/README.md shows how to write one in minutes)
folder    where the files are; nothing is written into it
--dry-run shows ten customers as they would stand, and the counts; nothing is stored
--rejects where rows that could not be imported are written, with file, line and reason
          (unless given: a file in <DATA_DIR>/rejects)
--undo    undoes the last run of this mapping, or an earlier one by the day or the minute in
          UTC on which it began (2026-11-30, 2026-11-30T02:00): its new records go, and those
          that it changed are as they were before, but for what was changed since.
          With --dry-run it says what would go and what would stay, and which runs there are
--suggest writes a first mapping for the files of a folder

The records go to DATABASE_URL, or else to the embedded store in DATA_DIR (.data).
Running it again changes nothing. After an interruption, the same command goes on where it stopped.`;

/** Each way to call the program, with its words. */
export type ImportArguments =
  | { kind: 'help' }
  | { kind: 'import'; mapping: string; folder: string; rejects: string | undefined; dry: boolean }
  | { kind: 'undo'; mapping: string; began: string | null; dry: boolean }
  | { kind: 'suggest'; folder: string; into: string | undefined };

/** Throws Problem for words that do not fit together. */
export function readArguments(): ImportArguments {
  const { values, positionals } = parsed();
  if (values.help) return { kind: 'help' };
  const [first = '', second = ''] = positionals;
  if (positionals.length > 2) throw wrong(`"${positionals[2]}" is one word too many.`);
  if (values.suggest && (values.undo || values['dry-run']))
    throw wrong('--suggest is for itself, without --undo and --dry-run.');
  if (values.undo) return undoOf(first, second, values['dry-run'] === true);
  if (values.suggest) {
    if (first === '') throw wrong('For which folder?');
    return { kind: 'suggest', folder: first, into: second || undefined };
  }
  if (second === '') throw wrong('Which mapping, and which folder?');
  return {
    kind: 'import',
    mapping: first,
    folder: second,
    rejects: values.rejects,
    dry: values['dry-run'] === true,
  };
}

/** A day, or as much of an instant as names one. */
const BEGAN = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{3})?)?)?Z?$/;

function undoOf(mapping: string, began: string, dry: boolean): ImportArguments {
  if (mapping === '') throw wrong('Of which mapping is a run to be undone?');
  if (began !== '' && !BEGAN.test(began))
    throw wrong(
      `"${began}" is no day such as 2026-11-30 and no minute such as 2026-11-30T02:00, on which a run began.`,
    );
  return {
    kind: 'undo',
    mapping,
    began: began === '' ? null : began.replace(' ', 'T').replace('Z', ''),
    dry,
  };
}

function parsed() {
  try {
    return parseArgs({
      options: {
        help: { type: 'boolean', short: 'h' },
        rejects: { type: 'string' },
        'dry-run': { type: 'boolean' },
        undo: { type: 'boolean' },
        suggest: { type: 'boolean' },
      },
      allowPositionals: true,
    });
  } catch (cause) {
    throw wrong((cause as Error).message);
  }
}

function wrong(say: string): Problem {
  return new Problem('usage', {
    say,
    try: `${USAGE} (mappings: ${shippedMappings().join(', ')}).`,
  });
}
