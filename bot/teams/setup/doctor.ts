import { z } from 'zod';
import { Upstream } from '../../../crm/problem.ts';
import { broken, type Finding, missing, well } from '../../finding.ts';
import type { TeamsConfig } from '../config.ts';
import { fetchGraphToken } from '../outgoing/graph.ts';

/** Whether Microsoft gives us a token for what is set, and whether what it did not confirm may be looked for. */
export async function examineTeams(config: TeamsConfig, publicUrl: string): Promise<Finding[]> {
  const signedIn = await examineLogin(config, publicUrl);
  return config.appId && signedIn.every(({ state }) => state !== 'broken')
    ? [...signedIn, ...(await examineLookUp(config))]
    : signedIn;
}

async function examineLogin(
  { appId, appPassword, appType, tenantId, settings }: TeamsConfig,
  publicUrl: string,
): Promise<Finding[]> {
  if (!appId)
    return [
      missing(
        'Teams is not set up',
        'Set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId: README, "Connect Teams".',
      ),
    ];
  const address = new URL('/api/messages', publicUrl).href;
  const reached = publicUrl.startsWith('https://')
    ? well(`Teams’ address for us is ${address}`)
    : missing(
        'Teams calls only https addresses',
        'Set PUBLIC_URL to where this server is reached.',
      );
  if (appType === 'UserAssignedMSI' || !appPassword)
    return [reached, well('Teams: the machine’s managed identity signs in')];
  const login =
    settings?.ToChannelFromBotLoginUrl ??
    `https://login.microsoftonline.com/${appType === 'MultiTenant' ? 'botframework.com' : tenantId}`;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: appPassword,
    scope: 'https://api.botframework.com/.default',
  });
  const response = await fetch(`${login}/oauth2/v2.0/token`, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  if (!response)
    return [
      reached,
      broken(
        'Microsoft’s sign-in does not answer',
        `Check that this machine may reach ${new URL(login).host}.`,
      ),
    ];
  if (!response.ok)
    return [
      reached,
      broken(
        `Microsoft refuses the app id, secret or tenant (${response.status})`,
        'Check all three; a secret runs out after its date: Azure → App registrations → Certificates & secrets.',
      ),
    ];
  return [reached, well('Microsoft signs us in')];
}

/** For each what it is for: any one of these permissions will do. */
const NEEDED = [
  {
    any: [
      'Chat.Read.WhereInstalled',
      'Chat.ReadWrite.WhereInstalled',
      'Chat.Read.All',
      'Chat.ReadWrite.All',
    ],
    ask: 'Chat.Read.WhereInstalled',
  },
  {
    any: [
      'TeamsAppInstallation.ReadForUser.All',
      'TeamsAppInstallation.ReadWriteSelfForUser.All',
      'TeamsAppInstallation.ReadWriteForUser.All',
    ],
    ask: 'TeamsAppInstallation.ReadForUser.All',
  },
] as const;
const TWICE = 'A message that Teams did not confirm may come twice there, and says so';

async function examineLookUp(config: TeamsConfig): Promise<Finding[]> {
  if (!config.graphUrl)
    return [
      missing(
        `Teams: posts are not looked for. ${TWICE}`,
        'Optional: set MicrosoftGraphUrl. README, "Connect Teams".',
      ),
    ];
  if (!config.appPassword)
    return [
      missing(
        `Teams: a managed identity cannot look for posts. ${TWICE}`,
        'Set MicrosoftAppPassword, or leave it so.',
      ),
    ];
  const token = await fetchGraphToken(config, config.tenantId ?? '').catch(
    (cause: unknown) => cause,
  );
  if (token instanceof Upstream && token.fault === 'unavailable')
    return [
      broken(
        'Microsoft’s sign-in for Graph does not answer',
        `Check MicrosoftGraphUrl (${config.graphUrl}).`,
      ),
    ];
  if (token instanceof Error)
    return [
      broken(
        'Microsoft gives no token for Graph',
        'Check MicrosoftGraphUrl and MicrosoftAppTenantId.',
      ),
    ];
  const granted = rolesOf(token);
  const lacking = NEEDED.filter(({ any }) => !any.some((name) => granted.has(name))).map(
    ({ ask }) => ask,
  );
  const chats =
    lacking.length === 0
      ? well('Teams: posts in chats can be looked for')
      : missing(
          `Teams: posts in chats are not looked for, ${lacking.join(' and ')} lacking. ${TWICE}`,
          'Entra → App registrations → API permissions → Microsoft Graph → Application permissions: add, and grant admin consent.',
        );
  // Graph has no list of these for an app.
  return [
    chats,
    well(
      'Teams: posts in channels are looked for wherever a team’s owner agreed to ChannelMessage.Read.Group; the log says where it lacks',
    ),
  ];
}

/** Read, not checked: it tells nobody but whoever runs this what they were given. */
function rolesOf(token: unknown): ReadonlySet<string> {
  const { access_token: jwt } = z.object({ access_token: z.string() }).parse(token);
  const Claims = z.object({ roles: z.array(z.string()).default([]) });
  try {
    return new Set(
      Claims.parse(JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())).roles,
    );
  } catch {
    return new Set();
  }
}
