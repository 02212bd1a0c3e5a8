import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ERASURE_SUBJECTS, type ErasureTerms } from '../../crm/erasure/erasure.ts';
import { replacerOf } from './replace.ts';

/**
 * An erasure as it stands beside the store, for a backup that is older: it holds keyed hashes alone. The keys are in a
 * file of their own, so that the list can be kept with backups without them.
 */
export const ListedErasure = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  subject: z.enum(ERASURE_SUBJECTS),
  proof: z.string().nullable(),
  hashes: z.array(z.string()),
});
export type ListedErasure = z.infer<typeof ListedErasure>;

const folderIn = (dataDir: string): string => join(dataDir, 'erasures');
const LIST = 'list.jsonl';
const KEYS = 'keys.json';

/** Adds an erasure to the list in the data folder, on the disk when this returns. */
export async function listErasure(
  dataDir: string,
  erasure: ListedErasure,
  keys: readonly string[],
): Promise<void> {
  const folder = folderIn(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = await readKeys(dataDir);
  const all = [...new Set([...keys, ...before])];
  if (all.length > before.length)
    await writeFile(join(folder, KEYS), JSON.stringify(all), { mode: 0o600 });
  const file = await open(join(folder, LIST), 'a', 0o600);
  try {
    await file.write(`${JSON.stringify(erasure)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The erasures that the data folder knows, each once; none where it has no list. Throws where the list is damaged. */
export async function listedErasures(
  dataDir: string,
): Promise<{ erasures: readonly ListedErasure[]; keys: readonly string[] }> {
  const path = join(folderIn(dataDir), LIST);
  if (!existsSync(path)) return { erasures: [], keys: [] };
  const lines = (await readFile(path, 'utf8')).split('\n').filter(Boolean);
  const erasures = lines.map((line) => ListedErasure.parse(JSON.parse(line)));
  return {
    erasures: [...new Map(erasures.map((one) => [one.id, one])).values()],
    keys: await readKeys(dataDir),
  };
}

async function readKeys(dataDir: string): Promise<string[]> {
  const path = join(folderIn(dataDir), KEYS);
  return existsSync(path)
    ? z.array(z.string()).parse(JSON.parse(await readFile(path, 'utf8')))
    : [];
}

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
  let begun = '';
  for (const line of whole.split(/(?<=\n)/)) {
    begun += line;
    if ((begun.match(/"/g) ?? []).length % 2 === 0) {
      rows.push(begun);
      begun = '';
    }
  }
  return begun === '' ? rows : [...rows, begun];
}
