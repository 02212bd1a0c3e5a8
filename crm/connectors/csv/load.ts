import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { Problem } from '../../problem.ts';
import { Mapping } from './mapping.ts';

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

export function parseMapping(text: string, path: string): Mapping {
  const lines = new LineCounter();
  // Every value is text: what a column holds is read by what the field is, not by how YAML would guess.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  const [error] = document.errors;
  if (error)
    throw fault(
      path,
      error.linePos?.[0].line,
      (error.message.split('\n')[0] ?? '').replace(/ at line.*$/, ''),
    );
  const parsed = Mapping.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const issue = deepest(parsed.error.issues[0]);
  const where = issue.path.map(String).join('.');
  let line: number | undefined;
  for (let depth = issue.path.length; depth > 0 && line === undefined; depth -= 1) {
    const node: unknown = document.getIn(issue.path.slice(0, depth), true);
    if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range))
      line = lines.linePos(Number(node.range[0])).line;
  }
  throw fault(path, line, `${where === '' ? '' : `${where}: `}${issue.message}`);
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

function deepest(issue: Issue | undefined): Issue {
  if (!issue) return { path: [], message: 'is not a mapping' };
  const message = issue.message
    .replace('Invalid input: expected', 'expected')
    .replace(', received undefined', ', but it is missing');
  return {
    path: issue.path,
    message: message
      .replace('Unrecognized key:', 'unknown:')
      .replace('Unrecognized keys:', 'unknown:'),
  };
}

function fault(path: string, line: number | undefined, what: string): Problem {
  return new Problem('import-mapping', {
    say: `${path}${line === undefined ? '' : `, line ${line}`}: ${what.replace(/\.$/, '')}.`,
    try: 'Correct the mapping; crm/connectors/csv/README.md explains every word of it.',
  });
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
