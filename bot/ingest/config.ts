import { join } from 'node:path';
import { Problem } from '../../crm/problem.ts';
import { missingSetting } from '../missing-setting.ts';

export interface IngestSecrets {
  /** For tools that sign as Rapport asks; null where none may. */
  secret: string | null;
  /** By the name of the mapping: the secret with which that tool signs in its own way. */
  ofSource: Readonly<Record<string, string>>;
  /** Those before, which are good as well while tools change to the new ones. */
  former?: Omit<IngestSecrets, 'former'>;
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
const FORMER = '_BEFORE';

type Given = Readonly<Record<string, string | undefined>>;

interface IngestVariables {
  INGEST_SECRET?: string | undefined;
  INGEST_SECRET_BEFORE?: string | undefined;
  MAPPINGS_DIR?: string | undefined;
  DATA_DIR: string;
}

/** Throws a `Problem` where a secret is too short, or a former one has no new one. */
export function ingestConfig(set: IngestVariables, given: Given): IngestConfig {
  const { INGEST_SECRET: secret = null, INGEST_SECRET_BEFORE: before = null } = set;
  if (before && !secret) throw missingSetting('INGEST_SECRET', 'INGEST_SECRET_BEFORE is set');
  const former = { secret: before, ofSource: formerSecretsOfTools(given) };
  return {
    secret,
    ofSource: secretsOfTools(given),
    ...(!isClosed(former) && { former }),
    folder: set.MAPPINGS_DIR ?? join(set.DATA_DIR, 'mappings'),
  };
}

/** `INGEST_SECRET_STRIPE` is that of the mapping `stripe`, `INGEST_SECRET_OUR_DESK` that of `our-desk`. */
const secretsOfTools = (given: Given): Record<string, string> => secretsIn(given, '');

/** `INGEST_SECRET_STRIPE_BEFORE` is the one that was the mapping's before. Throws a `Problem` where it has no other. */
function formerSecretsOfTools(given: Given): Record<string, string> {
  const former = secretsIn(given, FORMER);
  const today = secretsOfTools(given);
  const alone = Object.keys(former).find((source) => !(source in today));
  if (alone === undefined) return former;
  const name = OF_TOOL + alone.toUpperCase().replaceAll('-', '_');
  throw missingSetting(name, `${name}${FORMER} is set`);
}

function secretsIn(given: Given, ending: '' | typeof FORMER): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, secret]) => {
      const isFormer = name.endsWith(FORMER);
      if (!name.startsWith(OF_TOOL) || !secret || isFormer !== (ending === FORMER)) return [];
      const source = name.slice(OF_TOOL.length, name.length - ending.length);
      if (!source) return [];
      if (secret.length < 8)
        throw new Problem('config', {
          say: `${name} is shorter than 8 characters.`,
          try: 'Set it to the signing secret that the tool shows beside its webhook.',
        });
      return [[source.toLowerCase().replaceAll('_', '-'), secret]];
    }),
  );
}
