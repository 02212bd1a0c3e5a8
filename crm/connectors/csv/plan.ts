import { createHash, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { SourceRecord } from '../../customer/records.ts';
import { Problem } from '../../problem.ts';
import type { FileSpec, Lookup, Mapping } from '../mapping/mapping.ts';
import { mappingProblem } from '../mapping/parse.ts';
import { MappingFault } from '../mapping/template.ts';
import type { LoadedMapping } from './load.ts';
import { type Located, locateAll } from './locate.ts';
import { checkDelimiter, lookAt } from './look-at.ts';
import type { AskDatabase } from './query.ts';
import { readHeader } from './reader.ts';
import { MissingColumn, type StepContext } from './scope.ts';
import { fileStep, lookupStep, type Step, writtenBy } from './steps.ts';
import { type Watched, watchedOf } from './watched.ts';
import { formOf, type Written } from './written.ts';

/** A mapping laid over the files of a folder: checked whole before anything is written. */
export interface Plan {
  name: string;
  title: string;
  source: string;
  zone: string;
  folder: string;
  /** Changes when the mapping or one of the files does. */
  fingerprint: string;
  departments: readonly SourceRecord[];
  steps: readonly Step[];
  /** Kinds of records that are looked for when they are in the files no more. */
  watched: readonly Watched[];
}

/** Throws Problem for a missing file or column, or a mapping that cannot work. */
export async function planImport(
  loaded: LoadedMapping,
  folder: string,
  ask?: AskDatabase,
): Promise<Plan> {
  const { mapping } = loaded;
  if (mapping.files.length === 0)
    throw new Problem('import-mapping', {
      say: `${loaded.path} maps items that are sent, and no files.`,
      try: 'Add files: to it (crm/connectors/csv/README.md), or give another mapping.',
    });
  const lookups = Object.entries(mapping.lookups);
  const files = locateAll(folder, [
    ...lookups.map(([, { file }]) => file),
    ...mapping.files.map(({ file }) => file),
  ]);
  const contextOf = contexts(mapping, ask);
  const steps: Step[] = [];
  for (const [index, [name, spec]] of lookups.entries())
    for (const located of files.get(spec.file) ?? []) {
      const context = { ...(await contextOf(spec, located)), keys: index };
      steps.push(checked(`lookups.${name}`, loaded, () => lookupStep(name, spec, context)));
    }
  const specs: { spec: FileSpec; step: Step }[] = [];
  for (const [index, spec] of mapping.files.entries())
    for (const located of files.get(spec.file) ?? []) {
      const context = { ...(await contextOf(spec, located)), keys: lookups.length + specs.length };
      const step = checked(`files.${index}`, loaded, () => fileStep(spec, context));
      specs.push({ spec, step });
    }
  steps.push(...specs.map(({ step }) => step));
  return {
    name: loaded.name,
    title: mapping.name,
    source: mapping.source,
    zone: mapping.zone,
    folder: resolve(folder),
    steps,
    fingerprint: createHash('sha256')
      .update(
        JSON.stringify([VERSION, loaded.text, [...files], steps.some(isQuery) && randomUUID()]),
      )
      .digest('hex')
      .slice(0, 32),
    departments: Object.entries(mapping.departments).map(([id, name]) => ({
      kind: 'department',
      id,
      name,
    })),
    watched: checked('vanished', loaded, () => watchedOf(specs)),
  };
}

/** Another one when an import that was interrupted cannot go on in the tables of this version. */
const VERSION = 2;

/** A query may give other rows each time, so an import that was interrupted begins anew. */
const isQuery = ({ path }: Step): boolean => formOf(path) === 'query';

/** Looks at each file once, however often it is read. */
function contexts(mapping: Mapping, ask: AskDatabase | undefined) {
  const seen = new Map<string, { header: string[]; written: Written }>();
  return async (spec: Lookup | FileSpec, located: Located): Promise<Omit<StepContext, 'keys'>> => {
    const says = { ...writtenBy(spec, mapping), ask };
    const name = JSON.stringify([located.path, says]);
    const known = seen.get(name) ?? (await look(located, says));
    seen.set(name, known);
    return { mapping, located, ...known };
  };
}

async function look({ path, name }: Located, says: Written) {
  const written = await lookAt(path, name, says);
  if (formOf(path) === 'json-lines') return { header: [], written };
  const header = (await readHeader(path, written)) ?? [];
  if (formOf(path) === 'csv') checkDelimiter(name, header, written);
  return { header, written };
}

function checked<T>(where: string, { path }: LoadedMapping, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof MissingColumn)
      throw new Problem('import-column', {
        say: `${cause.message}.`,
        try: `Correct the file, or ${where} in ${path}; nothing was imported.`,
      });
    if (cause instanceof MappingFault) throw mappingProblem(`${path}, ${where}`, cause.message);
    throw cause;
  }
}
