import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ERASURE_SUBJECTS } from '../../crm/erasure/erasure.ts';
import { Problem } from '../../crm/problem.ts';

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

/** The erasures that a folder lists, each once. */
export interface ErasureList {
  erasures: readonly ListedErasure[];
  keys: readonly string[];
  /** False where the folder has no list. */
  isThere: boolean;
  /** The places in its files that cannot be read. */
  damaged: readonly string[];
}

/** The folder of the list inside the data folder. */
export const erasuresIn = (dataDir: string): string => join(dataDir, 'erasures');
const LIST = 'list.jsonl';
const KEYS = 'keys.json';
const OWNER_ALONE = { recursive: true, mode: 0o700 } as const;

/** Adds an erasure to a folder's list, on the disk when this returns. */
export async function listErasure(
  folder: string,
  erasure: ListedErasure,
  keys: readonly string[],
): Promise<void> {
  await mkdir(folder, OWNER_ALONE);
  await addKeys(folder, keys);
  const path = join(folder, LIST);
  const file = await open(path, 'a+', 0o600);
  try {
    // A kill or a full disk may have torn the last line; this one begins anew.
    const begin = (await endsOpen(file)) ? '\n' : '';
    await file.appendFile(`${begin}${JSON.stringify(erasure)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function endsOpen(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
}

/** Keys that cannot be read are put aside: somebody may still mend them by hand. */
async function addKeys(folder: string, keys: readonly string[]): Promise<void> {
  const path = join(folder, KEYS);
  const before = await readKeys(folder);
  const all = [...new Set([...keys, ...(before ?? [])])];
  if (before === null) await rename(path, `${path}.damaged`);
  else if (all.length === before.length) return;
  await writeWhole(path, JSON.stringify(all));
}

/** The file is the one before or the whole new one, whenever the machine stops. */
async function writeWhole(path: string, text: string): Promise<void> {
  const half = `${path}.half-${process.pid}`;
  const file = await open(half, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, path);
}

/** Reads a folder's list. Damaged places are named, and lose nothing of the rest. */
export async function readErasureList(folder: string): Promise<ErasureList> {
  const path = join(folder, LIST);
  const keys = await readKeys(folder);
  const damaged = keys === null ? [join(folder, KEYS)] : [];
  const isThere = existsSync(path);
  const erasures = new Map<string, ListedErasure>();
  const lines = isThere ? (await readFile(path, 'utf8')).split('\n') : [];
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    const erasure = ListedErasure.safeParse(jsonOf(line)).data;
    if (erasure) erasures.set(erasure.id, erasure);
    else damaged.push(`line ${at + 1} of ${path}`);
  }
  return { erasures: [...erasures.values()], keys: keys ?? [], isThere, damaged };
}

/** Null where they cannot be read. */
async function readKeys(folder: string): Promise<string[] | null> {
  const path = join(folder, KEYS);
  if (!existsSync(path)) return [];
  return z.array(z.string()).safeParse(jsonOf(await readFile(path, 'utf8'))).data ?? null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Brings what another folder lists into this one; again it adds nothing. Returns that folder's list. */
export async function copyErasureList(from: string, into: string): Promise<ErasureList> {
  const list = await readErasureList(from);
  if (resolve(from) === resolve(into)) return list;
  const there = new Set((await readErasureList(into)).erasures.map(({ id }) => id));
  for (const erasure of list.erasures)
    if (!there.has(erasure.id)) await listErasure(into, erasure, list.keys);
  return list;
}

/** Throws `Problem` where an erasure could not be listed in this folder. */
export async function checkErasureList(folder: string): Promise<void> {
  const probe = join(folder, `probe-${process.pid}`);
  try {
    await mkdir(folder, OWNER_ALONE);
    await writeWhole(probe, 'x'.repeat(4096));
    await rm(probe);
    await (await open(join(folder, LIST), 'a', 0o600)).close();
  } catch (cause) {
    await rm(`${probe}.half-${process.pid}`, { force: true }).catch(() => {});
    throw new Problem('erasures-unwritable', {
      say: `Nothing was erased: ${folder}, which keeps it out of restored backups, cannot be written.`,
      try: 'Let whoever runs Rapport make that folder writable, with room on its disk; then answer again.',
      reopens: false,
      cause,
    });
  }
}
