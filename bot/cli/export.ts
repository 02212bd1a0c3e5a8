// npm run export -- <customer> <folder>: everything about one customer, while Rapport runs or not.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../../crm/problem.ts';
import { folderOf } from '../../prisma/database/database.ts';
import { openStore } from '../../prisma/store.ts';
import { readConfig } from '../config.ts';
import { exportInto } from '../export.ts';
import { askDoor } from '../local-door/ask-door.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

await program(async () => {
  const asked = readArguments();
  const { store: place, dataDir } = readConfig();
  const folder = folderOf(place);
  const answered = folder === null ? null : await askDoor(folder, { path: '/export', body: asked });
  if (answered !== null) return console.log(answered);
  const { store } = await openStore(place, { now, dataDir });
  try {
    console.log(await exportInto(store, { ...asked, now: now() }));
  } finally {
    await store.close();
  }
});

function readArguments(): { words: string; folder: string } {
  const usage = {
    say: 'An export takes a customer and a folder.',
    try: 'Type: npm run export -- "Acme Industries" <folder>',
  };
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    const [words, folder, ...more] = positionals;
    if (words && folder && more.length === 0) return { words, folder: resolve(folder) };
  } catch (cause) {
    throw new Problem('usage', { ...usage, cause });
  }
  throw new Problem('usage', usage);
}
