import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Store } from '../../crm/store/store.ts';

type Key = 'chart-key' | 'export-key';

/** One key for all copies of the bot: the first one that needs it makes it. */
export function signingKey(name: Key, { settings }: Pick<Store, 'settings'>) {
  let known: Promise<string> | undefined;
  return (): Promise<string> => {
    known ??= read(name, settings).catch((cause: unknown) => {
      known = undefined;
      throw cause;
    });
    return known;
  };
}

export const sign = (body: string, key: string): string =>
  createHmac('sha256', key).update(body).digest('base64url');

export function isSigned(body: string, signature: string, key: string): boolean {
  const [a, b] = [Buffer.from(signature), Buffer.from(sign(body, key))];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function read(name: Key, settings: Store['settings']): Promise<string> {
  const there = await settings.get(name);
  if (there) return there;
  await settings.set(name, randomBytes(32).toString('base64url'));
  const made = await settings.get(name);
  if (!made) throw new Error('The key for signatures was not kept');
  return made;
}
