// npm run restore -- <file>: a backup into an empty store, embedded or on a server, whichever it was before.
import { existsSync } from 'node:fs';
import { Problem } from '../../crm/problem.ts';
import { linesOfFile } from '../../prisma/backup/file.ts';
import { restoreBackup } from '../../prisma/backup/restore.ts';
import { openDatabase } from '../../prisma/database/database.ts';
import { reapplyErasures } from '../../prisma/erasure/reapply.ts';
import { readConfig } from '../config.ts';
import { oneFile } from './one-file.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

await program(async () => {
  const file = oneFile({
    say: 'A store is restored from one file.',
    try: 'Type: npm run restore -- <file>',
  });
  if (!existsSync(file))
    throw new Problem('backup-missing', {
      say: `There is no file ${file}.`,
      try: 'Give the path of a file that npm run backup wrote.',
    });
  const { store: place, dataDir } = readConfig();
  const database = await openDatabase(place, { bare: true });
  try {
    const { header, tables } = await restoreBackup(database, linesOfFile(file), now);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const where = 'url' in Object(place) ? 'the database at DATABASE_URL' : 'the embedded store';
    const erased = await reapplyErasures(database, dataDir);
    console.log(`Restored ${rows} rows of ${header.at} into ${where}. Start Rapport: npm start`);
    if (erased > 0)
      console.log(
        `${erased} of its customers and contacts were erased after the backup, and are erased again.`,
      );
  } finally {
    await database.close();
  }
});
