import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../../problem.ts';

export interface Located {
  /** As the mapping writes it, or one of the files that its pattern names. */
  name: string;
  path: string;
  size: number;
  /** Milliseconds: with the size, tells whether a file is still the same. */
  changed: number;
}

/** Finds a mapping's files in a folder, or says all that are missing at once. A pattern may name several. */
export function locateAll(folder: string, files: readonly string[]): Map<string, Located[]> {
  const root = resolve(folder);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Problem('import-folder', {
      say: `There is no folder ${root}.`,
      try: 'Give the folder that holds the files.',
    });
  }
  const found = new Map(files.map((file) => [file, locate(root, file)]));
  const missing = files.filter((file) => found.get(file)?.length === 0);
  if (missing.length > 0) {
    throw new Problem('import-file', {
      say: `${root} has no ${[...new Set(missing)].join(', ')}.`,
      try: 'Put the file there, or give the folder that has it; nothing was imported.',
    });
  }
  return found;
}

/** In the folder, in a folder of it, or beside it (`orders/items.csv` where one of the folders was given); packed or not. */
function locate(root: string, file: string): Located[] {
  const inside = readdirSync(root, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map(({ name }) => join(root, name, file));
  const beside =
    dirname(file) === '.' ? [] : [join(root, basename(file)), join(dirname(root), file)];
  for (const path of [join(root, file), ...beside, ...inside]) {
    const found = file.includes('*') ? matching(path) : [path, `${path}.gz`].flatMap(fileAt);
    const [first] = found;
    if (first && !file.includes('*')) return [{ ...first, name: file }];
    if (first) return found;
  }
  return [];
}

/** The files of a pattern, by name: of daily files the earliest first. */
function matching(path: string): Located[] {
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const parts = basename(path).split('*');
  return readdirSync(folder)
    .filter((name) => [name, name.replace(/\.gz$/, '')].some((one) => matches(one, parts)))
    .toSorted()
    .flatMap((name) => fileAt(join(folder, name)));
}

/** Whether a name is these parts, with anything between them. */
function matches(name: string, [first = '', ...rest]: readonly string[]): boolean {
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

function fileAt(path: string): Located[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile()
    ? [{ name: basename(path), path, size: stat.size, changed: Math.trunc(stat.mtimeMs) }]
    : [];
}
