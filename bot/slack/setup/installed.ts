import type { Installation } from '@slack/bolt';
import { type Finding, warning, well } from '../../finding.ts';
import type { OAuthConfig } from '../config.ts';
import { installationEncryption } from './installation-encryption.ts';
import { INSTALLATION, type InstallationRecords, mayInstall } from './installations.ts';

/** Each workspace that installed the app, and whether it is still answered. */
export async function examineInstallations(
  records: InstallationRecords,
  oauth: OAuthConfig,
): Promise<Finding[]> {
  const sealed = installationEncryption(oauth.stateSecret);
  return (await records.all('slack', INSTALLATION)).map(({ tenant, value }) => {
    const revoke = `npm run doctor -- --revoke ${tenant} takes it back.`;
    const installation = opened(() => JSON.parse(sealed.decrypt(value, tenant)));
    if (!installation)
      return warning(`Slack: ${tenant} installed under another SLACK_STATE_SECRET`, revoke);
    const name = installation.team?.name ?? installation.enterprise?.name;
    const who = name ? `${tenant} (${name})` : tenant;
    return mayInstall(installation, oauth.teams)
      ? well(`Slack: ${who} is installed`)
      : warning(`Slack: ${who} is installed, not on SLACK_TEAMS, and not answered`, revoke);
  });
}

/** False where nothing of this workspace is here. */
export async function revokeInstallation(
  records: InstallationRecords,
  tenant: string,
): Promise<boolean> {
  if ((await records.get('slack', tenant, INSTALLATION)) === null) return false;
  await records.remove('slack', tenant, INSTALLATION);
  return true;
}

function opened(read: () => Installation): Installation | null {
  try {
    return read();
  } catch {
    return null;
  }
}
