import { z } from 'zod';
import { Upstream } from '../../problem.ts';
import { HOUR, SECOND } from '../../time/durations.ts';

/** The key may not see this kind of object, or it does not exist. */
export class HiddenObject extends Upstream {}

/** A field that was there is hidden now, so the fields are to be asked for again. */
export class HiddenField extends Upstream {}

/** There is no such record. */
export class MissingRecord extends Upstream {}

/** Somebody else is writing the record or its account at this moment, so nothing was done. */
export class LockedRow extends Upstream {}

/** A position in a stream of results that Salesforce keeps no longer. */
export class ExpiredPosition extends Upstream {}

/** The token ran out, or was taken back. */
export class EndedSession extends Upstream {}

/** Salesforce says everything that is wrong in a list. */
const Faults = z
  .union([
    z.array(z.object({ errorCode: z.string().default(''), message: z.string().default('') })),
    z.object({ errorCode: z.string(), message: z.string().default('') }).transform((one) => [one]),
  ])
  .catch([]);

/** Its requests are counted over 24 hours, and it names no time. */
export const USUAL_PAUSE = HOUR / 4;

const PASSING =
  /^(?:QUERY_TIMEOUT|SERVER_UNAVAILABLE|UNKNOWN_EXCEPTION|APEX_ERROR|OPERATION_TOO_LARGE|TXN_SECURITY_METERING_ERROR)$/;
const LIMITED = /^(?:REQUEST_LIMIT_EXCEEDED|TOO_MANY_REQUESTS|REQUEST_RUNNING_TOO_LONG)$/;
const HIDDEN_KIND = /^(?:INVALID_TYPE|OBJECT_NOT_FOUND)$/;

/** The fault that an answer other than 2xx stands for. */
export function faultOfAnswer(
  system: string,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  json: unknown,
): Upstream {
  const faults = Faults.parse(json);
  const code = faults[0]?.errorCode ?? '';
  const reason = [...new Set(faults.map(({ message }) => message.trim()))]
    .filter(Boolean)
    .join(' · ');
  const details = { ...(reason && { reason }), cause: `HTTP ${status} ${code}`.trim() };
  if (status === 401) return new EndedSession(system, 'unauthorised', details);
  if (status === 429 || LIMITED.test(code)) {
    const seconds = Number(headers.get('retry-after'));
    const retryAfter = seconds > 0 ? seconds * SECOND : USUAL_PAUSE;
    return new Upstream(system, 'rate-limited', { ...details, retryAfter });
  }
  if (status === 300)
    return new Upstream(system, 'rejected', {
      ...details,
      reason: 'Several records have the same key there: delete all but one',
    });
  if (code === 'UNABLE_TO_LOCK_ROW') return new LockedRow(system, 'unavailable', details);
  if (status >= 500 || status === 408 || PASSING.test(code))
    return new Upstream(system, 'unavailable', details);
  const refused = { ...details, reason: reason || `Salesforce answered ${status} ${code}`.trim() };
  if (code === 'INVALID_QUERY_LOCATOR' || code === 'INVALID_LOCATOR')
    return new ExpiredPosition(system, 'rejected', refused);
  if (code === 'NOT_FOUND') return new MissingRecord(system, 'rejected', refused);
  if (HIDDEN_KIND.test(code)) return new HiddenObject(system, 'rejected', refused);
  if (code === 'INVALID_FIELD') return new HiddenField(system, 'rejected', refused);
  if (code === 'API_DISABLED_FOR_ORG' || code === 'API_CURRENTLY_DISABLED')
    return new Upstream(system, 'unauthorised', refused);
  return new Upstream(system, 'rejected', refused);
}
