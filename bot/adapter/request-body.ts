import type { IncomingMessage } from 'node:http';

/** Slack and Teams send less in one request. */
const LARGEST = 2 ** 20;
/** Bodies that are still arriving take so much memory together. */
const HELD_TOGETHER = 16 * 2 ** 20;
const FIRST_ROOM = 4096;

interface Arriving {
  bytes: Buffer;
  size: number;
  giveUp(): void;
}

/** The oldest first. A body that comes whole is gone within milliseconds, so the oldest one is the slowest. */
const arriving = new Set<Arriving>();
let held = 0;

/**
 * The body, or null where it is larger than a megabyte: the rest is then dropped as it comes, so that the answer is
 * heard. Rejects where the body breaks off, and where half-sent bodies take too much memory and this one waited longest.
 */
export function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const body: Arriving = {
      bytes: Buffer.alloc(0),
      size: 0,
      giveUp: () => request.destroy(new Error('The body came too slowly')),
    };
    arriving.add(body);
    const stop = (): void => {
      request.off('data', take).off('end', whole).off('error', broken).off('close', broken);
      request.resume();
      arriving.delete(body);
      held -= body.bytes.length;
    };
    const take = (part: Buffer): void => {
      if (append(body, part)) return;
      stop();
      resolve(null);
    };
    const whole = (): void => {
      stop();
      resolve(body.bytes.subarray(0, body.size));
    };
    const broken = (cause = new Error('The body broke off')): void => {
      stop();
      reject(cause);
    };
    request.on('data', take).on('end', whole).on('error', broken).on('close', broken);
  });
}

/** Copied together: each small part by itself would keep more than its own bytes in memory. False where it is too large. */
function append(body: Arriving, part: Buffer): boolean {
  const size = body.size + part.length;
  if (size > LARGEST) return false;
  if (size > body.bytes.length) {
    const room = Buffer.allocUnsafe(
      Math.min(LARGEST, Math.max(FIRST_ROOM, 2 * body.bytes.length, size)),
    );
    body.bytes.copy(room, 0, 0, body.size);
    held += room.length - body.bytes.length;
    body.bytes = room;
  }
  part.copy(body.bytes, body.size);
  body.size = size;
  for (const slowest of arriving) {
    if (held <= HELD_TOGETHER || slowest === body) break;
    slowest.giveUp();
  }
  return true;
}
