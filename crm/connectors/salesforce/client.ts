import type { z } from 'zod';
import { Upstream } from '../../problem.ts';
import { passes, type RetryLimits, retryUpstream } from '../../retry.ts';
import { MINUTE, SECOND } from '../../time/durations.ts';
import { type Pace, UNPACED } from '../pace/pace.ts';
import type { RateLimit } from '../pace/rate-limit.ts';
import { EndedSession, faultOfAnswer, LockedRow, USUAL_PAUSE } from './faults.ts';
import type { Token, Tokens } from './token.ts';

/** Salesforce names its API's versions by numbers, three a year, and each path carries it. Each lives for years. */
export const VERSION = 'v66.0';
/** It answers no later than this, or somebody else's turn comes. */
const TIME_LIMIT = MINUTE;
/** A file may take so many times as long. */
const UPLOAD = 3;
/** A call that only reads is made again while it waits for a page; a longer pause is the caller's. */
const RETRIES: RetryLimits = { tries: 4, firstWait: SECOND / 4, longestWait: 10 * SECOND };
/** Address and headers together; behind it Salesforce answers 414 or 431. */
const LONGEST_HEAD = 16_384;
/** Kept free for the headers that `fetch` adds by itself. */
const OWN_HEADERS = 512;

export interface SalesforceRequest {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version, `/sobjects/Task`. */
  path: string;
  query?: Readonly<Record<string, string>>;
  /** A Blob goes as it is, with its own type; everything else as JSON. */
  body?: unknown;
  /** A POST that changes nothing may be made again as a GET may. */
  onlyReads?: boolean;
}

export interface SalesforceAnswer<Body> {
  body: Body;
  headers: Headers;
  /** Salesforce's own clock, to the second. */
  at: Date;
}

/** Each call throws `Upstream`, and nothing else. */
export interface SalesforceClient {
  /** An answer of JSON; one without content is `null`. */
  send<Schema extends z.ZodType>(
    schema: Schema,
    request: SalesforceRequest,
  ): Promise<SalesforceAnswer<z.output<Schema>>>;
  /** An answer of words: a file, or rows as CSV. */
  read(request: SalesforceRequest): Promise<SalesforceAnswer<string>>;
  /** Whether the address is short enough. */
  fits(request: SalesforceRequest): Promise<boolean>;
  /** Where colleagues open a record. */
  urlOf(id: string): Promise<string>;
}

export interface ClientOptions {
  /** Milliseconds. */
  timeLimit?: number;
  retries?: RetryLimits;
  pace?: Pace;
}

/** Salesforce counts the calls of a day, and names no other limit; these are few enough to leave it to others. */
const CALLS: RateLimit = { name: 'salesforce', calls: 250, per: 10 * SECOND };

/** Speaks to Salesforce in the name of the app. */
export function salesforceClient(
  system: string,
  tokens: Tokens,
  { timeLimit = TIME_LIMIT, retries = RETRIES, pace = UNPACED(system, 'asked') }: ClientOptions,
): SalesforceClient {
  /** A token that ends meanwhile is replaced once: if the new one is refused as well, more would not help. */
  async function exchange(request: SalesforceRequest): Promise<SalesforceAnswer<string>> {
    const token = await tokens.get();
    try {
      return await exchangeWith(token, request);
    } catch (cause) {
      if (!(cause instanceof EndedSession)) throw cause;
      return exchangeWith(await tokens.renew(token), request);
    }
  }

  async function exchangeWith(
    token: Token,
    request: SalesforceRequest,
  ): Promise<SalesforceAnswer<string>> {
    const { method = 'GET', body } = request;
    await pace.turn(CALLS);
    const { response, text } = await fetch(addressOf(token, request), {
      method,
      headers: headersOf(token, request),
      ...(body !== undefined && { body: body instanceof Blob ? body : JSON.stringify(body) }),
      // A token goes nowhere but to the organisation's own address.
      redirect: 'error',
      signal: AbortSignal.timeout(body instanceof Blob ? timeLimit * UPLOAD : timeLimit),
    })
      .then(async (given) => ({ response: given, text: await given.text() }))
      .catch((cause: unknown) => Promise.reject(new Upstream(system, 'unavailable', { cause })));
    const day = dayOf(response.headers);
    if (day !== null) await pace.left(day);
    if (!response.ok) {
      const cause = faultOfAnswer(system, response, jsonOf(text));
      if (cause.fault === 'rate-limited')
        await pace.refused(CALLS, cause.retryAfter ?? USUAL_PAUSE);
      throw cause;
    }
    const at = new Date(response.headers.get('date') ?? Number.NaN);
    if (Number.isNaN(at.getTime()))
      throw new Upstream(system, 'unavailable', { cause: 'its answer has no date' });
    return { body: text, headers: response.headers, at };
  }

  function read(request: SalesforceRequest): Promise<SalesforceAnswer<string>> {
    const { method = 'GET', onlyReads = method === 'GET' } = request;
    // A row that somebody else holds was not written, so trying again writes nothing twice.
    const mayRepeat = (cause: Upstream) => (onlyReads ? passes(cause) : cause instanceof LockedRow);
    return retryUpstream({ ...retries, mayRepeat }, () => exchange(request));
  }

  return {
    read,
    async send(schema, request) {
      const answer = await read(request);
      const parsed = schema.safeParse(jsonOf(answer.body));
      // No record is made of an answer that nobody understands.
      if (!parsed.success) throw new Upstream(system, 'unavailable', { cause: parsed.error });
      return { ...answer, body: parsed.data };
    },
    async fits(request) {
      const token = await tokens.get();
      const headers = Object.entries(headersOf(token, request)).flat().join(': \r\n');
      const length = addressOf(token, request).href.length + Buffer.byteLength(headers);
      return length <= LONGEST_HEAD - OWN_HEADERS;
    },
    urlOf: async (id) => `${(await tokens.get()).instance}/${encodeURIComponent(id)}`,
  };
}

function addressOf({ instance }: Token, { path, query = {} }: SalesforceRequest): URL {
  const address = new URL(`/services/data/${VERSION}${path}`, instance);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}

const headersOf = (token: Token, { body }: SalesforceRequest): Record<string, string> => ({
  authorization: `Bearer ${token.value}`,
  accept: 'application/json, text/csv, */*',
  ...(body !== undefined && {
    'content-type': body instanceof Blob ? body.type : 'application/json',
  }),
});

/** `api-usage=1200/15000` of the organisation's day, as each answer tells. */
function dayOf(headers: Headers): { calls: number; left: number } | null {
  const [, used, calls] =
    /\bapi-usage=(\d{1,9})\/(\d{1,9})/.exec(headers.get('sforce-limit-info') ?? '') ?? [];
  return calls && Number(calls) > 0
    ? { calls: Number(calls), left: Math.max(0, Number(calls) - Number(used)) }
    : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
