import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../../problem.ts';

export interface Located {
  path: string;
  size: number;
  /** Milliseconds: with the size, tells whether a file is still the same. */
  changed: number;
}

/** Finds a mapping's files in a folder, or says all that are missing at once. */
export function locateAll(folder: string, files: readonly string[]): Map<string, Located> {
  const root = resolve(folder);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Problem('import-folder', {
      say: `There is no folder ${root}.`,
      try: 'Give the folder that holds the CSV files.',
    });
  }
  const found = new Map(files.map((file) => [file, locate(root, file)]));
  const missing = files.filter((file) => !found.get(file));
  if (missing.length > 0) {
    throw new Problem('import-file', {
      say: `${root} has no ${[...new Set(missing)].join(', ')}.`,
      try: 'Put the file there, or give the folder that has it; nothing was imported.',
    });
  }
  return new Map([...found].flatMap(([file, located]) => (located ? [[file, located]] : [])));
}

/** In the folder, in a folder of it, or beside it (`orders/items.csv` where one of the folders was given). */
function locate(root: string, file: string): Located | null {
  const inside = readdirSync(root, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map(({ name }) => join(root, name, file));
  const beside =
    dirname(file) === '.' ? [] : [join(root, basename(file)), join(dirname(root), file)];
  for (const path of [join(root, file), ...beside, ...inside]) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile()) return { path, size: stat.size, changed: Math.trunc(stat.mtimeMs) };
  }
  return null;
}
