import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { SourceRecord } from '../../customer/records.ts';
import { Problem } from '../../problem.ts';
import type { FileSpec, Lookup } from '../mapping/mapping.ts';
import { mappingProblem } from '../mapping/parse.ts';
import { MappingFault } from '../mapping/template.ts';
import type { LoadedMapping } from './load.ts';
import { locateAll } from './locate.ts';
import { checkReadable } from './readable.ts';
import { readHeader } from './reader.ts';
import { fileStep, lookupStep, MissingColumn, type Step, writtenBy } from './steps.ts';

/** A mapping laid over the files of a folder: checked whole before anything is written. */
export interface Plan {
  name: string;
  title: string;
  folder: string;
  /** Changes when the mapping or one of the files does. */
  fingerprint: string;
  departments: readonly SourceRecord[];
  steps: readonly Step[];
}

/** Throws Problem for a missing file or column, or a mapping that cannot work. */
export async function planImport(loaded: LoadedMapping, folder: string): Promise<Plan> {
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
  const headers = new Map<string, string[]>();
  const headerIn = async (path: string, spec: Lookup | FileSpec) => {
    const written = writtenBy(spec, mapping);
    await checkReadable(path, spec.file, written.encoding);
    return readHeader(path, written);
  };
  const headerOf = async (spec: Lookup | FileSpec): Promise<string[]> => {
    const located = files.get(spec.file);
    const known = headers.get(spec.file) ?? (located && (await headerIn(located.path, spec))) ?? [];
    headers.set(spec.file, known);
    return known;
  };
  const steps: Step[] = [];
  for (const [name, spec] of lookups) {
    const header = await headerOf(spec);
    steps.push(
      checked(`lookups.${name}`, loaded, () => lookupStep(name, spec, { mapping, header, files })),
    );
  }
  for (const [index, spec] of mapping.files.entries()) {
    const header = await headerOf(spec);
    steps.push(checked(`files.${index}`, loaded, () => fileStep(spec, { mapping, header, files })));
  }
  return {
    name: loaded.name,
    title: mapping.name,
    folder: resolve(folder),
    steps,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([loaded.text, [...files]]))
      .digest('hex')
      .slice(0, 32),
    departments: Object.entries(mapping.departments).map(([id, name]) => ({
      kind: 'department',
      id,
      name,
    })),
  };
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
