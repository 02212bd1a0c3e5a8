import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErasureTerms } from '../../crm/erasure/erasure.ts';
import { replacerOf } from './replace.ts';

/** Takes rows out of the rejects files of imports, and exports that were left in the data folder. */
export async function eraseFiles(dataDir: string, terms: ErasureTerms): Promise<void> {
  for (const name of await filesIn(join(dataDir, 'exports')))
    if (terms.ids.some((id) => name.includes(id))) await rm(join(dataDir, 'exports', name));
  const { words, text } = replacerOf(terms, { keeping: [], anyCase: true });
  for (const name of await filesIn(join(dataDir, 'rejects'))) {
    const path = join(dataDir, 'rejects', name);
    const whole = await readFile(path, 'utf8');
    const lower = whole.toLowerCase();
    if (!words.some((word) => lower.includes(word))) continue;
    const kept = csvRows(whole).filter((row) => text(row) === row);
    const half = `${path}.half-${process.pid}`;
    await writeFile(half, kept.join(''), { mode: 0o600 });
    await rename(half, path);
  }
}

const filesIn = async (folder: string): Promise<string[]> =>
  existsSync(folder) ? readdir(folder) : [];

/** The rows of a CSV file, each with its line break; one may go on over lines inside quotes. */
export function csvRows(whole: string): string[] {
  const rows: string[] = [];
  let begun: string[] = [];
  let isQuoted = false;
  for (const line of whole.split(/(?<=\n)/)) {
    begun.push(line);
    if ((line.match(/"/g) ?? []).length % 2 === 1) isQuoted = !isQuoted;
    if (isQuoted) continue;
    rows.push(begun.join(''));
    begun = [];
  }
  return begun.length === 0 ? rows : [...rows, begun.join('')];
}
