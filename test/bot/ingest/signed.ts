import { createHmac } from 'node:crypto';
import { SECOND } from '../../../crm/time/durations.ts';

export const INGEST_SECRET = 'a-secret-of-tools';

export interface Signing {
  key?: string;
  secret?: string;
  at: Date;
}

/** The headers of a request, as a tool signs it. */
export function signedHeaders(
  body: string | Uint8Array,
  { key = 'key-1', secret = INGEST_SECRET, at }: Signing,
): Record<string, string> {
  const stamp = String(Math.floor(at.getTime() / SECOND));
  const hmac = createHmac('sha256', secret).update(`${stamp}.`).update(body).digest('hex');
  return {
    'content-type': 'application/json',
    'rapport-timestamp': stamp,
    'rapport-signature': `v1=${hmac}`,
    'idempotency-key': key,
  };
}

/** Sends items as a tool does, and reads the answer. */
export async function sendItems(
  url: string,
  items: unknown,
  signing: Signing,
): Promise<{ status: number; answer: unknown }> {
  const body = typeof items === 'string' ? items : JSON.stringify(items);
  const response = await fetch(url, {
    method: 'POST',
    headers: signedHeaders(body, signing),
    body,
  });
  return { status: response.status, answer: JSON.parse(await response.text()) };
}
