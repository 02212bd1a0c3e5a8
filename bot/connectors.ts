import { z } from 'zod';
import type { Connector, Connectors } from '../crm/connector.ts';
import type { ConnectorDefinition } from '../crm/connectors/define.ts';
import * as definitions from '../crm/connectors/index.ts';
import { Problem, Upstream } from '../crm/problem.ts';
import { isDemoOrganisation } from '../prisma/seed/people.ts';
import type { OpenStore } from '../prisma/store.ts';
import { broken, type Finding, missing, warning, well } from './finding.ts';

/** By id, which is the order in which systems are asked to take a note that could go to several. */
export const CONNECTORS: readonly ConnectorDefinition[] = Object.values(definitions).toSorted(
  (one, other) => (one.id < other.id ? -1 : 1),
);

/** The variables that connectors read, for the README. */
export const connectorSettings = (all: readonly ConnectorDefinition[] = CONNECTORS) =>
  all.flatMap(({ settings }) =>
    Object.entries(settings.shape).map(([name, schema]) => ({
      name,
      meaning: z.globalRegistry.get(schema)?.description ?? '',
    })),
  );

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The systems for which the environment says anything. Throws a `Problem` that names the variable which is missing or
 * wrong.
 */
export function configuredConnectors(
  env: Environment,
  all: readonly ConnectorDefinition[] = CONNECTORS,
): Connectors {
  return all.flatMap((definition) => {
    const names = Object.keys(definition.settings.shape);
    const isNamed = names.some((name) => env[name] !== undefined);
    return isNamed && !definition.isDemo ? [opened(definition, env)] : [];
  });
}

/** The configured systems, and beside the demo organisation its own. */
export async function openConnectors(
  configured: Connectors,
  { store, database }: Pick<OpenStore, 'store' | 'database'>,
): Promise<Connectors> {
  if (database.kind !== 'embedded' || !(await isDemoOrganisation(store))) return configured;
  const demo = CONNECTORS.filter(({ isDemo }) => isDemo).map((definition) => definition.open({}));
  return [...demo, ...configured];
}

/** Whether each system lets us in, and how those that are not connected would. */
export async function examineConnectors(
  connectors: Connectors,
  all: readonly ConnectorDefinition[] = CONNECTORS,
): Promise<Finding[]> {
  const absent = all.filter(
    ({ id, isDemo }) => !isDemo && !connectors.some((connector) => connector.id === id),
  );
  const found = await Promise.all(
    connectors.map((connector) =>
      examine(connector, all.find(({ id }) => id === connector.id)?.setup ?? 'Renew its key.'),
    ),
  );
  return [
    ...found.flat(),
    ...absent.map(({ name, setup }) => missing(`${name} is not connected`, setup)),
  ];
}

async function examine({ id, name, reader, writer }: Connector, setup: string): Promise<Finding[]> {
  try {
    await reader.find(id);
    const gaps = (await reader.findGaps?.()) ?? [];
    return [
      well(`${name} answers, and is ${writer ? 'read and written' : 'only read'}`),
      ...gaps.map(({ say, try: next }) => warning(say, next)),
    ];
  } catch (cause) {
    if (!(cause instanceof Upstream)) throw cause;
    const said = cause.reason ? `${cause.fault}: ${cause.reason}` : cause.fault;
    return [
      broken(
        `${name}: ${said}`,
        cause.fault === 'unauthorised' ? setup : 'Try again later; notes wait meanwhile.',
      ),
    ];
  }
}

function opened(definition: ConnectorDefinition, env: Environment): Connector {
  try {
    return definition.open(env);
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause;
    const [issue] = cause.issues;
    const variable = String(issue?.path[0] ?? 'A variable');
    throw new Problem('config', {
      say: `${definition.name} is set up in part: ${variable} ${env[variable] === undefined ? 'is not set' : `cannot be used: ${issue?.message}`}.`,
      try: `Set it; npm run doctor says where to find it.`,
      cause,
    });
  }
}
