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
  /** How long the asker waits before being told that it takes longer, in milliseconds; 1,200 where absent. */
  patience?: number | undefined;
}

export interface OAuthConfig {
  clientId: string;
  clientSecret: string;
  /** Signs the state of an installation, and encrypts what is stored of it. */
  stateSecret: string;
  /** Workspace and enterprise ids that may install; absent: whoever holds the link, as Slack's own distribution setting allows. */
  teams?: readonly string[] | undefined;
}
