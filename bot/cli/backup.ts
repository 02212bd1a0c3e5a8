// npm run backup -- <file>: everything that is stored, in one file, while Rapport runs or not.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Problem } from '../../crm/problem.ts';
import { writeFileOfLines } from '../../prisma/backup/file.ts';
import { writeBackup } from '../../prisma/backup/write.ts';
import { folderOf, openDatabase, type Place } from '../../prisma/database/database.ts';
import { settingsOn } from '../../prisma/settings/settings.ts';
import { readConfig } from '../config.ts';
import { askDoor } from '../local-door/ask-door.ts';
import { oneFile } from './one-file.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

await program(async () => {
  const file = oneFile({
    say: 'A backup goes into one file.',
    try: 'Type: npm run backup -- <file>, for example rapport.backup.gz',
  });
  const { store: place } = readConfig();
  refuseMissing(folderOf(place));
  const copy = await copyOfRunning(place);
  try {
    await backUp(copy === null ? place : { folder: copy }, resolve(file));
    await remember(place, copy !== null).catch(() =>
      console.warn('The backup is whole, though Rapport could not write down that it was made.'),
    );
  } finally {
    if (copy !== null) await rm(copy, { recursive: true, force: true });
  }
});

/** To open a folder without a store would make one, and its backup would be of nothing. */
function refuseMissing(folder: string | null): void {
  if (folder !== null && !existsSync(join(folder, 'db')))
    throw new Problem('store-missing', {
      say: `There is no store in ${resolve(folder)}.`,
      try: 'Set DATA_DIR to the folder that Rapport uses, or DATABASE_URL to its database.',
    });
}

/** An embedded store belongs to the server that runs on it, which copies it for us; null where nobody runs, or many may. */
async function copyOfRunning(place: Place): Promise<string | null> {
  const folder = folderOf(place);
  return folder === null
    ? null
    : askDoor(folder, { path: '/copy', body: { process: process.pid } });
}

/** In the store itself, so that `status`, the doctor and metrics know how old the last backup is. */
async function remember(place: Place, isRunning: boolean): Promise<void> {
  const made = { at: now() };
  const folder = folderOf(place);
  if (isRunning && folder !== null) {
    await askDoor(folder, { path: '/backed-up', body: made });
    return;
  }
  const database = await openDatabase(place);
  await settingsOn(database)
    .set('last-backup', made)
    .finally(() => database.close());
}

async function backUp(place: Place, file: string): Promise<void> {
  const database = await openDatabase(place);
  try {
    const tables = await writeFileOfLines(file, (line) => writeBackup(database, line, now()));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const filled = tables.filter((table) => table.rows > 0).length;
    console.log(`Backed up ${rows} rows of ${filled} tables into ${file}`);
    console.log(
      'Keep it as safe as the records. What .env holds is not in it: TOKEN_SECRET opens the accounts that colleagues connected.',
    );
  } finally {
    await database.close();
  }
}
