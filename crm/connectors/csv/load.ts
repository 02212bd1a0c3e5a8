import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Problem } from '../../problem.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { parseMapping } from '../mapping/parse.ts';

const SHIPPED = join(import.meta.dirname, 'mappings');

export interface LoadedMapping {
  mapping: Mapping;
  /** How runs of it are known: the shipped name, or the file's path. */
  name: string;
  path: string;
  text: string;
}

export const shippedMappings = (): string[] =>
  readdirSync(SHIPPED)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort();

/** By its shipped name, or by the path of a YAML file. Throws Problem naming file, line and what to write instead. */
export function loadMapping(named: string): LoadedMapping {
  const isPath = /[\\/]|\.ya?ml$/i.test(named);
  if (!isPath && !shippedMappings().includes(named)) {
    throw new Problem('import-mapping', {
      say: `There is no mapping "${named}".`,
      try: `Use ${shippedMappings().join(', ')}, or the path of your own .yaml file (crm/connectors/csv/README.md shows how to write one).`,
    });
  }
  const path = isPath ? resolve(named) : join(SHIPPED, `${named}.yaml`);
  const text = read(path);
  return { mapping: parseMapping(text, path), name: isPath ? path : named, path, text };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Problem('import-mapping', {
      say: `The mapping ${path} cannot be read.`,
      try: `Give the path of a .yaml file that is there, or one of ${shippedMappings().join(', ')}.`,
      cause,
    });
  }
}
