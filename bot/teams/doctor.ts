import { broken, type Finding, missing, well } from '../doctor.ts';
import type { TeamsConfig } from './config.ts';

/** Whether Microsoft gives us a token for what is set. */
export async function examineTeams({ appId, appPassword, appType, tenantId, settings }: TeamsConfig, publicUrl: string): Promise<Finding[]> {
  if (!appId) return [missing('Teams is not set up; its endpoint answers this machine only', 'Set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId: README, "Connect Teams".')];
  const address = new URL('/api/messages', publicUrl).href;
  const reached = publicUrl.startsWith('https://') ? well(`Teams reaches us at ${address}`) : missing('Teams calls only https addresses', 'Set PUBLIC_URL to where this server is reached.');
  if (appType === 'UserAssignedMSI' || !appPassword) return [reached, well('Teams: the machine’s managed identity signs in')];
  const login = settings?.ToChannelFromBotLoginUrl ?? `https://login.microsoftonline.com/${appType === 'MultiTenant' ? 'botframework.com' : tenantId}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: appId, client_secret: appPassword, scope: 'https://api.botframework.com/.default' });
  const response = await fetch(`${login}/oauth2/v2.0/token`, { method: 'POST', body, signal: AbortSignal.timeout(10_000) }).catch(() => null);
  if (!response) return [reached, broken('Microsoft’s sign-in does not answer', `Check that this machine may reach ${new URL(login).host}.`)];
  if (!response.ok) return [reached, broken(`Microsoft refuses the app id, secret or tenant (${response.status})`, 'Check all three; a secret runs out after its date: Azure → App registrations → Certificates & secrets.')];
  return [reached, well('Microsoft signs us in')];
}
