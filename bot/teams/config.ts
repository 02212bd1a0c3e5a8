/** How this bot is registered with Microsoft, and how patient it is. */
export interface TeamsConfig {
  /** Without an app id nobody can be told from anybody else, so only callers on this machine are answered, while the playground is there. */
  appId?: string | undefined;
  appPassword?: string | undefined;
  appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  /** The organisation's Microsoft tenant. With an app id and without this, everybody is an outsider. */
  tenantId?: string | undefined;
  /** The SDK's own settings by their own names: another cloud, or a server of one's own (`ToBotFromChannelOpenIdMetadataUrl`…). */
  settings?: TeamsSettings | undefined;
  /** Microsoft Graph, where posts whose answer got lost are looked for; nothing is looked for without it. */
  graphUrl?: string | undefined;
  /** Notes go to a CRM with the files of messages, of which Teams hands out none: their cards say so. */
  noteFiles?: boolean | undefined;
  patience?: Partial<WaitingTimes> | undefined;
}

export type TeamsSettings = Readonly<Partial<Record<TeamsSetting, string>>>;
export type TeamsSetting = (typeof TEAMS_SETTINGS)[number];
export const TEAMS_SETTINGS = [
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'OAuthUrl',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
] as const;

/** In milliseconds. */
export interface WaitingTimes {
  /** A slower answer is announced by the typing sign. */
  typing: number;
  /** Teams gives up on a press after about 15 s, so a slower answer is promised before that. */
  press: number;
  /** Teams gives up on a message after 15 s and sends it again. */
  message: number;
  /** A message that comes again is left so long to the copy of the bot that began it. */
  again: number;
  /** The connector is waited for. Shorter than another copy of the bot leaves a post that it sees begun alone: nothing leaves after this. */
  call: number;
  /** Graph shows a message a moment after Teams took it. */
  settle: number;
}

export const WAITING_TIMES: WaitingTimes = {
  typing: 1_000,
  press: 10_000,
  message: 10_000,
  again: 10_000,
  call: 20_000,
  settle: 5_000,
};
