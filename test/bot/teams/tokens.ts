import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** A key of our own, published as Microsoft publishes theirs, and one that nobody published. */
export interface Keys {
  published: readonly (JWK & { endorsements: readonly string[] })[];
  token(claims: Claims): Promise<string>;
}

export interface Claims {
  audience: string;
  serviceUrl: string;
  expired?: boolean;
  /** Signed by somebody else under the name of the published key. */
  foreign?: boolean;
  issuer?: string;
}

const KEY_ID = 'rapport-test-key';
const pair = (): Promise<{ publicKey: Key; privateKey: Key }> =>
  generateKeyPair('RS256', { extractable: true });
let made: Promise<{ own: Key; foreign: Key; jwk: JWK }> | undefined;

async function make(): Promise<{ own: Key; foreign: Key; jwk: JWK }> {
  const [own, foreign] = await Promise.all([pair(), pair()]);
  return { own: own.privateKey, foreign: foreign.privateKey, jwk: await exportJWK(own.publicKey) };
}

export async function testKeys(): Promise<Keys> {
  made ??= make();
  const { own, foreign, jwk } = await made;
  return {
    published: [{ ...jwk, kid: KEY_ID, use: 'sig', alg: 'RS256', endorsements: ['msteams'] }],
    token: ({
      audience,
      serviceUrl,
      expired = false,
      foreign: stolen = false,
      issuer = 'https://api.botframework.com',
    }) =>
      new SignJWT({ serviceurl: serviceUrl })
        .setProtectedHeader({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setNotBefore(expired ? '-3h' : '-1m')
        .setExpirationTime(expired ? '-2h' : '1h')
        .sign(stolen ? foreign : own),
  };
}
