import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { Problem } from '../../problem.ts';
import { Mapping } from './mapping.ts';

/** Reads a mapping's YAML. Throws Problem naming file, line and what to write instead. */
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

/** Of a choice, the fault of the one alternative that is meant: the one that lacks nothing but has a wrong part. */
function deepest(issue: z.core.$ZodIssue | undefined): Issue {
  if (!issue) return { path: [], message: 'is not a mapping' };
  const meant =
    issue.code === 'invalid_union'
      ? issue.errors.filter(([first, ...more]) => first && more.length === 0 && isInside(first))
      : [];
  const [inner] = meant.length === 1 ? (meant[0] ?? []) : [];
  if (inner) {
    const { path, message } = deepest(inner);
    return { path: [...issue.path, ...path], message };
  }
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

const isInside = ({ path }: z.core.$ZodIssue): boolean => path.length > 0;

function fault(path: string, line: number | undefined, what: string): Problem {
  return mappingProblem(`${path}${line === undefined ? '' : `, line ${line}`}`, what);
}

/** Something in a mapping is wrong; `where` is its file and the place in it. */
export const mappingProblem = (where: string, what: string): Problem =>
  new Problem('import-mapping', {
    say: `${where}: ${what.replace(/\.$/, '')}.`,
    try: 'Correct the mapping; crm/connectors/csv/README.md explains every word of it.',
  });
