import { basename, resolve } from 'node:path';
import { stringify } from 'yaml';
import { Problem } from '../../../problem.ts';
import type { MappedKind } from '../../mapping/mapping.ts';
import { fittingFields } from './fitting.ts';
import { guessFile } from './guess.ts';
import { KNOWN_FILES, type KnownFile } from './known-systems.ts';
import { KNOWN_TOOLS } from './known-tools.ts';
import { type Sample, sampleFolder } from './sample.ts';

/** A first mapping: its YAML, and a line of each file for the one who reads on. */
export interface Suggestion {
  yaml: string;
  notes: readonly string[];
}

/** People and customers come before the records that name them. */
const FIRST: readonly MappedKind[] = ['person', 'customer', 'contact'];

/** Looks at the files of a folder. Throws Problem where no file is understood. */
export async function suggestMapping(folder: string): Promise<Suggestion> {
  const root = resolve(folder);
  const read = (await sampleFolder(root)).map(partOf);
  const parts = read
    .flatMap(({ part }) => part ?? [])
    .toSorted((one, other) => orderOf(one.kind) - orderOf(other.kind));
  const notes = read.map(({ note }) => note);
  if (parts.length === 0)
    throw new Problem('import-suggest', {
      say: `No file of ${root} is understood: ${notes.join(' ')}`,
      try: 'Write a mapping as crm/connectors/csv/README.md shows, in five minutes.',
    });
  const systems = [...new Set(parts.flatMap(({ system }) => system ?? []))];
  const name = systems.join(' and ') || basename(root);
  const mapping = {
    name,
    source: sourceName(systems[0] ?? basename(root)),
    currency: parts.find(({ currency }) => currency !== null)?.currency ?? 'EUR',
    zone: 'UTC',
    files: parts.map(({ spec }) => spec),
  };
  const comments = [
    'A first mapping, made of headers and values. Look through it, try it with --dry-run, then import.',
    ...notes,
  ].map((line) => `# ${line}\n`);
  return { yaml: `${comments.join('')}${stringify(mapping, { lineWidth: 0 })}`, notes };
}

const orderOf = (kind: MappedKind): number => {
  const at = FIRST.indexOf(kind);
  return at === -1 ? FIRST.length : at;
};

const sourceName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/-$/, '')
    .concat('-files')
    .replace(/^-/, '');

interface Part {
  kind: MappedKind;
  system: string | null;
  currency: string | null;
  spec: object;
}

function partOf(sample: Sample): { part: Part | null; note: string } {
  const known = [...KNOWN_FILES, ...KNOWN_TOOLS].find(({ columns }) =>
    columns.every((column) => sample.header.includes(column)),
  );
  const made = known ? fromKnown(known, sample) : fromGuess(sample);
  if (!made)
    return {
      part: null,
      note: `${sample.file}: not understood; it has ${sample.header.join(', ')}.`,
    };
  const { kind, records, when, id } = made;
  const used = JSON.stringify([records, id]);
  const rest = sample.header.filter((name) => !used.includes(`{${name}}`));
  const unused = rest.length > 0 ? ` Not used: ${rest.join(', ')}.` : '';
  const unsure = sample.areDatesUnsure
    ? ` Its dates are read as ${sample.dates}, and may be m/d/yyyy.`
    : '';
  return {
    part: {
      kind,
      system: known?.system ?? null,
      currency: currencyIn(sample),
      spec: { file: sample.file, ...writtenAs(sample), id, ...(when && { when }), records },
    },
    note: `${sample.file}: ${known ? `${known.title} of ${known.system}` : `guessed to be ${kind === 'entry' ? 'entries' : `${kind}s`}`}.${unused}${unsure}`,
  };
}

interface Made {
  kind: MappedKind;
  id: string;
  when?: string | undefined;
  records: readonly object[];
}

function fromKnown({ kind, id, when, fields, owner }: KnownFile, { header }: Sample): Made {
  const has = (column: string) => header.includes(column);
  const fitting = fittingFields(fields, has);
  if (owner === undefined || !has(owner)) return { kind, id, when, records: [{ [kind]: fitting }] };
  const colleague = { id: `{${owner}}`, name: `{${owner}}`, department: 'sales' };
  return {
    kind,
    id,
    when,
    records: [
      { when: `{${owner}}`, person: colleague },
      { [kind]: { ...fitting, owner: `{${owner}}` } },
    ],
  };
}

function fromGuess(sample: Sample): Made | null {
  const guess = guessFile(sample);
  return guess && { kind: guess.kind, id: guess.id, records: [{ [guess.kind]: guess.fields }] };
}

/** Only as far as it is not as mappings are without a word. */
const writtenAs = ({ delimiter, encoding, dates, decimal }: Sample) => ({
  ...(delimiter !== ',' && { delimiter }),
  ...(encoding !== 'utf8' && { encoding }),
  ...(dates !== 'iso' && { dates }),
  ...(decimal !== '.' && { decimal }),
});

const MARKS: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP' };

/** By the first mark of a currency in a cell. */
function currencyIn({ cells }: Sample): string | null {
  for (const column of cells.values())
    for (const cell of column) {
      const mark = /^\s*([€$£])\s?\d|\d\s?([€$£])\s*$/.exec(cell);
      const code = MARKS[mark?.[1] ?? mark?.[2] ?? ''];
      if (code) return code;
    }
  return null;
}
