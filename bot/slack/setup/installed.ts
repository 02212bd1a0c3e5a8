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
  const sealed = installationEncryption(oauth.stateSecrets);
  return (await records.all('slack', INSTALLATION)).map(({ tenant, value }) => {
    const revoke = `npm run doctor -- --revoke ${tenant} takes it back.`;
    const installation = opened<Installation>(() => JSON.parse(sealed.decrypt(value, tenant)));
    if (!installation)
      return warning(
        `Slack: ${tenant} installed under another SLACK_STATE_SECRET`,
        `Set SLACK_STATE_SECRET_BEFORE to that one and start once. ${revoke}`,
      );
    const name = installation.team?.name ?? installation.enterprise?.name;
    const who = name ? `${tenant} (${name})` : tenant;
    return mayInstall(installation, oauth.teams)
      ? well(`Slack: ${who} is installed`)
      : warning(`Slack: ${who} is installed, not on SLACK_TEAMS, and not answered`, revoke);
  });
}

/** Encrypts anew what a former secret encrypted, so that the former one can go. One that no secret opens stays as it is. */
export async function renewInstallations(
  records: InstallationRecords,
  oauth: OAuthConfig,
): Promise<void> {
  const sealed = installationEncryption(oauth.stateSecrets);
  for (const { tenant, value } of await records.all('slack', INSTALLATION)) {
    const text = sealed.isCurrent(value, tenant)
      ? null
      : opened(() => sealed.decrypt(value, tenant));
    // The workspace may have installed the app again in between.
    const isSame = text !== null && (await records.get('slack', tenant, INSTALLATION)) === value;
    if (isSame) await records.set('slack', tenant, INSTALLATION, sealed.encrypt(text, tenant));
  }
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

function opened<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
