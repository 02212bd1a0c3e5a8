import { z } from 'zod';
import { Upstream } from '../../problem.ts';
import { type RetryLimits, retryUpstream } from '../../retry.ts';
import { HOUR, MINUTE, SECOND } from '../../time/durations.ts';
import { type Pace, UNPACED } from '../pace/pace.ts';
import type { RateLimit } from '../pace/rate-limit.ts';

/** HubSpot names its API's versions by date, and each path carries it. */
export const VERSION = '2026-09';
/** It answers no later than this, or somebody else's turn comes. */
const PATIENCE = 30 * SECOND;
/** A file may take so many times as long. */
const UPLOAD = 4;
/** Where it names no time: its limits are counted over ten seconds, and over a day. */
const SHORT_PAUSE = 10 * SECOND;
/** A call that only reads is made again while it waits for a page; a longer pause is the caller's. */
const RETRIES: RetryLimits = { tries: 4, firstWait: SECOND / 4, longestWait: SHORT_PAUSE };

export interface HubspotRequest {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the address, `/crm/owners/2026-09`. */
  path: string;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** A form goes as one, with its files; everything else as JSON. */
  body?: unknown;
}

export interface HubspotAnswer<Body> {
  body: Body;
  /** HubSpot's own clock, to the second. */
  at: Date;
}

export interface HubspotClient {
  /** Throws `Upstream`, and nothing else. */
  send<Schema extends z.ZodType>(
    schema: Schema,
    request: HubspotRequest,
  ): Promise<HubspotAnswer<z.output<Schema>>>;
}

/** HubSpot has no such thing, or no longer. */
export class NotFound extends Upstream {}

/** The key may not do this: it lacks a scope. */
export class MissingScope extends Upstream {}

const Fault = z
  .object({
    message: z.string().optional(),
    category: z.string().optional(),
    policyName: z.string().optional(),
    errors: z.array(z.object({ message: z.string().optional() })).default([]),
  })
  .catch({ errors: [] });

export interface ClientOptions {
  url: string;
  token: string;
  /** Milliseconds. */
  patience?: number;
  retries?: RetryLimits;
  pace?: Pace;
}

/** Of the account, whoever calls: searches are counted by themselves. Until HubSpot tells, the least that it gives anybody. */
const SEARCHES: RateLimit = { name: 'hubspot search', calls: 4, per: SECOND };
const JOURNAL: RateLimit = { name: 'hubspot journal', calls: 100, per: MINUTE };
const CALLS: RateLimit = { name: 'hubspot', calls: 100, per: 10 * SECOND };

/** Speaks to HubSpot in the name of the account whose token it is. */
export function hubspotClient(
  system: string,
  {
    url,
    token,
    patience = PATIENCE,
    retries = RETRIES,
    pace = UNPACED(system, 'asked'),
  }: ClientOptions,
): HubspotClient {
  let calls = CALLS;

  return {
    send(schema, request) {
      const { method = 'GET', path } = request;
      const onlyReads = method === 'GET' || /\/(?:search|batch\/read)$/.test(path);
      const limits = onlyReads ? retries : { ...retries, tries: 1 };
      return retryUpstream(limits, () => sendOnce(schema, request));
    },
  };

  async function sendOnce<Schema extends z.ZodType>(
    schema: Schema,
    { method = 'GET', path, query = {}, body }: HubspotRequest,
  ): Promise<HubspotAnswer<z.output<Schema>>> {
    const limit = limitOf(path) ?? calls;
    await pace.turn(limit);
    const address = new URL(path, url);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) address.searchParams.set(name, String(value));
    const { response, json } = await fetch(address, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...contentType(body),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
      // A token goes nowhere but to the address that it was given for.
      redirect: 'error',
      signal: AbortSignal.timeout(body instanceof FormData ? patience * UPLOAD : patience),
    })
      .then(async (given) => ({ response: given, json: await jsonOf(given) }))
      .catch((cause: unknown) => Promise.reject(new Upstream(system, 'unavailable', { cause })));
    const quota = quotaOf(response.headers);
    if (quota.calls !== null) calls = { ...CALLS, calls: quota.calls };
    if (quota.day !== null) await pace.left(quota.day);
    if (!response.ok) {
      const cause = failure(system, response, Fault.parse(json));
      if (cause.fault === 'rate-limited')
        await pace.refused(limit, cause.retryAfter ?? SHORT_PAUSE);
      throw cause;
    }
    const parsed = schema.safeParse(json);
    // No record is made of an answer that nobody understands.
    if (!parsed.success) throw new Upstream(system, 'unavailable', { cause: parsed.error });
    const at = new Date(response.headers.get('date') ?? Number.NaN);
    if (Number.isNaN(at.getTime()))
      throw new Upstream(system, 'unavailable', { cause: 'its answer has no date' });
    return { body: parsed.data, at };
  }
}

/** A form names its type, with its boundary, by itself. */
const contentType = (body: unknown): Record<string, string> =>
  body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' };

/** Null where the limit is that of all calls. */
function limitOf(path: string): RateLimit | null {
  if (path.endsWith('/search')) return SEARCHES;
  return path.startsWith('/webhooks-journal/') ? JOURNAL : null;
}

/** The limits that HubSpot tells of with its answers, null where it does not. A search's answer has none. */
function quotaOf(headers: Headers) {
  const number = (name: string): number | null => {
    const value = Number(headers.get(`x-hubspot-ratelimit-${name}`) ?? Number.NaN);
    return Number.isSafeInteger(value) && value >= 0 ? value : null;
  };
  const [most, interval] = [number('max'), number('interval-milliseconds')];
  const [daily, left] = [number('daily'), number('daily-remaining')];
  return {
    calls: most !== null && most > 0 && interval === CALLS.per ? most : null,
    day: daily !== null && left !== null && daily > 0 ? { calls: daily, left } : null,
  };
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function failure(
  system: string,
  { status, headers }: Response,
  { message, policyName, errors }: z.output<typeof Fault>,
): Upstream {
  const details = errors.flatMap((error) => (error.message ? [error.message] : []));
  const reason = [...new Set([message, ...details])].filter(Boolean).join(' · ');
  const said = { ...(reason && { reason }), cause: `HTTP ${status}` };
  if (status === 401) return new Upstream(system, 'unauthorised', said);
  if (status === 403) return new MissingScope(system, 'unauthorised', said);
  if (status === 429) {
    const seconds = Number(headers.get('retry-after'));
    const usual = policyName === 'DAILY' ? HOUR : SHORT_PAUSE;
    return new Upstream(system, 'rate-limited', {
      ...said,
      retryAfter: seconds > 0 ? seconds * SECOND : usual,
    });
  }
  if (status === 404)
    return new NotFound(system, 'rejected', {
      ...said,
      reason: reason || `HubSpot answered ${status}`,
    });
  const isPassing = status >= 500 || status === 408 || status === 423;
  return new Upstream(system, isPassing ? 'unavailable' : 'rejected', {
    ...said,
    ...(!isPassing && { reason: reason || `HubSpot answered ${status}` }),
  });
}
