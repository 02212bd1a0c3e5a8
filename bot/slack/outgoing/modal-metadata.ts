import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { ResponseTarget } from './response-target.ts';

/** A modal remembers this while it is open: the meaning of its submit, and the place that it came from. */
export const ModalMetadata = z.object({
  press: z.object({ action: z.string(), data: z.record(z.string(), z.unknown()) }),
  spot: ResponseTarget,
  place: z.object({
    id: z.string(),
    kind: z.enum(['direct', 'group', 'channel', 'home']),
    name: z.string().nullable(),
  }),
});
export type ModalMetadata = z.infer<typeof ModalMetadata>;

/** Slack keeps 3,000 characters for us; what is longer is packed. */
const ROOM = 3000;
const PACKED = 'z:';
const LARGEST = 64_000;

export function packModalMetadata(errand: ModalMetadata): string {
  const plain = JSON.stringify(errand);
  return plain.length <= ROOM ? plain : `${PACKED}${deflateRawSync(plain).toString('base64url')}`;
}

/** Null for a modal that is not ours. */
export function unpackModalMetadata(packed: string): ModalMetadata | null {
  try {
    const plain = packed.startsWith(PACKED)
      ? inflateRawSync(Buffer.from(packed.slice(PACKED.length), 'base64url'), {
          maxOutputLength: LARGEST,
        }).toString()
      : packed;
    return ModalMetadata.parse(JSON.parse(plain));
  } catch {
    return null;
  }
}
