import { z } from 'zod';
import type { Connector, Connectors } from '../crm/connector.ts';
import { CONNECTORS } from '../crm/connectors/all.ts';
import { checkConnector } from '../crm/connectors/check.ts';
import type { ConnectorDefinition } from '../crm/connectors/define.ts';
import { type PaceFor, pacesOn, UNPACED } from '../crm/connectors/pace/pace.ts';
import { Problem } from '../crm/problem.ts';
import { isDemoOrganisation } from '../prisma/seed/people.ts';
import type { OpenStore } from '../prisma/store.ts';
import { broken, type Finding, missing, well } from './finding.ts';
import { wrongSetting } from './wrong-settings.ts';

/** The variables that connectors read, for the README. */
export const connectorSettings = (all: readonly ConnectorDefinition[] = CONNECTORS) =>
  all.flatMap(({ settings }) =>
    Object.entries(settings.shape).map(([name, schema]) => ({
      name,
      meaning: z.globalRegistry.get(schema)?.description ?? '',
    })),
  );

export type Environment = Readonly<Record<string, string | undefined>>;

/** A system whose settings are known to fit. */
export interface ConfiguredConnector {
  id: string;
  open(pace: PaceFor): Connector;
}

/**
 * The systems for which the environment says anything. Throws a `Problem` that names the variable which is missing or
 * wrong.
 */
export function configuredConnectors(
  env: Environment,
  all: readonly ConnectorDefinition[] = CONNECTORS,
): readonly ConfiguredConnector[] {
  return all.flatMap((definition) => {
    const names = Object.keys(definition.settings.shape);
    const isNamed = names.some((name) => env[name] !== undefined);
    if (!isNamed || definition.isDemo) return [];
    // It connects to nothing yet, and hears of settings that do not fit.
    const { id } = opened(definition, env);
    return [{ id, open: (pace: PaceFor) => definition.open(env, pace) }];
  });
}

/** The configured systems, which share their limits with other copies of the bot; beside the demo organisation its own. */
export async function openConnectors(
  configured: readonly ConfiguredConnector[],
  { store, database }: Pick<OpenStore, 'store' | 'database'>,
  now: () => Date,
): Promise<Connectors> {
  const pace = pacesOn({ budgets: store.callBudgets, now });
  const connectors = configured.map(({ open }) => open(pace));
  if (database.kind !== 'embedded' || !(await isDemoOrganisation(store))) return connectors;
  const demo = CONNECTORS.filter(({ isDemo }) => isDemo);
  return [...demo.map((definition) => definition.open({}, pace)), ...connectors];
}

/** Whether each system lets us in, and how those that are not connected would. */
export async function examineConnectors(
  connectors: Connectors,
  all: readonly ConnectorDefinition[] = CONNECTORS,
): Promise<Finding[]> {
  const absent = all.filter(
    ({ id, isDemo }) => !isDemo && !connectors.some((connector) => connector.id === id),
  );
  return [
    ...(await Promise.all(
      connectors.map((connector) =>
        examine(connector, all.find(({ id }) => id === connector.id)?.setup ?? 'Renew its key.'),
      ),
    )),
    ...absent.map(({ name, setup }) => missing(`${name} is not connected`, setup)),
  ];
}

async function examine(connector: Connector, setup: string): Promise<Finding> {
  const { name, writer } = connector;
  const steps = await checkConnector(connector);
  const faults = steps.flatMap(({ does, what, fault }) =>
    fault ? [{ ...fault, what: `${does}s no ${what}` }] : [],
  );
  const [first] = faults;
  if (!first) return well(`${name} answers, and is ${writer ? 'read and written' : 'only read'}`);
  const { fault, reason } = first;
  const said = reason ? `${fault}: ${reason}` : fault;
  const which = faults.length < steps.length ? ` ${faults.map(({ what }) => what).join(', ')}` : '';
  return broken(
    `${name}${which}: ${said}`,
    fault === 'unauthorised' ? setup : 'Try again later; notes wait meanwhile.',
  );
}

function opened(definition: ConnectorDefinition, env: Environment): Connector {
  try {
    return definition.open(env, UNPACED);
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause;
    const faults = cause.issues.map((issue) => {
      const variable = String(issue.path[0] ?? 'A variable');
      return env[variable] === undefined
        ? `${variable} is not set.`
        : wrongSetting(variable, issue);
    });
    throw new Problem('config', {
      say: `${definition.name} is set up in part: ${[...new Set(faults)].join(' ')}`,
      try: `Set it; npm run doctor says where to find it.`,
      cause,
    });
  }
}
