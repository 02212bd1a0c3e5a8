// npm run import -- <mapping> <folder>: reads a folder of files into the records, or goes on where it stopped.
import { writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { loadMapping } from '../../crm/connectors/csv/load.ts';
import { planImport } from '../../crm/connectors/csv/plan.ts';
import { runImport } from '../../crm/connectors/csv/run.ts';
import { Problem, unreachable } from '../../crm/problem.ts';
import { readConfig } from '../config.ts';
import { type ImportArguments, importHelp, readArguments } from './import-arguments.ts';
import { PREVIEWED, previewOf } from './import-preview.ts';
import { progressBar } from './import-progress.ts';
import { summaryOf } from './import-summary.ts';
import { undoneSummary } from './import-undone.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

await program(async () => {
  const given = readArguments();
  switch (given.kind) {
    case 'help':
      return console.log(importHelp());
    case 'import':
      return importFolder(given);
    case 'undo':
      return undo(given);
    case 'suggest':
      return suggest(given.folder, given.into);
    default:
      return unreachable(given);
  }
});

async function suggest(folder: string, into = `${basename(resolve(folder))}.yaml`): Promise<void> {
  const { suggestMapping } = await import('../../crm/connectors/csv/suggest/suggest.ts');
  const { yaml, notes } = await suggestMapping(folder);
  try {
    writeFileSync(into, yaml, { flag: 'wx' });
  } catch (cause) {
    throw new Problem('import-suggest', {
      say: `${into} cannot be written: it is there already, or its folder is not.`,
      try: `Name another file: npm run import -- --suggest ${folder} other.yaml`,
      cause,
    });
  }
  console.log(
    [
      ...notes,
      '',
      `Written: ${into}. Look through it, then: npm run import -- ${into.includes('/') ? into : `./${into}`} ${folder} --dry-run`,
    ].join('\n'),
  );
}

async function undo(given: Extract<ImportArguments, { kind: 'undo' }>): Promise<void> {
  const { began, dry } = given;
  const { mapping, name } = loadMapping(given.mapping);
  const [{ undoImport }, { openStore, rehearse }] = await Promise.all([
    import('../../prisma/records/undo-import.ts'),
    storeModules(),
  ]);
  const { store, database } = await openStore(readConfig().store, { now });
  try {
    const undone = dry
      ? await rehearse(database, (inside) => undoImport(inside, name, began))
      : await undoImport(database, name, began);
    console.log(undoneSummary({ title: mapping.name, mapping: given.mapping, dry }, undone));
  } finally {
    await store.close();
  }
}

async function importFolder(given: Extract<ImportArguments, { kind: 'import' }>): Promise<void> {
  const config = readConfig();
  const plan = await planImport(
    loadMapping(given.mapping),
    given.folder,
    await databaseToAsk(config.importDatabase),
  );
  const stamp = now().toISOString().slice(0, 19).replace(/\D/g, '');
  const title = plan.title.toLowerCase().replace(/\W+/g, '-');
  const rejects = given.rejects ?? join(config.dataDir, 'rejects', `${title}-${stamp}.csv`);
  // Loading them takes longer than most wrong arguments deserve.
  const { importRunsOn, openStore, rehearse, customerSamples } = await storeModules();
  const { store, database } = await openStore(config.store, { now });
  const bar = progressBar(process.stdout);
  const run = (on: typeof database) =>
    runImport({ store: importRunsOn(on), plan, now, progress: bar.at, rejects });
  try {
    if (!given.dry) {
      const imported = await run(database);
      bar.end();
      return console.log(summaryOf(imported, plan));
    }
    const since = now();
    const [imported, samples] = await rehearse(database, async (inside) => [
      await run(inside),
      await customerSamples(inside, { source: plan.source, since, most: PREVIEWED }),
    ]);
    bar.end();
    const reader = { locale: 'en-GB', zone: plan.zone, now: since };
    console.log(
      `${previewOf(samples, reader)}\n\nNothing was stored.\n${summaryOf(imported, plan)}`,
    );
  } catch (cause) {
    bar.end();
    if (cause instanceof Problem) throw cause;
    throw new Problem('import-stopped', {
      say: `The import stopped: ${cause instanceof Error ? cause.message : String(cause)}.`,
      try: given.dry
        ? 'Nothing was stored.'
        : 'Everything up to here is saved; run the same command again to go on.',
      cause,
    });
  } finally {
    await store.close();
  }
}

async function databaseToAsk(url: string | null) {
  if (url === null) return undefined;
  const { askDatabase } = await import('../../prisma/database/ask-database.ts');
  return askDatabase(url);
}

async function storeModules() {
  const [runs, store, rehearsal, samples] = await Promise.all([
    import('../../prisma/records/import-runs.ts'),
    import('../../prisma/store.ts'),
    import('../../prisma/records/rehearsal.ts'),
    import('../../prisma/records/customer-samples.ts'),
  ]);
  return { ...runs, ...store, ...rehearsal, ...samples };
}
