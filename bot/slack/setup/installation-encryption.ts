import { encryption } from '../../adapter/encryption.ts';
import type { OAuthConfig } from '../config.ts';

/** Encrypts what installations leave here: with the first secret, and it reads what any of them encrypted. */
export const installationEncryption = (stateSecrets: OAuthConfig['stateSecrets']) =>
  encryption(stateSecrets, 'slack installations');
