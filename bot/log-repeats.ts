import type { LogFn, Logger } from 'pino';
import { z } from 'zod';
import { MINUTE } from '../crm/time/durations.ts';

/** Pino's numbers. */
const [WARN, ERROR] = [40, 50];
/** As many references as one summary names. */
const NAMED = 200;

interface Repeated {
  write: (fields: object, message: string) => void;
  message: string;
  fault: string;
  /** Since the last summary, and in all. */
  times: number;
  total: number;
  references: string[];
}

/**
 * Writes a fault that comes again and again once when it begins, once every while with how often it came and under which
 * references, and once when it is over. An outage of the database fails every worker every two seconds.
 */
export function foldRepeats(every = MINUTE) {
  const known = new Map<string, Repeated>();
  let timer: NodeJS.Timeout | undefined;

  function summarise(): void {
    for (const [key, repeated] of known) {
      const { write, message, fault, times, total, references } = repeated;
      if (times > 0)
        write({ fault, times, total, references: references.slice(0, NAMED) }, `${message}, again`);
      else {
        known.delete(key);
        if (total > 1) write({ fault, total }, `${message}: over`);
      }
      Object.assign(repeated, { times: 0, references: [] });
    }
    if (known.size === 0) timer = void clearInterval(timer);
  }
  // A summary that is due is not lost with the process.
  process.once('exit', summarise);

  return {
    logMethod(this: Logger, args: Parameters<LogFn>, method: LogFn, level: number): void {
      const line = level === WARN || level === ERROR ? Line.safeParse(args).data : undefined;
      const fault = line && signatureOf(line[0]);
      if (!line || fault === undefined) {
        method.apply(this, args);
        return;
      }
      const [{ reference }, message] = line;
      const key = `${message} ${fault}`;
      const before = known.get(key);
      if (before) {
        before.times += 1;
        before.total += 1;
        if (reference) before.references.push(reference);
        return;
      }
      const write: Repeated['write'] = (...some) => method.apply(this, some);
      known.set(key, { write, message, fault, times: 0, total: 1, references: [] });
      timer ??= setInterval(summarise, every).unref();
      method.apply(this, args);
    },
  };
}

const Line = z.tuple([
  z.looseObject({
    err: z.unknown().optional(),
    fault: z.string().optional(),
    reference: z.string().optional(),
  }),
  z.string(),
]);

/** Tells faults apart without their numbers and names; all ways in which a database is not to be reached are one. */
function signatureOf({
  err,
  fault,
}: {
  err?: unknown;
  fault?: string | undefined;
}): string | undefined {
  if (err === undefined && fault === undefined) return undefined;
  const { code, message } = Fault.catch({}).parse(err);
  const said = `${code ?? ''} ${message ?? fault ?? ''}`;
  if (UNREACHABLE.test(said)) return 'the database is not to be reached';
  return said.replace(/\d+/g, '…').trim().slice(0, 80);
}

const Fault = z.looseObject({ code: z.string().optional(), message: z.string().optional() });
const UNREACHABLE =
  /ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|\b(?:57P0\d|08\d{3})\b|connection terminated|connection timeout|trying to connect|database did not answer|not queryable|server closed|can't reach database|socket hang up/i;
