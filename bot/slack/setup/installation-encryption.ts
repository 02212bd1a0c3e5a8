import type { Encryption } from '../../../crm/connection/encryption.ts';
import { encryption } from '../../adapter/encryption.ts';

/** Encrypts what installations leave here. */
export const installationEncryption = (stateSecret: string): Encryption =>
  encryption([stateSecret], 'slack installations');
