import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Encryption } from '../../crm/connection/encryption.ts';
import { Problem } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import { MINUTE } from '../../crm/time/durations.ts';

const LASTS = 10 * MINUTE;
const OWNER = 'oauth state';
const Envelope = z.object({ options: z.unknown(), at: z.number() });

export interface SingleUseStates<Payload> {
  generate(payload: Payload): string;
  /** Throws a `Problem` whose code is `unknown-state`, `late-state` or `used-state`. */
  redeem(state: string): Promise<Payload>;
}

/** The states of OAuth flows that were begun: each serves once, at whichever copy of the bot, for ten minutes. */
export function singleUseStates<Payload>({
  flow,
  parse,
  encryption,
  store,
  now,
}: {
  /** Names the flow among those whose states are kept. */
  flow: string;
  /** Throws where what was kept is none. */
  parse: (kept: unknown) => Payload;
  encryption: Encryption;
  store: Pick<Store, 'firstDelivery'>;
  now: () => Date;
}): SingleUseStates<Payload> {
  function open(state: string): { options: Payload; at: number } | null {
    try {
      const { options, at } = Envelope.parse(JSON.parse(encryption.decrypt(state, OWNER)));
      return { options: parse(options), at };
    } catch {
      return null;
    }
  }

  return {
    // Encrypted with a new nonce, so that no two are alike.
    generate: (options) =>
      encryption.encrypt(JSON.stringify({ options, at: now().getTime() }), OWNER),
    async redeem(state) {
      const opened = open(state);
      if (!opened) throw refused('unknown-state', 'This link was not made here.');
      if (now().getTime() - opened.at > LASTS)
        throw refused('late-state', 'This link is older than ten minutes.');
      const key = createHash('sha256').update(state).digest('base64url');
      if (!(await store.firstDelivery(`${flow}:oauth-state:${key}`, now())))
        throw refused('used-state', 'This link was used before.');
      return opened.options;
    },
  };
}

const refused = (code: string, say: string): Problem =>
  new Problem(code, { say, try: 'Begin again for a new one.' });
