import {
  type AuthorizeResult,
  type Logger as BoltLogger,
  ExpressReceiver,
  type Installation,
  type InstallationQuery,
  type InstallationStore,
  type webApi,
} from '@slack/bolt';
import express, { type Express } from 'express';
import { Upstream } from '../../../crm/problem.ts';
import type { Store } from '../../../crm/store/store.ts';
import type { OAuthConfig, SlackConfig } from '../config.ts';
import { clientOptions, type Workspaces } from '../directory/workspaces.ts';
import { STRINGS } from '../strings.ts';
import { installationEncryption } from './installation-encryption.ts';
import { botScopes } from './manifest.ts';
import type { StateStore } from './oauth-states.ts';

export const INSTALLATION = 'installation';

export type InstallationRecords = Store['installations'];

/** Bolt's store of installations on ours, each encrypted for its workspace or enterprise. */
export function installationStore(
  shelf: InstallationRecords,
  oauth: OAuthConfig,
): Required<InstallationStore> {
  const sealed = installationEncryption(oauth.stateSecrets);
  return {
    async storeInstallation(installation) {
      const tenant = tenantOf(installation);
      if (!mayInstall(installation, oauth.teams)) throw new Error(STRINGS.uninvited);
      await shelf.set(
        'slack',
        tenant,
        INSTALLATION,
        sealed.encrypt(JSON.stringify(installation), tenant),
      );
    },
    async fetchInstallation(query) {
      const tenant = tenantOfQuery(query);
      const found = tenant ? await shelf.get('slack', tenant, INSTALLATION) : null;
      if (!tenant || found === null)
        throw new Upstream('slack', 'unauthorised', { cause: 'not installed' });
      const installation: Installation = JSON.parse(sealed.decrypt(found, tenant));
      // The list may have become shorter since.
      if (tenantOf(installation) !== tenant || !mayInstall(installation, oauth.teams))
        throw new Upstream('slack', 'unauthorised', { cause: STRINGS.uninvited });
      return installation;
    },
    async deleteInstallation(query) {
      const tenant = tenantOfQuery(query);
      if (tenant) await shelf.remove('slack', tenant, INSTALLATION);
    },
  };
}

/** Serves `/slack/install` and `/slack/oauth_redirect`, and knows every workspace that came in by them. */
export function oauthWorkspaces(options: {
  config: SlackConfig;
  oauth: OAuthConfig;
  store: Required<InstallationStore>;
  states: StateStore;
  http: Express;
  log: BoltLogger;
  client: (token?: string) => webApi.WebClient;
}): Workspaces {
  const authorize = installRoutes(options);
  const workspaces: Workspaces = {
    authorize: async (source) => ({
      ...(await authorize(source)),
      tenant: (source.isEnterpriseInstall && source.enterpriseId) || source.teamId,
    }),
    async of(tenant) {
      const query = queryOf(tenant);
      const [{ botToken, botUserId }, installation] = await Promise.all([
        authorize(query).catch((cause: unknown) => {
          throw new Upstream('slack', 'unauthorised', { cause });
        }),
        options.store.fetchInstallation(query),
      ]);
      if (!botToken || !botUserId)
        throw new Upstream('slack', 'unauthorised', { cause: 'installed without a bot' });
      return {
        tenant,
        team: installation.team?.id ?? null,
        enterprise: installation.enterprise?.id ?? null,
        bot: botUserId,
        web: options.client(botToken),
      };
    },
    async all() {
      const asked = await Promise.allSettled(
        (options.oauth.teams ?? []).map((tenant) => workspaces.of(tenant)),
      );
      return asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    },
  };
  return workspaces;
}

function installRoutes({
  config,
  oauth,
  store,
  states,
  http,
  log,
}: Parameters<typeof oauthWorkspaces>[0]) {
  const isOpen = Boolean(oauth.teams?.length);
  if (!isOpen) log.error('SLACK_TEAMS names no workspace, so none can install');
  const { installer } = new ExpressReceiver({
    // Without a list nobody may install, so the pages for it are not there.
    app: isOpen ? http : express(),
    logger: log,
    // No events here: this receiver only serves the installation, in socket mode too.
    endpoints: {},
    signatureVerification: false,
    signingSecret: config.signingSecret,
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    stateSecret: oauth.stateSecrets[0],
    // One of its own for each: Bolt's serves as often as it is shown.
    installerOptions: {
      stateStore: states,
      redirectUriPath: '/slack/oauth_redirect',
      directInstall: true,
      clientOptions: clientOptions(config),
    },
    installationStore: store,
    scopes: botScopes(config),
    redirectUri: new URL('/slack/oauth_redirect', config.publicUrl).href,
  });
  if (!installer)
    throw new Error('Slack installation needs a client id, a client secret and a state secret');
  return (source: Source): Promise<AuthorizeResult> => installer.authorize(queryFrom(source));
}

type Source = {
  teamId?: string | undefined;
  enterpriseId?: string | undefined;
  isEnterpriseInstall: boolean;
};

/** Bolt's two shapes of the same question. */
export const queryFrom = ({
  teamId = '',
  enterpriseId = '',
  isEnterpriseInstall,
}: Source): InstallationQuery<boolean> =>
  isEnterpriseInstall
    ? { enterpriseId, teamId: undefined, isEnterpriseInstall: true }
    : { teamId, enterpriseId, isEnterpriseInstall: false };

/** Slack's enterprise ids begin with an E, workspaces' with a T. */
const queryOf = (tenant: string): InstallationQuery<boolean> =>
  tenant.startsWith('E')
    ? queryFrom({ enterpriseId: tenant, isEnterpriseInstall: true })
    : queryFrom({ teamId: tenant, isEnterpriseInstall: false });

const tenantOfQuery = ({
  teamId,
  enterpriseId,
  isEnterpriseInstall,
}: Source): string | undefined => (isEnterpriseInstall ? enterpriseId : teamId);

function tenantOf(installation: Installation): string {
  const tenant = installation.isEnterpriseInstall
    ? installation.enterprise?.id
    : installation.team?.id;
  if (!tenant) throw new Error('An installation names neither a workspace nor an enterprise');
  return tenant;
}

export function mayInstall(
  { team, enterprise }: Installation,
  allowed: OAuthConfig['teams'],
): boolean {
  return allowed?.some((id) => id === team?.id || id === enterprise?.id) ?? false;
}
