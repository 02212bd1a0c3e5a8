// npm run restore -- <file>: a backup into an empty store, embedded or on a server, whichever it was before.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Problem } from '../../crm/problem.ts';
import { linesOfFile } from '../../prisma/backup/file.ts';
import { restoreBackup } from '../../prisma/backup/restore.ts';
import { openDatabase } from '../../prisma/database/database.ts';
import { copyErasureList, erasuresIn } from '../../prisma/erasure/list.ts';
import { reapplyErasures } from '../../prisma/erasure/reapply.ts';
import { readConfig } from '../config.ts';
import { reappliedLines } from '../reapplied-lines.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

await program(async () => {
  const { file, erasures } = readArguments();
  if (!existsSync(file))
    throw new Problem('backup-missing', {
      say: `There is no file ${file}.`,
      try: 'Give the path of a file that npm run backup wrote.',
    });
  if (erasures !== undefined && !existsSync(erasures))
    throw new Problem('erasures-missing', {
      say: `There is no folder ${erasures}.`,
      try: 'Give the folder erasures of the data folder that Rapport used before.',
    });
  const { store: place, dataDir } = readConfig();
  const folder = erasuresIn(dataDir);
  const database = await openDatabase(place, { bare: true });
  try {
    // First, so that the next start erases where this is killed.
    const given = erasures === undefined ? null : await copyErasureList(erasures, folder);
    const { header, tables } = await restoreBackup(database, linesOfFile(file), now);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const where = 'url' in Object(place) ? 'the database at DATABASE_URL' : 'the embedded store';
    const reapplied = await reapplyErasures(database, dataDir);
    console.log(`Restored ${rows} rows of ${header.at} into ${where}. Start Rapport: npm start`);
    const damaged = [...(given?.damaged ?? []), ...reapplied.damaged];
    for (const line of reappliedLines({ ...reapplied, damaged: [...new Set(damaged)] }))
      console.log(line);
    if (!reapplied.isThere)
      console.log(
        `No list of erasures in ${erasures ?? folder}: whatever was erased after the backup is back. Where something was, restore again into an empty store with --erasures <folder>.`,
      );
  } finally {
    await database.close();
  }
});

function readArguments(): { file: string; erasures: string | undefined } {
  const usage = {
    say: 'A store is restored from one file.',
    try: 'Type: npm run restore -- <file>, and --erasures <folder> where the list of erasures lies elsewhere than in DATA_DIR/erasures.',
  };
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { erasures: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (file && more.length === 0) return { file, erasures: values.erasures };
  } catch (cause) {
    throw new Problem('usage', { ...usage, cause });
  }
  throw new Problem('usage', usage);
}
