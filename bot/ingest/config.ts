import { Problem } from '../../crm/problem.ts';

export interface IngestSecrets {
  /** For tools that sign as Rapport asks; null where none may. */
  secret: string | null;
  /** By the name of the mapping: the secret with which that tool signs in its own way. */
  ofSource: Readonly<Record<string, string>>;
}

export interface IngestConfig extends IngestSecrets {
  /** The folder of mappings of one's own; null for the shipped ones alone. */
  folder: string | null;
}

export const NO_INGEST: IngestConfig = { secret: null, ofSource: {}, folder: null };

/** Nobody may send anything. */
export const isClosed = ({ secret, ofSource }: IngestSecrets): boolean =>
  secret === null && Object.keys(ofSource).length === 0;

const OF_TOOL = 'INGEST_SECRET_';

/** `INGEST_SECRET_STRIPE` is that of the mapping `stripe`, `INGEST_SECRET_OUR_DESK` that of `our-desk`. */
export function secretsOfTools(
  given: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, secret]) => {
      if (!name.startsWith(OF_TOOL) || !secret) return [];
      if (secret.length < 8)
        throw new Problem('config', {
          say: `${name} is shorter than 8 characters.`,
          try: 'Set it to the signing secret that the tool shows beside its webhook.',
        });
      return [[name.slice(OF_TOOL.length).toLowerCase().replaceAll('_', '-'), secret]];
    }),
  );
}
