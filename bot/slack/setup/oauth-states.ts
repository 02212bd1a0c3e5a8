import type { InstallURLOptions } from '@slack/bolt';
import { z } from 'zod';
import type { Store } from '../../../crm/store/store.ts';
import { singleUseStates } from '../../adapter/single-use-states.ts';
import type { OAuthConfig } from '../config.ts';
import { installationEncryption } from './installation-encryption.ts';

/** Bolt's port, as far as it asks for one. */
export interface StateStore {
  generateStateParam(options: InstallURLOptions, now: Date): Promise<string>;
  verifyStateParam(now: Date, state: string): Promise<InstallURLOptions>;
}

/** The states of installations that were begun. */
export function oauthStates({
  secrets,
  store,
  now,
}: {
  secrets: OAuthConfig['stateSecrets'];
  store: Pick<Store, 'firstDelivery'>;
  now: () => Date;
}): StateStore {
  const states = singleUseStates({
    flow: 'slack',
    parse: (kept) =>
      z.custom<InstallURLOptions>((options) => typeof options === 'object').parse(kept),
    encryption: installationEncryption(secrets),
    store,
    now,
  });
  return {
    generateStateParam: async (options) => states.generate(options),
    verifyStateParam: (_, state) => states.redeem(state),
  };
}
