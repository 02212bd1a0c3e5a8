import { Problem } from '../../crm/problem.ts';
import { missingSetting } from '../missing-setting.ts';

/** Slack's part of the environment; bot/config.ts fills it. */
export interface SlackConfig {
  /** Proves that a request came from Slack. */
  signingSecret: string;
  /** One workspace by its token, or any number by installation. */
  access: { kind: 'token'; botToken: string } | ({ kind: 'install' } & OAuthConfig);
  /** Socket mode: Slack is called from here, nothing needs to reach us. */
  appToken?: string | undefined;
  /** `https://slack.com/api/` outside of tests. */
  apiUrl: string;
  /** Where people reach this server, for the redirect after an installation. */
  publicUrl: string;
  /** Files of messages may be read, for the notes that keep them. */
  noteFiles?: boolean | undefined;
  /** How long the asker waits before being told that it takes longer, in milliseconds; 1,200 where absent. */
  patience?: number | undefined;
}

export interface OAuthConfig {
  clientId: string;
  clientSecret: string;
  /** They encrypt the states of installations, and what is stored of these: the first one new ones, the second one is the one before. */
  stateSecrets: readonly [string, ...string[]];
  /** Workspace and enterprise ids that may install, and that are answered; none where it is absent. */
  teams?: readonly string[] | undefined;
}

/** The environment's variables that are Slack's. */
interface SlackVariables {
  SLACK_SIGNING_SECRET?: string | undefined;
  SLACK_BOT_TOKEN?: string | undefined;
  SLACK_CLIENT_ID?: string | undefined;
  SLACK_CLIENT_SECRET?: string | undefined;
  SLACK_STATE_SECRET?: string | undefined;
  SLACK_STATE_SECRET_BEFORE?: string | undefined;
  SLACK_APP_TOKEN?: string | undefined;
  SLACK_TEAMS?: string | undefined;
  SLACK_API_URL: string;
  NOTE_FILES: '0' | '1';
}

/** Null where Slack is not set up. Throws a `Problem` where a part is missing. */
export function slackConfig(set: SlackVariables, publicUrl: string): SlackConfig | null {
  const {
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: botToken,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    SLACK_STATE_SECRET_BEFORE: stateBefore,
    SLACK_APP_TOKEN: appToken,
  } = set;
  if (!signingSecret && !botToken && !clientId && !appToken) return null;
  if (!signingSecret && !appToken)
    throw missingSetting('SLACK_SIGNING_SECRET', 'Slack is set up in part');
  const common = {
    signingSecret: signingSecret ?? '',
    appToken,
    apiUrl: set.SLACK_API_URL,
    publicUrl,
    noteFiles: set.NOTE_FILES === '1',
  };
  if (botToken) return { ...common, access: { kind: 'token', botToken } };
  if (!clientId)
    throw missingSetting(
      'SLACK_BOT_TOKEN (or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET)',
      'Slack is set up in part',
    );
  if (!clientSecret) throw missingSetting('SLACK_CLIENT_SECRET', 'SLACK_CLIENT_ID is set');
  if (!stateSecret) throw missingSetting('SLACK_STATE_SECRET', 'SLACK_CLIENT_ID is set');
  const teams = (set.SLACK_TEAMS ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  if (teams.length === 0)
    throw new Problem('config', {
      say: 'SLACK_CLIENT_ID is set, but SLACK_TEAMS is not, so any workspace could install and say whose address is whose.',
      try: 'Set SLACK_TEAMS to the ids of your workspaces or enterprises (T… or E…), with commas between.',
    });
  const stateSecrets = stateBefore
    ? ([stateSecret, stateBefore] as const)
    : ([stateSecret] as const);
  return { ...common, access: { kind: 'install', clientId, clientSecret, stateSecrets, teams } };
}
