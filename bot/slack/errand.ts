import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { Spot } from './spot.ts';

/** What a modal has to remember while it is open: what its submit means, and where it came from. */
export const Errand = z.object({
  press: z.object({ action: z.string(), data: z.record(z.string(), z.unknown()) }),
  spot: Spot,
  place: z.object({
    id: z.string(),
    kind: z.enum(['direct', 'group', 'channel', 'home']),
    name: z.string().nullable(),
  }),
});
export type Errand = z.infer<typeof Errand>;

/** Slack keeps 3,000 characters for us; what is longer is packed. */
const ROOM = 3000;
const PACKED = 'z:';
const LARGEST = 64_000;

export function packErrand(errand: Errand): string {
  const plain = JSON.stringify(errand);
  return plain.length <= ROOM ? plain : `${PACKED}${deflateRawSync(plain).toString('base64url')}`;
}

/** Null for a modal that is not ours. */
export function unpackErrand(packed: string): Errand | null {
  try {
    const plain = packed.startsWith(PACKED)
      ? inflateRawSync(Buffer.from(packed.slice(PACKED.length), 'base64url'), {
          maxOutputLength: LARGEST,
        }).toString()
      : packed;
    return Errand.parse(JSON.parse(plain));
  } catch {
    return null;
  }
}
