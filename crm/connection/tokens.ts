import { setTimeout as realPause } from 'node:timers/promises';
import { z } from 'zod';
import { Upstream } from '../problem.ts';
import type { Connections } from '../store/connections.ts';
import { MINUTE, SECOND } from '../time/durations.ts';
import { type ConnectionKey, ownerOf } from './connection.ts';
import {
  ConsentEnded,
  type ConsentFlow,
  type GrantedTokens,
  type PersonalTokens,
  type TokenSource,
} from './consent-flow.ts';
import type { Encryption } from './encryption.ts';

/** Tokens are replaced so long before they end, so that no call meets their end. */
const MARGIN = MINUTE;
/** A copy that gets new tokens has so long; one that was killed meanwhile holds up the others no longer. */
const TURN = 2 * MINUTE;
/** The others look again so often, and wait so long. */
const LOOK_AGAIN = SECOND / 4;
const LONGEST_WAIT = 20 * SECOND;

const Stored = z.object({
  access: z.string(),
  refresh: z.string(),
  instance: z.string().nullable(),
  expiresAt: z.coerce.date().nullable(),
});

export interface TokenParts {
  store: Connections;
  encryption: Encryption;
  now: () => Date;
  pause?: (wait: number) => Promise<unknown>;
}

type Opened = PersonalTokens & { sealed: string };

/** Tokens that were just granted, as they are stored. */
export const sealTokens = (
  granted: GrantedTokens,
  key: ConnectionKey,
  { encryption, now }: Pick<TokenParts, 'encryption' | 'now'>,
): string => encryption.encrypt(JSON.stringify(asPersonal(granted, now())), ownerOf(key));

/** Throws where they are not these, or the secret is another one. */
export const openTokens = (
  sealed: string,
  key: ConnectionKey,
  encryption: Encryption,
): PersonalTokens => Stored.parse(JSON.parse(encryption.decrypt(sealed, ownerOf(key))));

const asPersonal = ({ lastsFor, ...tokens }: GrantedTokens, now: Date): PersonalTokens => ({
  ...tokens,
  expiresAt: lastsFor === null ? null : new Date(now.getTime() + lastsFor),
});

/** A colleague's tokens. They are replaced before they end, by one copy of the bot only. */
export function tokenSource(
  key: ConnectionKey,
  flow: Pick<ConsentFlow, 'refresh'>,
  { store, encryption, now, pause = realPause }: TokenParts,
): TokenSource {
  async function read(): Promise<Opened> {
    const sealed = await store.tokens(key);
    if (sealed === null) throw new ConsentEnded(key.source, 'there are no tokens');
    try {
      return { ...openTokens(sealed, key, encryption), sealed };
    } catch (cause) {
      // A secret that was mistyped opens nothing: the consent itself is as good as before.
      throw new Upstream(key.source, 'unavailable', { cause });
    }
  }

  const isGood = ({ expiresAt }: PersonalTokens): boolean =>
    expiresAt === null || expiresAt.getTime() - now().getTime() > MARGIN;

  /** The turn is this copy's: the tokens as they are now are replaced, unless another copy did it just before. */
  async function replace(refused: string): Promise<PersonalTokens> {
    const before = await read();
    if (before.access !== refused) return before;
    const after = sealTokens(await flow.refresh(before), key, { encryption, now });
    await store.replaceTokens(key, { from: before.sealed, to: after });
    return read();
  }

  async function otherThan(refused: string): Promise<PersonalTokens> {
    for (let waited = 0; waited < LONGEST_WAIT; waited += LOOK_AGAIN) {
      const turn = { now: now(), until: new Date(now().getTime() + TURN) };
      if (await store.beginRefresh(key, turn)) {
        return await replace(refused).finally(() => store.endRefresh(key));
      }
      await pause(LOOK_AGAIN);
      const there = await read();
      if (there.access !== refused) return there;
    }
    throw new Upstream(key.source, 'unavailable', { cause: 'another copy gets new tokens' });
  }

  return {
    async get() {
      const there = await read();
      return isGood(there) ? there : otherThan(there.access);
    },
    renew: (ended) => otherThan(ended.access),
  };
}
