import type { IncomingMessage, ServerResponse } from 'node:http';
import { SECOND } from '../../crm/time/durations.ts';

/** Slack and Teams send less in one request. */
const LARGEST = 2 ** 20;
/** Bodies that are still arriving take so much memory together. */
const HELD_TOGETHER = 8 * 2 ** 20;
const FIRST_ROOM = 4096;
/** So much is dropped as it comes, and the connection goes on. */
const DROPPED = 2 ** 16;
/** In this time a client that sends too much hears so; one that proves nothing is not waited for. */
const LINGERING = SECOND;

interface Arriving {
  bytes: Buffer;
  size: number;
  giveUp(): void;
}

/** The oldest first. A body that comes whole is gone within milliseconds, so the oldest one is the slowest. */
const arriving = new Set<Arriving>();
let held = 0;

/**
 * The body, or null where it is larger than a megabyte: answer it with `refuseUnread`. Rejects where the body breaks off, and where half-sent bodies take too much memory and this one waited longest.
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
      arriving.delete(body);
      held -= body.bytes.length;
    };
    const take = (part: Buffer): void => {
      if (append(body, part)) return;
      request.pause();
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

/**
 * Answers a request whose body nobody reads. A long one is not even dropped, which makes as much garbage as it has
 * bytes: the answer is sent, and its connection ends a moment later.
 */
export function refuseUnread(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
): void {
  response.statusCode = status;
  const rest = Number(request.headers['content-length'] ?? (chunked(request) ? Number.NaN : 0));
  if (rest <= DROPPED) return void response.end();
  response.writeHead(status, { 'content-length': '0', connection: 'close' });
  // Node would begin to read the rest as soon as the answer ends.
  response.flushHeaders();
  if (status === 413) setTimeout(() => request.socket.destroy(), LINGERING).unref();
  else request.socket.destroySoon();
}

const chunked = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined;
