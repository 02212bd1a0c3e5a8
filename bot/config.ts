import { z } from 'zod';
import { Problem } from '../crm/problem.ts';
import { type Retention, USUAL_RETENTION } from '../crm/retention/kinds.ts';
import type { Place as StorePlace } from '../prisma/database/database.ts';
import type { ConsentConfig } from './connection/config.ts';
import { type ConfiguredConnector, configuredConnectors, connectorSettings } from './connectors.ts';
import { type IngestConfig, ingestConfig, NO_INGEST } from './ingest/config.ts';
import { missingSetting as missing } from './missing-setting.ts';
import { retentionOf, retentionSettings } from './retention-config.ts';
import { type SlackConfig, slackConfig } from './slack/config.ts';
import { TEAMS_SETTINGS, type TeamsConfig } from './teams/config.ts';
import { orAside, throwAll, wrongSetting } from './wrong-settings.ts';

const POSTGRES = 'it has to be an address like postgres://user:password@host/database';

/** The environment variables of this process; help, the README and `npm run doctor` show their descriptions. */
const Environment = z.object({
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('port to listen on'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'where Slack, Teams and people reach this server, https://…; without it charts come without pictures',
    ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('least severe line that is logged'),
  PLAYGROUND: z
    .enum(['0', '1'])
    .default('0')
    .describe(
      '1 opens the playground to whoever reaches this server, where everybody can be anybody; else it is there for this machine alone, and only without DATABASE_URL, Slack and Teams',
    ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: POSTGRES })
    .optional()
    .describe('a PostgreSQL, postgres://user:password@host/database'),
  DATABASE_DIRECT_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: POSTGRES })
    .optional()
    .describe(
      'the same database without the pooler, where DATABASE_URL leads to a pooler such as PgBouncer',
    ),
  DATA_DIR: z
    .string()
    .default('.data')
    .describe(
      'folder of the list of erasures, of exports and rejects, and of the embedded store where there is no DATABASE_URL',
    ),
  INGEST_SECRET: z
    .string()
    .min(16, 'it has fewer than 16 characters')
    .optional()
    .describe(
      'any random text of 16 characters or more, with which tools sign what they send to POST /ingest/…; without it that door does not exist',
    ),
  INGEST_SECRET_BEFORE: z
    .string()
    .min(16, 'it has fewer than 16 characters')
    .optional()
    .describe(
      'the former INGEST_SECRET, which is good as well until every tool signs with the new one; INGEST_SECRET_STRIPE_BEFORE and so on likewise',
    ),
  TOKEN_SECRET: z
    .string()
    .min(32, 'it has fewer than 32 characters')
    .optional()
    .describe(
      'any random text of 32 characters or more, which encrypts the tokens of colleagues’ own accounts; without it, or without PUBLIC_URL, nobody can connect one',
    ),
  TOKEN_SECRET_BEFORE: z
    .string()
    .min(32, 'it has fewer than 32 characters')
    .optional()
    .describe(
      'the former TOKEN_SECRET, for as long as it takes to start with a new one: what it encrypted is encrypted anew',
    ),
  METRICS_TOKEN: z
    .string()
    .min(16, 'it has fewer than 16 characters')
    .optional()
    .describe(
      'any random text of 16 characters or more, which a Prometheus on another machine sends to GET /metrics as its bearer token; without it /metrics answers this machine alone',
    ),
  IMPORT_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: POSTGRES })
    .optional()
    .describe('a PostgreSQL that npm run import asks, where a file of a mapping is a query (.sql)'),
  MAPPINGS_DIR: z
    .string()
    .optional()
    .describe('folder of your own mappings of items that tools send; else DATA_DIR/mappings'),
  DEMO: z
    .enum(['0', '1'])
    .default('0')
    .describe(
      '1 puts the demo organisation into an empty database at DATABASE_URL; an empty DATA_DIR gets it anyway, unless a CRM is connected',
    ),
  NOTE_FILES: z
    .enum(['0', '1'])
    .default('0')
    .describe(
      '1 brings the files of a Slack message to the CRM with the note that keeps it, for which Rapport may read the files of its channels (files:read); else they stay links',
    ),
  ADMINISTRATORS: z
    .string()
    .optional()
    .describe(
      'e-mail addresses of administrators, with commas between, besides those whom a source calls so',
    ),
  SLACK_SIGNING_SECRET: z.string().optional().describe('Slack: Basic Information → Signing Secret'),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-')
    .optional()
    .describe('Slack: OAuth & Permissions → Bot User OAuth Token, for one workspace'),
  SLACK_CLIENT_ID: z
    .string()
    .optional()
    .describe('Slack: Basic Information → Client ID, to be installed in many workspaces'),
  SLACK_CLIENT_SECRET: z.string().optional().describe('Slack: Basic Information → Client Secret'),
  SLACK_STATE_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe('any random text of 16 characters or more; encrypts what installations leave here'),
  SLACK_STATE_SECRET_BEFORE: z
    .string()
    .min(16)
    .optional()
    .describe(
      'the former SLACK_STATE_SECRET, for as long as it takes to start with a new one: what it encrypted is encrypted anew',
    ),
  SLACK_TEAMS: z
    .string()
    .optional()
    .describe(
      'ids of the Slack workspaces or enterprises that may install and ask, with commas between: whoever runs one says which addresses are confirmed in it',
    ),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-')
    .optional()
    .describe('Slack: App-Level Token with connections:write, for socket mode'),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://slack.com/api/')
    .describe('Slack’s Web API'),
  MicrosoftAppId: z.string().optional().describe('Teams: the bot’s app id in Azure'),
  MicrosoftAppPassword: z.string().optional().describe('Teams: its client secret'),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI'])
    .default('SingleTenant')
    .describe('Teams: how the app is registered'),
  MicrosoftAppTenantId: z.string().optional().describe('Teams: your organisation’s tenant id'),
  MicrosoftGraphUrl: z
    .url({ protocol: /^https$/, error: 'it has to be a whole address that begins with https://' })
    .optional()
    .describe(
      'Teams, optional: https://graph.microsoft.com (or your national cloud’s), where a post that Teams did not confirm is looked for; without it such a post may come twice, and says so',
    ),
});

export const SETTINGS = [
  ...Object.entries(Environment.shape).map(([name, schema]) => ({
    name,
    meaning: schema.description ?? '',
  })),
  ...retentionSettings(),
  ...connectorSettings(),
];

export interface Config {
  host: string;
  port: number;
  publicUrl: string;
  /** Where people fetch files; null where only this machine reaches this server, and people ask from others. */
  filesUrl: string | null;
  logLevel: string;
  /** The playground, and Teams' endpoint for a local test client: for nobody, for this machine, for all who reach this server. */
  playground: 'closed' | 'local' | 'open';
  store: StorePlace;
  /** Where the embedded store would be; rejects of an import stand beside it. */
  /** The database that queries of an import ask; null where there is none. */
  importDatabase: string | null;
  dataDir: string;
  /** Whether an empty store gets the demo organisation. */
  demo: boolean;
  administrators: readonly string[];
  slack: SlackConfig | null;
  teams: TeamsConfig;
  connectors: readonly ConfiguredConnector[];
  ingest: IngestConfig;
  /** Files of messages are brought to a CRM with the notes that keep them. */
  noteFiles: boolean;
  /** Opens /metrics to other machines; null: to none. */
  metricsToken: string | null;
  retention: Retention;
  /** Null where colleagues cannot connect accounts of their own. */
  consent: ConsentConfig | null;
  /** The organisation's own, for people who have set none. */
  zone: string;
  locale: string;
}

/** Throws a `Problem` that names the variable and what it should be. Empty variables count as not set. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const problems: Problem[] = [];
  const set = variablesOf(given, problems);
  const publicUrl = set.PUBLIC_URL ?? `http://${set.HOST}:${set.PORT}`;
  const slack = orAside(problems, () => slackConfig(set, publicUrl));
  const teams = orAside(problems, () => teamsOf(set, given)) ?? NO_TEAMS;
  const connectors = orAside(problems, () => configuredConnectors(given)) ?? [];
  const retention = orAside(problems, () => retentionOf(given)) ?? USUAL_RETENTION;
  const ingest = orAside(problems, () => ingestConfig(set, given)) ?? NO_INGEST;
  const consent = orAside(problems, () => consentOf(set));
  const store = orAside(problems, () => storeOf(set)) ?? { folder: set.DATA_DIR };
  throwAll(problems);
  const playground = playgroundOf(set, slack !== null || teams.appId !== undefined);
  return {
    host: set.HOST,
    port: set.PORT,
    publicUrl,
    filesUrl: set.PUBLIC_URL ?? (playground === 'local' ? publicUrl : null),
    logLevel: set.LOG_LEVEL,
    playground,
    store,
    importDatabase: set.IMPORT_DATABASE_URL ?? null,
    dataDir: set.DATA_DIR,
    // Invented customers do not stand among real ones.
    demo: set.DEMO === '1' || (!set.DATABASE_URL && connectors.length === 0),
    administrators: listOf(set.ADMINISTRATORS).map((address) => address.toLowerCase()),
    slack,
    teams,
    connectors,
    ingest,
    noteFiles: set.NOTE_FILES === '1',
    metricsToken: set.METRICS_TOKEN ?? null,
    retention,
    consent,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    locale: 'en-GB',
  };
}

type Set = z.infer<typeof Environment>;
const NO_TEAMS: TeamsConfig = { appType: 'SingleTenant', settings: {} };

/** The variables that can be used. A wrong one is put aside; as a text it counts as set, so that no other is missed for it. */
function variablesOf(given: Record<string, string | undefined>, problems: Problem[]): Set {
  const parsed = Environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue]));
  for (const [name, issue] of wrong)
    problems.push(
      new Problem('config', {
        say: wrongSetting(name, issue),
        try: `It is the ${meaningOf(name)}.`,
        cause: parsed.error,
      }),
    );
  const fitting = Object.entries(given).filter(([name]) => !wrong.has(name));
  const kept = Object.entries(given).filter(
    ([name]) => wrong.has(name) && Environment.shape[name as keyof Set] instanceof z.ZodOptional,
  );
  return { ...Environment.parse(Object.fromEntries(fitting)), ...Object.fromEntries(kept) };
}

function storeOf({ DATABASE_URL: url, DATABASE_DIRECT_URL: direct, DATA_DIR: folder }: Set) {
  if (direct && !url) throw missing('DATABASE_URL', 'DATABASE_DIRECT_URL is set');
  return url ? { url, ...(direct && { direct }) } : { folder };
}

/** Systems send colleagues' browsers back to the public address, so there has to be one. */
function consentOf({ TOKEN_SECRET: secret, TOKEN_SECRET_BEFORE: before, PUBLIC_URL: url }: Set) {
  if (!secret && before) throw missing('TOKEN_SECRET', 'TOKEN_SECRET_BEFORE is set');
  if (!secret || !url) return null;
  return { secrets: before ? ([secret, before] as const) : ([secret] as const), publicUrl: url };
}

/** In the playground one is whoever one says, so it goes as soon as real records or a real chat are there. */
function playgroundOf(set: Set, hasChat: boolean): Config['playground'] {
  if (set.PLAYGROUND === '1') return 'open';
  return hasChat || set.DATABASE_URL ? 'closed' : 'local';
}

function teamsOf(set: Set, given: Record<string, string | undefined>): TeamsConfig {
  if (set.MicrosoftAppId && set.MicrosoftAppType !== 'UserAssignedMSI' && !set.MicrosoftAppPassword)
    throw missing('MicrosoftAppPassword', 'MicrosoftAppId is set');
  if (set.MicrosoftAppId && !set.MicrosoftAppTenantId)
    throw missing(
      'MicrosoftAppTenantId',
      'MicrosoftAppId is set, and only its tenant tells colleagues from strangers',
    );
  const noAddress = TEAMS_SETTINGS.find(
    (name) => name.endsWith('Url') && given[name] && !URL.canParse(given[name]),
  );
  if (noAddress)
    throw new Problem('config', {
      say: `${noAddress} cannot be used: it has to be a whole address, https://….`,
      try: 'Leave it out, unless your cloud needs another one than Microsoft’s own.',
    });
  const settings = Object.fromEntries(
    TEAMS_SETTINGS.flatMap((name) => (given[name] ? [[name, given[name]]] : [])),
  );
  return {
    appId: set.MicrosoftAppId,
    appPassword: set.MicrosoftAppPassword,
    appType: set.MicrosoftAppType,
    tenantId: set.MicrosoftAppTenantId,
    graphUrl: set.MicrosoftGraphUrl,
    noteFiles: set.NOTE_FILES === '1',
    settings,
  };
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const meaningOf = (name: string): string =>
  SETTINGS.find((setting) => setting.name === name)?.meaning ?? 'setting';
