import type { Express, IRouter, Request } from 'express';
import type { Logger } from 'pino';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { StatusFacts } from '../../crm/status/facts.ts';
import type { Store } from '../../crm/store/store.ts';
import { SECOND } from '../../crm/time/durations.ts';
import { resultWithin } from '../adapter/answer-in-time.ts';
import { metricsGuard } from './guard.ts';
import { statusGauges } from './status-gauges.ts';
import type { CallEnded } from './upstream-calls.ts';

/** Prometheus gives up after ten seconds, if nothing else was set. */
const PATIENT = 5 * SECOND;

export interface MetricsParts {
  store: Pick<Store, 'status'>;
  log: Logger;
  now: () => Date;
  /** With it, somebody else than this machine may read them; null: nobody else. */
  token: string | null;
  /** The sources of the systems that are connected. */
  connected: () => readonly string[];
}

export interface Metrics {
  /** Measures every request to `http` from now on, and answers `/metrics`. */
  /** `inside` takes the address that only the own network may read. */
  mount(http: Express, inside: IRouter): void;
  ended: CallEnded;
}

/** Everything that Prometheus reads: the process, requests, calls to other systems, and all that waits in the store. */
export function metricsOf({ store, log, now, token, connected }: MetricsParts): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const calls = new Counter({
    name: 'rapport_upstream_calls_total',
    help: 'Calls to other systems by outcome: ok, a fault of theirs, or broken where it was ours',
    labelNames: ['system', 'outcome'],
    registers: [register],
  });
  const setStatus = statusGauges(register, connected);
  const read = oneAtATime(() => factsOf(store, { log, now: now() }));
  const scrape = oneAtATime(async () => {
    // A read that hangs is waited for by the next scrape, which begins no other.
    setStatus((await resultWithin(PATIENT, read())) ?? null, now());
    return register.metrics();
  });
  return {
    ended: (system, outcome) => calls.inc({ system, outcome }),
    mount(http, inside) {
      measureRequests(http, register);
      inside.get('/metrics', metricsGuard(token), async (_, response) => {
        response.type(register.contentType).send(await scrape());
      });
    },
  };
}

/** Null where the store fails: a scrape never fails for it. */
const factsOf = (
  { status }: Pick<Store, 'status'>,
  { log, now }: { log: Logger; now: Date },
): Promise<StatusFacts | null> =>
  status.facts(now).catch((err: unknown) => {
    log.warn({ err }, 'metrics: the store does not answer');
    return null;
  });

/** All who ask while one is made get the same one. */
function oneAtATime<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let making: Promise<Result> | undefined;
  return () => {
    making ??= make().finally(() => {
      making = undefined;
    });
    return making;
  };
}

function measureRequests(http: Express, register: Registry): void {
  const took = new Histogram({
    name: 'rapport_http_seconds',
    help: 'Time to answer, by route',
    labelNames: ['route', 'status'],
    registers: [register],
  });
  http.use((request, response, next) => {
    const end = took.startTimer();
    response.on('finish', () =>
      end({ route: routeOf(request), status: String(response.statusCode) }),
    );
    next();
  });
}

/** As it was mounted, never as it was asked for: anybody can ask for any number of paths. */
function routeOf({ baseUrl, route }: Request): string {
  const path: unknown = route?.path;
  const mount = baseUrl.toLowerCase();
  return typeof path === 'string' ? `${mount}${path}` : mount || 'none';
}
