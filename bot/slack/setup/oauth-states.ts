import { createHash } from 'node:crypto';
import type { InstallURLOptions } from '@slack/bolt';
import type { Store } from '../../../crm/store/store.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import { encryption } from './encryption.ts';

/** Bolt's port, as far as it asks for one. */
export interface StateStore {
  generateStateParam(options: InstallURLOptions, now: Date): Promise<string>;
  verifyStateParam(now: Date, state: string): Promise<InstallURLOptions>;
}

const LASTS = 10 * MINUTE;
const OWNER = 'oauth state';

/** The states of installations that were begun: each serves once, at whichever copy of the bot, for ten minutes. */
export function oauthStates({
  secret,
  store,
  now,
}: {
  secret: string;
  store: Pick<Store, 'firstDelivery'>;
  now: () => Date;
}): StateStore {
  const sealed = encryption(secret);
  return {
    // Encrypted with a new nonce, so that no two are alike.
    generateStateParam: async (options) =>
      sealed.encrypt(JSON.stringify({ options, at: now().getTime() }), OWNER),
    async verifyStateParam(_, state) {
      const { options, at }: { options: InstallURLOptions; at: number } = JSON.parse(
        sealed.decrypt(state, OWNER),
      );
      if (now().getTime() - at > LASTS) throw new Error('The installation was begun too long ago');
      const key = createHash('sha256').update(state).digest('base64url');
      if (!(await store.firstDelivery(`slack:oauth-state:${key}`, now())))
        throw new Error('The installation was finished before');
      return options;
    },
  };
}
