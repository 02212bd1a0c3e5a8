// npm run import -- <mapping> <folder>: reads a folder of CSV files into the records, or goes on where it stopped.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadMapping, shippedMappings } from '../../crm/connectors/csv/load.ts';
import { planImport } from '../../crm/connectors/csv/plan.ts';
import { runImport } from '../../crm/connectors/csv/run.ts';
import { Problem } from '../../crm/problem.ts';
import { readConfig } from '../config.ts';
import { progressBar } from './import-progress.ts';
import { summaryOf } from './import-summary.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

const USAGE = 'Type: npm run import -- <mapping> <folder> [--rejects <file.csv>]';

const help = (): string => `${USAGE}

mapping   ${shippedMappings().join(', ')}, or the path of your own .yaml file
          (crm/connectors/csv/README.md shows how to write one in minutes)
folder    where the CSV files are; nothing is written into it
--rejects where rows that could not be imported are written, with file, line and reason
          (unless given: a file in <DATA_DIR>/rejects)

The records go to DATABASE_URL, or else to the embedded store in DATA_DIR (.data).
Running it again changes nothing. After an interruption, the same command goes on where it stopped.`;

await program(async () => {
  const { mapping, folder, rejects, asksHelp } = readArguments();
  if (asksHelp) return console.log(help());
  const plan = await planImport(loadMapping(mapping), folder);
  const config = readConfig();
  const stamp = now().toISOString().slice(0, 19).replace(/\D/g, '');
  // Loading them takes longer than most wrong arguments deserve.
  const [{ importRunsOn }, { openStore }] = await Promise.all([
    import('../../prisma/records/import-runs.ts'),
    import('../../prisma/store.ts'),
  ]);
  const { store, database } = await openStore(config.store, { now });
  const bar = progressBar(process.stdout);
  try {
    const imported = await runImport({
      store: importRunsOn(database),
      plan,
      now,
      progress: bar.at,
      rejects:
        rejects ??
        join(
          config.dataDir,
          'rejects',
          `${plan.title.toLowerCase().replace(/\W+/g, '-')}-${stamp}.csv`,
        ),
    });
    bar.end();
    console.log(summaryOf(imported, plan));
  } catch (cause) {
    bar.end();
    if (cause instanceof Problem) throw cause;
    throw new Problem('import-stopped', {
      say: `The import stopped: ${cause instanceof Error ? cause.message : String(cause)}.`,
      try: 'Everything up to here is saved; run the same command again to go on.',
      cause,
    });
  } finally {
    await store.close();
  }
});

function readArguments(): {
  mapping: string;
  folder: string;
  rejects: string | undefined;
  asksHelp: boolean;
} {
  try {
    const { values, positionals } = parseArgs({
      options: { help: { type: 'boolean', short: 'h' }, rejects: { type: 'string' } },
      allowPositionals: true,
    });
    const [mapping = '', folder = '', ...more] = positionals;
    const asksHelp = values.help === true;
    if (!asksHelp && (folder === '' || more.length > 0))
      throw wrongArguments(
        folder === '' ? 'Which mapping, and which folder?' : `"${more[0]}" is one word too many.`,
      );
    return { mapping, folder, rejects: values.rejects, asksHelp };
  } catch (cause) {
    throw cause instanceof Problem ? cause : wrongArguments((cause as Error).message);
  }
}

function wrongArguments(say: string): Problem {
  return new Problem('usage', {
    say,
    try: `${USAGE} (mappings: ${shippedMappings().join(', ')}).`,
  });
}
