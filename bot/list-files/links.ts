import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ListExport, type ListFileLink } from '../../crm/customer/list-file.ts';
import type { Store } from '../../crm/store/store.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import { isSigned, sign, signingKey } from '../adapter/signing-key.ts';

const LASTS = 10 * MINUTE;
const LONGEST = 2000;
const Payload = ListExport.extend({ until: z.number().int(), nonce: z.string() });

export type ReadLink = { kind: 'good'; wanted: ListExport } | { kind: 'unknown' | 'late' | 'used' };

/** Makes and reads the addresses at which lists are fetched as files; what is wanted stands, signed, in the address. */
export function exportLinks({
  store,
  publicUrl,
  now,
}: {
  store: Pick<Store, 'settings' | 'firstDelivery'>;
  publicUrl: string;
  now: () => Date;
}) {
  const key = signingKey('export-key', store);

  async function read(token: string): Promise<ReadLink> {
    const [body = '', signature = ''] = token.split('.');
    if (token.length > LONGEST || !isSigned(body, signature, await key()))
      return { kind: 'unknown' };
    const payload = Payload.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString())).data;
    if (!payload) return { kind: 'unknown' };
    return payload.until > now().getTime() ? { kind: 'good', wanted: payload } : { kind: 'late' };
  }

  const link: ListFileLink = async (wanted) => {
    const until = now().getTime() + LASTS;
    const nonce = randomBytes(16).toString('base64url');
    const body = Buffer.from(JSON.stringify({ ...wanted, until, nonce })).toString('base64url');
    return new URL(`/exports/${body}.${sign(body, await key())}`, publicUrl).href;
  };

  return {
    link,
    read,
    /** The same, and it serves no more: at whichever copy of the bot. */
    async redeem(token: string): Promise<ReadLink> {
      const found = await read(token);
      if (found.kind !== 'good') return found;
      const used = createHash('sha256').update(token).digest('base64url');
      return (await store.firstDelivery(`export:${used}`, now())) ? found : { kind: 'used' };
    },
  };
}

export type ExportLinks = ReturnType<typeof exportLinks>;
