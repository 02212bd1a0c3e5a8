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
