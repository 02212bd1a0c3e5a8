export interface IngestConfig {
  /** Null where nobody may send anything. */
  secret: string | null;
  /** The folder of mappings of one's own; null for the shipped ones alone. */
  folder: string | null;
}

export const NO_INGEST: IngestConfig = { secret: null, folder: null };
