import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { MINUTE, SECOND } from '../../crm/time/durations.ts';

/** A request that was signed longer ago may have been overheard and sent again. */
const RECENT = 5 * MINUTE;

export interface Signature {
  hex: string;
  isOf(body: Buffer): boolean;
}

export type SignatureFault = 'unsigned' | 'stale';

/**
 * HMAC-SHA256 of `<timestamp>.<body>` in lower-case hex. The fault where the headers alone show that it cannot be right,
 * and the body need not be read: each of the two must be there once, and the time a recent one.
 */
export function signatureCheck(
  secret: string,
  now: () => Date,
): (headers: IncomingHttpHeaders) => Signature | SignatureFault {
  const key = createSecretKey(secret, 'utf8');
  return ({ 'rapport-signature': signature, 'rapport-timestamp': stamp }) => {
    const hex = typeof signature === 'string' && /^v1=([0-9a-f]{64})$/.exec(signature)?.[1];
    if (!hex || typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp)) return 'unsigned';
    if (Math.abs(now().getTime() - Number(stamp) * SECOND) > RECENT) return 'stale';
    const said = Buffer.from(hex, 'hex');
    return {
      hex,
      isOf: (body) =>
        timingSafeEqual(said, createHmac('sha256', key).update(`${stamp}.`).update(body).digest()),
    };
  };
}
