// npm run backup -- <file>: everything that is stored, in one file, while Rapport runs or not.
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../../crm/problem.ts';
import { writeFileOfLines } from '../../prisma/backup/file.ts';
import { writeBackup } from '../../prisma/backup/write.ts';
import { folderOf, openDatabase, type Place } from '../../prisma/database/database.ts';
import { readConfig } from '../config.ts';
import { askDoor } from '../local-door/ask-door.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

await program(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new Problem('usage', {
      say: 'A backup goes into one file.',
      try: 'Type: npm run backup -- <file>, for example rapport.backup.gz',
    });
  const { store: place } = readConfig();
  const copy = await copyOfRunning(place);
  try {
    await backUp(copy === null ? place : { folder: copy }, resolve(file));
  } finally {
    if (copy !== null) await rm(copy, { recursive: true, force: true });
  }
});

/** An embedded store belongs to the server that runs on it, which copies it for us; null where nobody runs, or many may. */
async function copyOfRunning(place: Place): Promise<string | null> {
  const folder = folderOf(place);
  return folder === null
    ? null
    : askDoor(folder, { path: '/copy', body: { process: process.pid } });
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
