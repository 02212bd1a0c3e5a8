import type { Command } from '../../../commands/command.ts';

/** The fewest that the code uses; each with what for. */
const BOT_SCOPES = [
  'app_mentions:read', // hear `@Rapport acme`
  'channels:history', // the thread of a message that somebody keeps; without it the message alone is kept
  'channels:read', // who reads a channel before something is shared to it, and whether outsiders do
  'chat:write', // answer and share
  'commands', // slash commands
  'files:write', // the picture of a chart that Slack does not draw itself
  'groups:history', // the same for private channels
  'groups:read', // the same for private channels
  'im:history', // hear direct messages
  'im:write', // tell somebody something who never wrote to the bot
  'im:read', // tell a message to the bot from one between colleagues
  'mpim:history', // the same for group messages
  'mpim:read', // the same as channels:read for group messages
  'usergroups:read', // which department @support means, where Slack sends its id alone
  'users:read', // name, time zone, guest or not
  'users:read.email', // who of us this is
] as const;

/** Besides, where notes bring their files to a CRM. */
const FILE_SCOPES = ['files:read'] as const;

export type BotScope = (typeof BOT_SCOPES)[number] | (typeof FILE_SCOPES)[number];

/** `noteFiles`: an administrator lets Rapport read files, for the notes that keep them. */
export const botScopes = ({
  noteFiles = false,
}: {
  noteFiles?: boolean | undefined;
}): BotScope[] => [...BOT_SCOPES, ...(noteFiles ? FILE_SCOPES : [])];

const EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'message.im',
  'tokens_revoked',
] as const;

const NAME = 'Rapport';
const DESCRIPTION = 'Everything every department did with a customer, where you already talk.';

/** Slack's app manifest, made from the registry. */
export function slackManifest(
  commands: readonly Command[],
  { publicUrl, noteFiles }: { publicUrl: string; noteFiles?: boolean | undefined },
): object {
  const address = new URL('/slack/events', publicUrl).href;
  return {
    display_information: { name: NAME, description: DESCRIPTION, background_color: '#1f3a5f' },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: NAME, always_online: true },
      shortcuts: shortcuts(commands),
      slash_commands: slashCommands(commands, address),
    },
    oauth_config: {
      redirect_urls: [new URL('/slack/oauth_redirect', publicUrl).href],
      scopes: { bot: botScopes({ noteFiles }) },
    },
    settings: {
      event_subscriptions: { request_url: address, bot_events: [...EVENTS] },
      interactivity: { is_enabled: true, request_url: address, message_menu_options_url: address },
      org_deploy_enabled: true,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}

function slashCommands(commands: readonly Command[], url: string): object[] {
  const root = {
    command: '/rapport',
    description: 'Everything Rapport can do',
    usage_hint: 'help',
  };
  const daily = commands
    .filter((command) => command.daily)
    .map(({ name, summary, usage }) => ({
      command: `/${name}`,
      description: shortened(summary),
      ...(hintOf(name, usage) && { usage_hint: hintOf(name, usage) }),
    }));
  return [root, ...daily].map((command) => ({ ...command, url, should_escape: true }));
}

/** In every message's own menu. */
const shortcuts = (commands: readonly Command[]): object[] =>
  commands.flatMap(({ name, shortcut, summary }) =>
    shortcut
      ? [
          {
            name: shortened(shortcut, 24),
            type: 'message',
            callback_id: name,
            description: shortened(summary, 150),
          },
        ]
      : [],
  );

const hintOf = (name: string, usage: string): string =>
  shortened(usage.startsWith(name) ? usage.slice(name.length).trim() : usage);
const shortened = (text: string, most = 2000): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
