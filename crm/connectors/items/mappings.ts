import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseMapping } from '../mapping/parse.ts';
import { compileItems, type ItemMapping } from './compile.ts';

const SHIPPED = join(import.meta.dirname, 'mappings');
const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** The mappings of the tools that may send items, each by the name of its file. */
export interface ItemMappings {
  names(): string[];
  /** Null where no file of that name maps items. Throws Problem for a file that is wrong. */
  get(name: string): ItemMapping | null;
}

/**
 * The shipped mappings, and those of a folder of one's own, which go before shipped ones of the same name. A file is read
 * again when it has changed, so a corrected mapping counts at once.
 */
export function itemMappings(own: string | null): ItemMappings {
  const read = new Map<string, { stamp: string; mapping: ItemMapping | null }>();
  const folders = [...(own === null ? [] : [own]), SHIPPED];

  function load(path: string, stamp: string): ItemMapping | null {
    const known = read.get(path);
    if (known?.stamp === stamp) return known.mapping;
    const parsed = parseMapping(readFileSync(path, 'utf8'), path);
    const mapping = parsed.items.length === 0 ? null : compileItems(parsed, path);
    read.set(path, { stamp, mapping });
    return mapping;
  }

  const get = (name: string): ItemMapping | null => {
    const path = NAME.test(name) ? pathOf(name, folders) : null;
    return path && load(path.path, path.stamp);
  };

  return {
    names: () =>
      [...new Set(folders.flatMap(namesIn))].filter((name) => mapsItems(name, get)).toSorted(),
    get,
  };
}

/** A file that is wrong counts too: what is sent for it is kept until it is corrected. */
export function mapsItems(name: string, get: ItemMappings['get']): boolean {
  try {
    return get(name) !== null;
  } catch {
    return true;
  }
}

function pathOf(name: string, folders: readonly string[]) {
  for (const folder of folders) {
    const path = join(folder, `${name}.yaml`);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile()) return { path, stamp: `${stat.mtimeMs} ${stat.size}` };
  }
  return null;
}

const namesIn = (folder: string): string[] =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => basename(file, '.yaml'))
        .filter((name) => NAME.test(name))
    : [];
