import type { FileSpec } from '../mapping/mapping.ts';
import { MappingFault } from '../mapping/template.ts';
import { VANISHING, type VanishingKind } from './port.ts';
import type { Step } from './steps.ts';

/** A kind of record, and the rows whose ids are the ids of its records. */
export interface Watched {
  kind: VanishingKind;
  keys: readonly number[];
  files: readonly string[];
  ends: boolean;
}

/** Kinds whose records can end without a word of their own. A customer is nobody's to end but the mapping's `stage`. */
const ENDING: ReadonlySet<VanishingKind> = new Set(['person', 'subscription', 'ticket']);

interface Planned {
  spec: FileSpec;
  step: Step;
}

/**
 * The kinds of records to look for. Customers always; others where a file says `vanished`, since a file of tickets often
 * holds the new ones alone. Throws MappingFault where nothing of such a file can be looked for.
 */
export function watchedOf(planned: readonly Planned[]): Watched[] {
  for (const { spec } of planned) checkVanished(spec);
  return VANISHING.flatMap((kind) => watchedKind(kind, planned) ?? []);
}

function watchedKind(kind: VanishingKind, planned: readonly Planned[]): Watched | null {
  const making = planned.filter(({ spec }) => spec.records.some((record) => record.kind === kind));
  const saying = making.filter(({ spec }) => spec.vanished !== undefined);
  const isWatched = kind === 'customer' ? making.length > 0 : saying.length > 0;
  if (!isWatched || !making.every(({ spec }) => areRows(kind, spec))) return null;
  return {
    kind,
    keys: making.map(({ step }) => step.keys),
    files: making.map(({ step }) => step.file),
    ends: ENDING.has(kind) && saying.some(({ spec }) => spec.vanished === 'ended'),
  };
}

/** Whether each record of the kind has its row's own id. */
const areRows = (kind: VanishingKind, { id, records }: FileSpec): boolean =>
  records.every((one) => one.kind !== kind || (one.fields['id'] ?? id) === id);

function checkVanished({ file, vanished, ...spec }: FileSpec): void {
  if (vanished === undefined) return;
  const kinds = VANISHING.filter((kind) => spec.records.some((record) => record.kind === kind));
  if (kinds.length === 0)
    throw new MappingFault(
      `vanished: ${file} makes no record that lasts (${VANISHING.join(', ')})`,
    );
  if (vanished === 'ended' && !kinds.some((kind) => ENDING.has(kind)))
    throw new MappingFault(
      `vanished: a ${kinds.join(' or a ')} of ${file} does not end by itself; write listed`,
    );
  const other = kinds.find((kind) => !areRows(kind, { file, vanished, ...spec }));
  if (other !== undefined)
    throw new MappingFault(
      `vanished: each ${other} of ${file} needs the id of its row, so leave out its own id`,
    );
}
