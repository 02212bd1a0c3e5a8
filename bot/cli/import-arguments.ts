import { parseArgs } from 'node:util';
import { shippedMappings } from '../../crm/connectors/csv/load.ts';
import { Problem } from '../../crm/problem.ts';

const USAGE = 'Type: npm run import -- <mapping> <folder> [--dry-run] [--rejects <file.csv>]';

export const importHelp = (): string => `${USAGE}
  or: npm run import -- --undo <mapping>
  or: npm run import -- --suggest <folder> [<mapping.yaml>]

mapping   ${shippedMappings().join(', ')}, or the path of your own .yaml file
          (crm/connectors/csv/README.md shows how to write one in minutes)
folder    where the files are; nothing is written into it
--dry-run shows ten customers as they would stand, and the counts; nothing is stored
--rejects where rows that could not be imported are written, with file, line and reason
          (unless given: a file in <DATA_DIR>/rejects)
--undo    undoes the last run of this mapping: its new records go, and those that it
          changed are as they were before
--suggest writes a first mapping for the files of a folder

The records go to DATABASE_URL, or else to the embedded store in DATA_DIR (.data).
Running it again changes nothing. After an interruption, the same command goes on where it stopped.`;

/** Each way to call the program, with its words. */
export type ImportArguments =
  | { kind: 'help' }
  | { kind: 'import'; mapping: string; folder: string; rejects: string | undefined; dry: boolean }
  | { kind: 'undo'; mapping: string }
  | { kind: 'suggest'; folder: string; into: string | undefined };

/** Throws Problem for words that do not fit together. */
export function readArguments(): ImportArguments {
  const { values, positionals } = parsed();
  if (values.help) return { kind: 'help' };
  const [first = '', second = ''] = positionals;
  const most = values.undo ? 1 : 2;
  if (positionals.length > most) throw wrong(`"${positionals[most]}" is one word too many.`);
  if ([values.undo, values.suggest, values['dry-run']].filter(Boolean).length > 1)
    throw wrong('--dry-run, --undo and --suggest are each for themselves.');
  if (values.undo) {
    if (first === '') throw wrong('Of which mapping is the last run to be undone?');
    return { kind: 'undo', mapping: first };
  }
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
