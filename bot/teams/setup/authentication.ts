import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { TeamsConfig, TeamsSettings } from '../config.ts';
import { connectorClient } from '../outgoing/connector-client.ts';
import { plainLogin } from './login.ts';

// The SDK takes all of these from whoever sets one of them.
const PUBLIC_CLOUD: TeamsSettings = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  OAuthUrl: 'https://api.botframework.com',
  ToBotFromChannelOpenIdMetadataUrl:
    'https://login.botframework.com/v1/.well-known/openidconfiguration',
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
};

/** Checks the callers of our endpoint, and proves our identity when we call Teams. */
export function botAuthentication({
  appId,
  appPassword,
  appType,
  tenantId,
  settings = {},
}: TeamsConfig): ConfigurationBotFrameworkAuthentication {
  const overrides = Object.values(settings).some(Boolean) ? { ...PUBLIC_CLOUD, ...settings } : {};
  const loginUrl = settings.ToChannelFromBotLoginUrl;
  const ownLogin =
    appId && loginUrl?.startsWith('http://')
      ? plainLogin({ appId, appPassword: appPassword ?? '', loginUrl })
      : undefined;
  return new ConfigurationBotFrameworkAuthentication(
    {
      ...(appId && { MicrosoftAppId: appId, MicrosoftAppType: appType }),
      ...(appPassword && { MicrosoftAppPassword: appPassword }),
      ...(tenantId && { MicrosoftAppTenantId: tenantId }),
      ...overrides,
    },
    ownLogin,
    undefined,
    undefined,
    { httpClient: connectorClient() },
  );
}
