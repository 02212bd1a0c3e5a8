import { type AuthorizeResult, type AuthorizeSourceData, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SlackConfig } from '../config.ts';
import { callSlack } from '../upstream.ts';

/** Where the app is installed, and what it may do there. */
export interface Workspace {
  /** The enterprise of an org-wide installation, else the team: `tenant` of every account and place. */
  tenant: string;
  team: string | null;
  enterprise: string | null;
  /** The bot's own user. */
  bot: string;
  /** The app, as an event names it. */
  app?: string;
  web: webApi.WebClient;
}

export interface Workspaces {
  /** Throws `Upstream` where the app is not installed (any more). */
  of(tenant: string): Promise<Workspace>;
  /** Those that are known by configuration and have the app. */
  all(): Promise<Workspace[]>;
  /** Bolt's question for the token of an event; its answer carries `tenant`. */
  authorize(source: AuthorizeSourceData<boolean>): Promise<AuthorizeResult>;
}

const OwnAccount = z.object({
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
});

/** The one workspace whose token was configured; who we are there is asked once. */
export function tokenWorkspace(
  botToken: string,
  client: (token: string) => webApi.WebClient,
): Workspaces {
  const web = client(botToken);
  let self: Promise<z.infer<typeof OwnAccount>> | null = null;
  const own = () => {
    self ??= callSlack(web.auth.test()).then((answer) => OwnAccount.parse(answer));
    // Slack may be down for a minute at our start; it is asked again with the next request.
    self.catch(() => {
      self = null;
    });
    return self;
  };
  const workspace = async (): Promise<Workspace> => {
    const { team_id, enterprise_id, user_id, is_enterprise_install } = await own();
    const enterprise = enterprise_id || null;
    return {
      tenant: (is_enterprise_install && enterprise) || team_id,
      team: team_id,
      enterprise,
      bot: user_id,
      web,
    };
  };
  return {
    of: workspace,
    all: async () => [await workspace()],
    authorize: async (source) => {
      const { tenant, bot, team } = await workspace();
      const self = await own();
      if (!isOwn(source, self))
        throw new Error('A request of a workspace that the token is not for');
      const { bot_id } = self;
      return {
        botToken,
        botUserId: bot,
        ...(bot_id && { botId: bot_id }),
        ...(team && { teamId: team }),
        tenant,
      };
    },
  };
}

/**
 * Where the app is installed must be where the token is from: the workspace, or the enterprise around it, whose
 * workspaces are one organisation. In a channel shared with others Slack names our own workspace there, whoever wrote.
 */
function isOwn(
  { teamId, enterpriseId }: AuthorizeSourceData<boolean>,
  { team_id, enterprise_id }: z.infer<typeof OwnAccount>,
): boolean {
  return teamId === team_id || Boolean(enterprise_id && enterpriseId === enterprise_id);
}

/** A client that waits as long as Slack asks it to, tries a few times, and then says so. */
export function webClient(
  config: SlackConfig,
  options: webApi.WebClientOptions,
): (token?: string) => webApi.WebClient {
  const clients = new Map<string, webApi.WebClient>();
  return (token) => {
    const known = token === undefined ? undefined : clients.get(token);
    if (known) return known;
    const made = new webApi.WebClient(token, { ...clientOptions(config), ...options });
    if (token !== undefined) clients.set(token, made);
    return made;
  };
}

export const clientOptions = (config: SlackConfig): webApi.WebClientOptions => ({
  slackApiUrl: config.apiUrl,
  timeout: 10_000,
  retryConfig: { retries: 3, factor: 2, minTimeout: 300, maxTimeout: 3000 },
  allowAbsoluteUrls: false,
});
