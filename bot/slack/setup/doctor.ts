import { z } from 'zod';
import { broken, type Finding, missing, well } from '../../finding.ts';
import type { SlackConfig } from '../config.ts';
import type { InstallationRecords } from './installations.ts';
import { examineInstallations } from './installed.ts';
import { botScopes } from './manifest.ts';

const Answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
});

/** Asks Slack about our token, and names the scopes that it lacks. */
export async function examineSlack(
  config: SlackConfig | null,
  installations: InstallationRecords | null,
): Promise<Finding[]> {
  if (!config)
    return [
      missing(
        'Slack is not set up',
        'Set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN: README, "Connect Slack".',
      ),
    ];
  const way = config.appToken
    ? well('Slack reaches us by socket mode')
    : well(`Slack’s address for us is ${new URL('/slack/events', config.publicUrl).href}`);
  const address =
    config.appToken || config.publicUrl.startsWith('https://')
      ? []
      : [
          missing(
            'Slack calls only https addresses',
            'Set PUBLIC_URL to where this server is reached, or SLACK_APP_TOKEN for socket mode.',
          ),
        ];
  if (config.access.kind === 'install') {
    return [
      way,
      ...address,
      well(`Workspaces install at ${new URL('/slack/install', config.publicUrl).href}`),
      ...(installations ? await examineInstallations(installations, config.access) : []),
    ];
  }
  return [way, ...address, ...(await examineToken(config, config.access.botToken))];
}

async function examineToken(
  { apiUrl, noteFiles }: Pick<SlackConfig, 'apiUrl' | 'noteFiles'>,
  token: string,
): Promise<Finding[]> {
  const response = await fetch(new URL('auth.test', apiUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  if (!response)
    return [
      broken('Slack does not answer', `Check that this machine may reach ${new URL(apiUrl).host}.`),
    ];
  const answer = Answer.safeParse(await response.json().catch(() => null));
  if (!answer.success || !answer.data.ok) {
    return [
      broken(
        `Slack refuses the bot token (${answer.data?.error ?? response.status})`,
        'Copy it again: OAuth & Permissions → Bot User OAuth Token.',
      ),
    ];
  }
  const granted = new Set((response.headers.get('x-oauth-scopes') ?? '').split(/\s*,\s*/));
  const lacking = botScopes({ noteFiles }).filter((scope) => !granted.has(scope));
  return [
    well(`Slack knows us in ${answer.data.team ?? 'its workspace'}`),
    lacking.length === 0
      ? well('Slack has given every scope')
      : missing(
          `Slack scopes: ${lacking.join(', ')}`,
          noteFiles && lacking.includes('files:read')
            ? 'Run npm run manifest with NOTE_FILES=1, paste manifest.json anew (App Manifest) and reinstall the app; until then files of notes stay links.'
            : 'Paste manifest.json anew (App Manifest) and reinstall the app.',
        ),
  ];
}
