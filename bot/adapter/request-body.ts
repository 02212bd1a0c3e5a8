import type { IncomingMessage, ServerResponse } from 'node:http';
import { SECOND } from '../../crm/time/durations.ts';

/** Slack and Teams send less in one request. */
const LARGEST = 2 ** 20;
/** Nearly all requests are smaller. */
const SMALL = 2 ** 16;
/** Bodies that are still arriving take so much memory together. A few large ones cannot keep the small ones out. */
const HELD_TOGETHER = { small: 2 * 2 ** 20, large: 6 * 2 ** 20 };
const FIRST_ROOM = 4096;
/** So much is dropped as it comes, and the connection goes on. */
const DROPPED = 2 ** 16;
/** In this time a client that sends too much hears so; one that proves nothing, or comes again anyway, is not waited for. */
const LINGERING = SECOND;

interface Arriving {
  /** Its share of the memory: as much as it says that it will send. */
  share: number;
  since: number;
  giveUp(): void;
}

/** Bodies of one size that are still arriving, the oldest first. */
interface Pool {
  arriving: Set<Arriving>;
  held: number;
  most: number;
  /** A body that has been arriving for longer gives way to one that comes. */
  patience: number;
}

/** The body; or the status to answer with by `refuseUnread`, where it is larger than a megabyte or there is no room for it now. */
export type BodyRead = { bytes: Buffer } | { refused: 413 | 503 };

/**
 * Reads bodies within a memory that they share. One that comes whole is gone within milliseconds, so the oldest of the
 * small ones gives way at once. A large one finds room, or where the oldest is slow takes its, or is refused unread:
 * bytes that are read and thrown away are garbage as large as they are. Rejects where a body breaks off or gave way.
 */
export function bodyReader({ patience = SECOND }: { patience?: number } = {}) {
  const pools = {
    small: { arriving: new Set<Arriving>(), held: 0, most: HELD_TOGETHER.small, patience: 0 },
    large: { arriving: new Set<Arriving>(), held: 0, most: HELD_TOGETHER.large, patience },
  };
  return async (request: IncomingMessage): Promise<BodyRead> => {
    const length = request.headers['content-length'];
    const said = length === undefined ? null : Number(length);
    if (said !== null && said > LARGEST) return { refused: 413 };
    const place = takePlace(pools, said ?? FIRST_ROOM, () =>
      request.destroy(new Error('The body came too slowly')),
    );
    return place ? receive(request, place, said) : { refused: 503 };
  };
}

/** One memory for all platforms. */
export const readBody = bodyReader();

interface Place {
  /** Room for a body that did not say its length; false where there is none. */
  grow(share: number): boolean;
  leave(): void;
}

function takePlace(
  pools: { small: Pool; large: Pool },
  share: number,
  giveUp: () => void,
): Place | null {
  const body: Arriving = { share: 0, since: performance.now(), giveUp };
  let pool = pools.small;
  const leave = (): void => {
    if (pool.arriving.delete(body)) pool.held -= body.share;
  };
  const grow = (more: number): boolean => {
    leave();
    pool = more <= SMALL ? pools.small : pools.large;
    if (!makeRoom(pool, more)) return false;
    body.share = more;
    pool.held += more;
    pool.arriving.add(body);
    return true;
  };
  return grow(share) ? { grow, leave } : null;
}

function makeRoom(pool: Pool, share: number): boolean {
  for (const oldest of pool.arriving) {
    if (pool.held + share <= pool.most) return true;
    if (performance.now() - oldest.since < pool.patience) return false;
    pool.arriving.delete(oldest);
    pool.held -= oldest.share;
    oldest.giveUp();
  }
  return true;
}

function receive(request: IncomingMessage, place: Place, said: number | null): Promise<BodyRead> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    let size = 0;
    const stop = (): void => {
      request.off('data', take).off('end', whole).off('error', broken).off('close', broken);
      place.leave();
    };
    const refuse = (refused: 413 | 503): void => {
      request.pause();
      stop();
      resolve({ refused });
    };
    /** Copied together: each small part by itself would keep more than its own bytes in memory. */
    const take = (part: Buffer): void => {
      const next = size + part.length;
      if (next > LARGEST) return void refuse(413);
      if (next > bytes.length) {
        const room = said ?? Math.min(LARGEST, Math.max(FIRST_ROOM, 2 * bytes.length, next));
        if (said === null && !place.grow(room)) return void refuse(503);
        const grown = Buffer.allocUnsafe(room);
        bytes.copy(grown, 0, 0, size);
        bytes = grown;
      }
      part.copy(bytes, size);
      size = next;
    };
    const whole = (): void => {
      stop();
      resolve({ bytes: bytes.subarray(0, size) });
    };
    const broken = (cause = new Error('The body broke off')): void => {
      stop();
      reject(cause);
    };
    request.on('data', take).on('end', whole).on('error', broken).on('close', broken);
  });
}

/**
 * Answers a request whose body nobody reads; `words`, as JSON, tell the sender why. A long one is not even dropped, which
 * makes as much garbage as it has bytes: the answer is sent, and its connection ends a moment later.
 */
export function refuseUnread(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  words = '',
): void {
  response.statusCode = status;
  if (words !== '') response.setHeader('content-type', 'application/json');
  const rest = Number(request.headers['content-length'] ?? (chunked(request) ? Number.NaN : 0));
  if (rest <= DROPPED) return void response.end(words);
  response.writeHead(status, {
    'content-length': String(Buffer.byteLength(words)),
    connection: 'close',
  });
  // Node would begin to read the rest as soon as the answer ends.
  response.flushHeaders();
  if (words !== '') response.write(words);
  // Of many that are refused at once, each would keep its first bytes in memory meanwhile; a platform comes again.
  const isWaitedFor = status === 413 || words !== '';
  if (isWaitedFor) setTimeout(() => request.socket.destroy(), LINGERING).unref();
  else request.socket.destroySoon();
}

const chunked = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined;
