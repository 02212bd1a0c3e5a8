import { z } from 'zod';
import { Upstream } from '../../problem.ts';
import { SECOND } from '../../time/durations.ts';

/** Where it names no time: it refuses logins after several that failed. */
const SHORT_PAUSE = 10 * SECOND;

/** A fault that Tryton means for a person: a rule of the record, or of what the user may do. */
const ForPerson = z.tuple([
  z.literal('UserError'),
  z.tuple([z.string(), z.string()]).rest(z.unknown()),
]);
/** A question that a person would answer with a press: its name, then its words. */
const Question = z.tuple([
  z.literal('UserWarning'),
  z.tuple([z.string(), z.string()]).rest(z.unknown()),
]);

/** By the fault of an answer: what Tryton means for a person is refused, everything else passes. */
export function failureOf(system: string, error: unknown): Upstream {
  const refused = ForPerson.safeParse(error).data?.[1];
  if (refused) return rejected(system, [refused[0], refused[1]].filter(Boolean).join(' · '));
  const question = Question.safeParse(error).data?.[1];
  if (question) return rejected(system, question[1]);
  const name = z.array(z.unknown()).safeParse(error).data?.[0];
  return new Upstream(system, 'unavailable', { cause: name ?? 'a fault without a name' });
}

export function httpFailure(system: string, { status, headers }: Response): Upstream {
  const cause = `HTTP ${status}`;
  if (status === 403) return new Upstream(system, 'unauthorised', { cause });
  if (status === 429) {
    const seconds = Number(headers.get('retry-after'));
    const retryAfter = seconds > 0 ? seconds * SECOND : SHORT_PAUSE;
    return new Upstream(system, 'rate-limited', { cause, retryAfter });
  }
  // Without the database there is no such address: it may come back.
  const passes = status >= 500 || [404, 408, 423].includes(status);
  return passes
    ? new Upstream(system, 'unavailable', { cause })
    : new Upstream(system, 'rejected', { cause, reason: `Tryton answered ${status}` });
}

export const rejected = (system: string, reason: string): Upstream =>
  new Upstream(system, 'rejected', { reason });
