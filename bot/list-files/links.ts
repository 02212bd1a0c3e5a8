import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ListExport, type ListFileLink } from '../../crm/customer/list-file.ts';
import type { Store } from '../../crm/store/store.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import { isSigned, sign, signingKey } from '../adapter/signing-key.ts';

const LASTS = 10 * MINUTE;
const LONGEST = 2000;
const Payload = ListExport.extend({ until: z.number().int(), nonce: z.string() });

type Refused = { kind: 'unknown' | 'late' | 'used' };
export type ReadLink = { kind: 'good'; wanted: z.infer<typeof Payload> } | Refused;

/** Makes and reads the addresses at which lists are fetched as files; what is wanted stands, signed, in the address. */
export function exportLinks({
  store,
  publicUrl,
  now,
}: {
  store: Pick<Store, 'settings' | 'firstDelivery' | 'forgetDelivery'>;
  publicUrl: string;
  now: () => Date;
}) {
  const key = signingKey('export-key', store);

  async function read(token: string): Promise<ReadLink> {
    const [body = '', signature = '', ...rest] = token.split('.');
    if (token.length > LONGEST || rest.length > 0 || !isSigned(body, signature, await key()))
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
    /** Does this with it, once at all copies of the bot; where that fails, the link serves again. */
    async redeem<Made>(
      token: string,
      make: (wanted: ListExport) => Promise<Made>,
    ): Promise<{ kind: 'made'; made: Made } | Refused> {
      const found = await read(token);
      if (found.kind !== 'good') return found;
      const key = `export:${found.wanted.nonce}`;
      if (!(await store.firstDelivery(key, now()))) return { kind: 'used' };
      try {
        return { kind: 'made', made: await make(found.wanted) };
      } catch (cause) {
        // The fault that is told is the first one.
        await store.forgetDelivery(key).catch(() => undefined);
        throw cause;
      }
    },
  };
}

export type ExportLinks = ReturnType<typeof exportLinks>;
