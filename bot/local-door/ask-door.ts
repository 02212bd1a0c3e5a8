import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { Problem } from '../../crm/problem.ts';
import { doorOf } from './door.ts';

const Refusal = z.object({ code: z.string(), say: z.string(), try: z.string() });

/**
 * Asks the server that has this data folder, and gives the text of its answer; null where no server has it. Throws the
 * server's own `Problem`.
 */
export async function askDoor(
  folder: string,
  { path, body }: { path: string; body: unknown },
): Promise<string | null> {
  const answer = await post(doorOf(folder), path, JSON.stringify(body));
  if (answer === null || answer.status === 200) return answer?.body ?? null;
  if (answer.status !== 409)
    throw new Error(`The running server answered ${answer.status}: ${answer.body}`);
  const { code, ...told } = Refusal.parse(JSON.parse(answer.body));
  throw new Problem(code, told);
}

function post(
  socketPath: string,
  path: string,
  body: string,
): Promise<{ status: number; body: string } | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof post>>>();
  const asked = request(
    { socketPath, path, method: 'POST', headers: { 'content-type': 'application/json' } },
    (response) => {
      text(response).then(
        (whole) => resolve({ status: response.statusCode ?? 0, body: whole }),
        reject,
      );
    },
  );
  asked.once('error', (cause: NodeJS.ErrnoException) =>
    NOBODY.has(cause.code ?? '') ? resolve(null) : reject(cause),
  );
  asked.end(body);
  return promise;
}

/** There is no socket, or nobody listens there any more, or the path is longer than any socket's. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED', 'EINVAL', 'ENAMETOOLONG']);
