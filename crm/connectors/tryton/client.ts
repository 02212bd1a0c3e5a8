import { z } from 'zod';
import { Upstream } from '../../problem.ts';
import { type RetryLimits, retryUpstream } from '../../retry.ts';
import { SECOND } from '../../time/durations.ts';
import { failureOf, httpFailure } from './failure.ts';

/** It answers no later than this. */
const PATIENCE = 30 * SECOND;
/** A call that only reads is made again. */
const RETRIES: RetryLimits = { tries: 4, firstWait: SECOND / 4, longestWait: 10 * SECOND };
const READS = new Set(['search', 'search_count', 'search_read', 'read']);

/** A method of a model: `search_read` of `party.party`. */
export interface TrytonCall {
  model: string;
  method: string;
  params: readonly unknown[];
  /** Records that are deactivated are left out unless it says otherwise. */
  context?: Readonly<Record<string, unknown>>;
  /** A wizard is called like a model. */
  type?: 'model' | 'wizard';
}

export interface TrytonClient {
  /** The connector's id, for the faults that it throws. */
  system: string;
  /** Throws `Upstream`, and nothing else. */
  call<Schema extends z.ZodType>(schema: Schema, call: TrytonCall): Promise<z.output<Schema>>;
}

export interface ClientOptions {
  url: string;
  database: string;
  user: string;
  password: string;
  /** Milliseconds. */
  patience?: number;
  retries?: RetryLimits;
}

/** Number of the user, and the session's key. */
const Login = z.tuple([z.number().int(), z.string().min(1)]);
const Answer = z.object({ result: z.unknown().optional(), error: z.unknown().optional() });

/** The session is over, or was never good. */
const EXPIRED = Symbol('expired');

/** Speaks Tryton's JSON-RPC in the name of one of its users. It logs in at its first call, and again where the session ended. */
export function trytonClient(
  system: string,
  { url, database, user, password, patience = PATIENCE, retries = RETRIES }: ClientOptions,
): TrytonClient {
  const address = new URL(`${encodeURIComponent(database)}/`, url.endsWith('/') ? url : `${url}/`);
  let session: Promise<string> | null = null;

  return {
    system,
    call(schema, { model, method, params, context = {}, type = 'model' }) {
      const limits = READS.has(method) ? retries : { ...retries, tries: 1 };
      return retryUpstream(limits, async () => {
        const request = { method: `${type}.${model}.${method}`, params: [...params, context] };
        return parsed(schema, await inSession(request));
      });
    },
  };

  /** A call that was refused for its session did nothing, so it is made again in a new one. */
  async function inSession(request: Request): Promise<unknown> {
    const known = session;
    const first = await send(request, await begun());
    if (first !== EXPIRED) return first;
    if (session === known || known === null) session = null;
    const second = await send(request, await begun());
    if (second !== EXPIRED) return second;
    session = null;
    throw new Upstream(system, 'unauthorised', { cause: 'a new session is refused' });
  }

  function begun(): Promise<string> {
    session ??= logIn().catch((cause: unknown) => {
      session = null;
      throw cause;
    });
    return session;
  }

  async function logIn(): Promise<string> {
    const answer = await send({ method: 'common.db.login', params: [user, { password }] }, null);
    if (answer === EXPIRED)
      throw new Upstream(system, 'unauthorised', { cause: 'the login is refused' });
    const [id, key] = parsed(Login, answer);
    return `Session ${Buffer.from(`${user}:${id}:${key}`).toString('base64')}`;
  }

  async function send(request: Request, authorization: string | null): Promise<unknown> {
    const { response, json } = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(authorization !== null && { authorization }),
      },
      body: JSON.stringify({ id: 0, ...request }),
      // A password goes nowhere but to the address that it was given for.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
      .then(async (given) => ({ response: given, json: await jsonOf(given) }))
      .catch((cause: unknown) => Promise.reject(new Upstream(system, 'unavailable', { cause })));
    if (response.status === 401) return EXPIRED;
    if (!response.ok) throw httpFailure(system, response);
    const { result, error } = parsed(Answer, json);
    if (error !== undefined && error !== null) throw failureOf(system, error);
    return result;
  }

  /** No record is made of an answer that nobody understands. */
  function parsed<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
    const found = schema.safeParse(json);
    if (!found.success) throw new Upstream(system, 'unavailable', { cause: found.error });
    return found.data;
  }
}

interface Request {
  method: string;
  params: readonly unknown[];
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
