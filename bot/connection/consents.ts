import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type ConnectionKey, ownerOf, type Revocation } from '../../crm/connection/connection.ts';
import type { Consent, ConsentFlow } from '../../crm/connection/consent-flow.ts';
import type { Consents } from '../../crm/connection/consents.ts';
import { openTokens, sealTokens, tokenSource } from '../../crm/connection/tokens.ts';
import type { Connectors } from '../../crm/connector.ts';
import { challengeOf } from '../../crm/connectors/oauth.ts';
import { PersonId } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import { encryption as encryptionWith } from '../adapter/encryption.ts';
import { singleUseStates } from '../adapter/single-use-states.ts';
import type { ConsentConfig } from './config.ts';

const Begun = z.object({ person: PersonId, source: z.string(), verifier: z.string() });
export type Begun = z.infer<typeof Begun>;

/** The consents, and what the route needs to finish one. */
export interface OpenConsents extends Consents {
  /** The colleague who began it. Throws a `Problem` for a state that was not made here, is late, or was used before. */
  begun(state: string): Promise<Begun>;
  /** Throws `Upstream`. */
  redeem(begun: Begun, code: string): Promise<Consent>;
  /** The tokens that stood there before, for the system to hear that they are given up; null where there are none. */
  replacedBy(tokens: Consent['tokens'], key: ConnectionKey): Promise<Revocation | null>;
  /** Tokens as they are stored. */
  seal(tokens: Consent['tokens'], key: ConnectionKey): string;
}

/** Encrypts the tokens of connections. */
export const tokenEncryption = ({ secrets }: Pick<ConsentConfig, 'secrets'>) =>
  encryptionWith(secrets, 'tokens of connections');

export const callbackPath = (source: string): string => `/connect/${source}`;

/** Consents to every connected system that has such a way. */
export function openConsents({
  config,
  connectors,
  store,
  now,
  id,
}: {
  config: ConsentConfig;
  connectors: Connectors;
  store: Store;
  now: () => Date;
  id: () => string;
}): OpenConsents {
  const { secrets, publicUrl } = config;
  const encryption = tokenEncryption(config);
  const states = singleUseStates({
    flow: 'connect',
    parse: (kept) => Begun.parse(kept),
    encryption: encryptionWith(secrets, 'states of consents'),
    store,
    now,
  });
  const parts = { store: store.connections, encryption, now };
  const redirectUri = (source: string) => new URL(callbackPath(source), publicUrl).href;

  function flowOf(source: string): ConsentFlow {
    const flow = connectors.find(({ id: system }) => system === source)?.consent;
    if (flow) return flow;
    throw new Problem('no-consent', {
      say: 'That system is not connected any more.',
      try: 'Type “connect” to see those that are.',
    });
  }

  async function isInUse(refresh: string, source: string): Promise<boolean> {
    const all = await store.connections.allTokens();
    return all.some(({ tokens, ...key }) => {
      const opened = key.source === source && readable(() => openTokens(tokens, key, encryption));
      return opened && opened.refresh === refresh;
    });
  }

  return {
    systems: connectors.flatMap(({ id: system, name, consent }) =>
      consent ? [{ id: system, name }] : [],
    ),
    async pageFor({ person, source }) {
      const verifier = randomBytes(32).toString('base64url');
      return flowOf(source).pageFor({
        state: states.generate({ person, source, verifier }),
        challenge: challengeOf(verifier),
        redirectUri: redirectUri(source),
      });
    },
    begun: (state) => states.redeem(state),
    redeem: ({ source, verifier }, code) =>
      flowOf(source).redeem({ code, verifier, redirectUri: redirectUri(source) }),
    async replacedBy({ refresh }, key) {
      const tokens = await store.connections.tokens(key);
      const before = tokens && readable(() => openTokens(tokens, key, encryption));
      return before && before.refresh !== refresh ? { id: id(), ...key, tokens } : null;
    },
    seal: (tokens, key) => sealTokens(tokens, key, parts),
    async writerAs({ id: source, consent }, person) {
      if (!consent) return null;
      const key = { person, source };
      const [connection, tokens, colleague] = await Promise.all([
        store.connections.get(key),
        store.connections.tokens(key),
        store.people.get(person),
      ]);
      const isThere = connection && connection.endedAt === null && colleague?.active;
      // Under a secret that is not here, the consent waits for it, and what is written goes as Rapport.
      const isReadable = tokens && readable(() => openTokens(tokens, key, encryption)) !== null;
      return isThere && isReadable ? consent.writerAs(tokenSource(key, consent, parts)) : null;
    },
    async revocationOf({ person, source }) {
      const tokens = await store.connections.tokens({ person, source });
      return tokens === null ? null : { id: id(), person, source, tokens };
    },
    async revoke({ tokens, ...key }) {
      const flow = connectors.find(({ id: system }) => system === key.source)?.consent;
      const opened = readable(() => openTokens(tokens, key, encryption));
      // A system may hand out one refresh token for several consents: one that is in use is not given up.
      if (flow && opened && !(await isInUse(opened.refresh, key.source))) await flow.revoke(opened);
    },
    async renewEncryption() {
      for (const { tokens, ...key } of await store.connections.allTokens()) {
        const owner = ownerOf(key);
        const text = encryption.isCurrent(tokens, owner)
          ? null
          : readable(() => encryption.decrypt(tokens, owner));
        if (text !== null)
          await store.connections.replaceTokens(key, {
            from: tokens,
            to: encryption.encrypt(text, owner),
          });
      }
    },
  };
}

/** Null where it was encrypted with a secret that is no longer here. */
function readable<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
