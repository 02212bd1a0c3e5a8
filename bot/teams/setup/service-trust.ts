import { isLoopbackUrl } from '../../adapter/loopback.ts';
import type { TeamsConfig } from '../config.ts';

/**
 * Teams' own services (`TeamsServiceEndpoints` of Microsoft's Agents SDK: public, GCC, GCC High, DoD). Whole names:
 * anybody may register another one under trafficmanager.net.
 */
const TEAMS = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
]);
/** Domains that Microsoft alone names hosts in: the Bot Framework's, by cloud. */
const BOT_FRAMEWORK = ['botframework.com', 'botframework.azure.us', 'botframework.azure.cn'];

/**
 * Whether answers may go to the address that an activity names: our token goes along with them. With an app id that is
 * one of Microsoft's, and without one this machine. Where Microsoft's sign-in was set to this machine, all of Microsoft
 * is a substitute here, and so is its service.
 */
export function serviceTrust({
  appId,
  settings,
}: Pick<TeamsConfig, 'appId' | 'settings'>): (serviceUrl: string) => boolean {
  const signIn = settings?.ToChannelFromBotLoginUrl;
  const isHere = !appId || (signIn !== undefined && isLoopbackUrl(signIn));
  return (serviceUrl) => (isHere ? isLoopbackUrl(serviceUrl) : isMicrosofts(serviceUrl));
}

function isMicrosofts(serviceUrl: string): boolean {
  const url = URL.parse(serviceUrl);
  if (url?.protocol !== 'https:' || url.username || url.port) return false;
  return (
    TEAMS.has(url.hostname) ||
    BOT_FRAMEWORK.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`))
  );
}
