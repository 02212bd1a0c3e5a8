import type { ConnectorDefinition } from './define.ts';
import * as definitions from './index.ts';

/** By id, which is the order in which systems are asked to take a note that could go to several. */
export const CONNECTORS: readonly ConnectorDefinition[] = Object.values(definitions).toSorted(
  (one, other) => (one.id < other.id ? -1 : 1),
);

/** The variables without which no colleague can connect an account of their own, in any system. */
export const CONSENT_VARIABLES = ['TOKEN_SECRET', 'PUBLIC_URL'] as const;

/** The variables without which it cannot be opened. */
export const neededSettings = ({ settings }: ConnectorDefinition): string[] =>
  Object.entries(settings.shape).flatMap(([name, schema]) =>
    schema.safeParse(undefined).success ? [] : [name],
  );
