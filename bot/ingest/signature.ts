import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Json, JsonObject } from '../../crm/connectors/mapping/json.ts';
import { MINUTE, SECOND } from '../../crm/time/durations.ts';
import type { IngestSecrets } from './config.ts';

/** A request that was signed longer ago may have been overheard and sent again. */
const RECENT = 5 * MINUTE;

export interface Signature {
  /** The same for the same signed request alone. */
  id: string;
  isOf(body: Buffer): boolean;
  /** The request's idempotency key; null where it has none. A tool's own is in what it sends. */
  keyOf(items: readonly Json[]): string | null;
}

export type SignatureFault = 'unsigned' | 'stale' | 'noKey';

type Headers = IncomingHttpHeaders;

type Codes = readonly [Buffer, ...Buffer[]];

/** A tool's own way to sign. */
interface Scheme {
  /** The header by which a request is known to be signed so. */
  header: string;
  algorithm: 'sha256' | 'sha1';
  /** The codes, one of which has to be right, the text that is signed before the body, and when; null where the headers cannot be right. */
  read(headers: Headers): { codes: Codes; before: string; at: number | null } | null;
  key(headers: Headers, item: JsonObject): Json | undefined;
}

/** As many secrets as nobody has at once, so that no header is long work. */
const MOST_CODES = 5;

const one = (headers: Headers, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};
const hexOf = (pattern: RegExp, text: string): Buffer | null => {
  const hex = pattern.exec(text)?.[1];
  return hex ? Buffer.from(hex, 'hex') : null;
};

/**
 * As the tools document it in 2026: https://docs.stripe.com/webhooks/signature,
 * https://developer.zendesk.com/documentation/webhooks/verifying/,
 * https://developers.intercom.com/docs/webhooks, https://segment.com/docs/connections/destinations/catalog/webhooks/,
 * https://app.delighted.com/docs/api/webhooks. The last three sign no time: a request that is overheard and sent again has its key, and is done once.
 */
const SCHEMES: readonly Scheme[] = [
  {
    header: 'stripe-signature',
    algorithm: 'sha256',
    read(headers) {
      const said = one(headers, 'stripe-signature');
      const stamp = /(?:^|,)t=(\d{1,12})(?:,|$)/.exec(said)?.[1];
      // While a secret is changed, Stripe signs with the one before too.
      const [code, ...more] = said
        .split(',')
        .flatMap((part) => hexOf(/^v1=([0-9a-f]{64})$/, part) ?? []);
      const codes: Codes | null = code ? [code, ...more.slice(0, MOST_CODES)] : null;
      return stamp && codes ? { codes, before: `${stamp}.`, at: Number(stamp) * SECOND } : null;
    },
    key: (_, { id }) => id,
  },
  {
    header: 'x-zendesk-webhook-signature',
    algorithm: 'sha256',
    read(headers) {
      const stamp = one(headers, 'x-zendesk-webhook-signature-timestamp');
      const code = Buffer.from(one(headers, 'x-zendesk-webhook-signature'), 'base64');
      const at = Date.parse(stamp);
      return Number.isNaN(at) || stamp.length > 40 ? null : { codes: [code], before: stamp, at };
    },
    key: (headers) => one(headers, 'x-zendesk-webhook-invocation-id'),
  },
  {
    // Its secret is the account's private API key.
    header: 'x-delighted-webhook-signature',
    algorithm: 'sha256',
    read(headers) {
      const said = one(headers, 'x-delighted-webhook-signature');
      const code = hexOf(/^sha256=([0-9a-f]{64})$/, said);
      return code && { codes: [code], before: '', at: null };
    },
    key: (_, { event_id: id }) => id,
  },
  {
    header: 'x-hub-signature',
    algorithm: 'sha1',
    read(headers) {
      const code = hexOf(/^sha1=([0-9a-f]{40})$/, one(headers, 'x-hub-signature'));
      return code && { codes: [code], before: '', at: null };
    },
    key: (_, { id }) => id,
  },
  {
    header: 'x-signature',
    algorithm: 'sha1',
    read(headers) {
      const code = hexOf(/^([0-9a-f]{40})$/, one(headers, 'x-signature'));
      return code && { codes: [code], before: '', at: null };
    },
    key: (_, { messageId }) => messageId,
  },
];

/** Visible characters but a comma: a key that came twice is joined by one. */
const KEY = /^[!-+\--~]{1,200}$/;
const keyIn = (value: Json | undefined): string | null =>
  typeof value === 'string' && KEY.test(value) ? value : null;

/**
 * Reads a request's signature: a tool's own where the source has a secret for it, else ours, HMAC-SHA256 of
 * `<timestamp>.<body>` in lower-case hex. The fault where the headers alone show that it cannot be right, and the body
 * need not be read: each of them must be there once, and the time a recent one.
 */
export function signatureChecks(
  { secret, ofSource, former }: IngestSecrets,
  now: () => Date,
): (headers: Headers, source: string) => Signature | SignatureFault {
  const ours = keysOf(secret, former?.secret);
  const theirs = new Map(
    Object.entries(ofSource).map(([source, text]) => [
      source,
      keysOf(text, former?.ofSource[source]),
    ]),
  );
  const isStale = (at: number): boolean => Math.abs(now().getTime() - at) > RECENT;

  function ourSignature(headers: Headers): Signature | SignatureFault {
    const [said, stamp] = [one(headers, 'rapport-signature'), one(headers, 'rapport-timestamp')];
    const code = hexOf(/^v1=([0-9a-f]{64})$/, said);
    if (!code || !/^\d{1,12}$/.test(stamp)) return 'unsigned';
    if (isStale(Number(stamp) * SECOND)) return 'stale';
    const request = keyIn(headers['idempotency-key'] as Json | undefined);
    if (request === null) return 'noKey';
    return {
      id: code.toString('hex'),
      isOf: matches(ours, { codes: [code], before: `${stamp}.`, algorithm: 'sha256' }),
      keyOf: () => request,
    };
  }

  return (headers, source) => {
    const scheme = SCHEMES.find(({ header }) => headers[header] !== undefined);
    const keys = theirs.get(source);
    if (!scheme || !keys) return ours.length > 0 ? ourSignature(headers) : 'unsigned';
    const { algorithm } = scheme;
    const read = scheme.read(headers);
    if (!read) return 'unsigned';
    if (read.at !== null && isStale(read.at)) return 'stale';
    const { codes, before } = read;
    return {
      id: `${source}:${codes[0].toString('hex')}`,
      isOf: matches(keys, { codes, before, algorithm }),
      keyOf([item]) {
        const event = typeof item === 'object' && item !== null && !Array.isArray(item) ? item : {};
        return keyIn(scheme.key(headers, event as JsonObject));
      },
    };
  };
}

const keysOf = (...secrets: readonly (string | null | undefined)[]): KeyObject[] =>
  secrets.flatMap((secret) => (secret ? createSecretKey(secret, 'utf8') : []));

const matches =
  (
    keys: readonly KeyObject[],
    { codes, before, algorithm }: { codes: Codes; before: string; algorithm: string },
  ) =>
  (body: Buffer): boolean =>
    keys.some((key) => {
      const right = createHmac(algorithm, key).update(before).update(body).digest();
      return codes.some((code) => code.length === right.length && timingSafeEqual(code, right));
    });
