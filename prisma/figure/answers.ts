import type { Scope } from '../../crm/figure/scope.ts';
import type { Parameters } from '../timeline/entries.ts';
import { happenedIn } from './scope-sql.ts';

/** We wrote, called or met. Notes and events of the system are no answers. */
export const IS_ANSWER = `e.record_kind = 'ticket' AND e.direction = 'outbound' AND e.kind IN ('email', 'call', 'message', 'meeting')`;
/** The customer can read it, and no bot wrote it. */
export const IS_PUBLIC_AND_HUMAN = `e.visibility = 'everyone' AND e.channel <> 'system'`;

/**
 * Tickets that were answered in the scope or, where nobody answered, opened in it, with `answered_at`: the first public
 * answer by one of us. Where answers stand on the timeline, these say when it was; else the help desk does, unless its
 * answer was a bot's or the customer's own.
 */
export const answeredTickets = (scope: Scope, add: Parameters['add']): string =>
  `(SELECT t.source, t.external_id, t.customer_id, t.opened_at, t.schedule, a.answered_at FROM (
      SELECT t.* FROM ticket t WHERE ${happenedIn('t.first_response_at', scope, add)}
      UNION SELECT t.* FROM ticket t WHERE ${happenedIn('t.opened_at', scope, add)}
      UNION SELECT t.* FROM entry e JOIN ticket t ON t.source = e.source AND t.external_id = e.record_id WHERE ${happenedIn('e.at', scope, add)} AND ${IS_ANSWER}
    ) t CROSS JOIN LATERAL (
      SELECT CASE WHEN count(*) > 0 THEN min(e.at) FILTER (WHERE ${IS_PUBLIC_AND_HUMAN})
          WHEN t.first_response_by IS NULL OR t.first_response_by = 'colleague' THEN t.first_response_at END AS answered_at
        FROM entry e WHERE e.customer_id = t.customer_id AND e.at >= t.opened_at AND e.at < ${add(scope.until)}::timestamptz
         AND (t.solved_at IS NULL OR e.at <= t.solved_at + interval '1 day') AND e.source = t.source AND e.record_id = t.external_id AND ${IS_ANSWER}
    ) a)`;
