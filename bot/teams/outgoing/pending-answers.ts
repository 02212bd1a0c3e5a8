import type { Reply } from '../../../commands/command.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import { resultWithin } from '../../adapter/answer-in-time.ts';
import { workInFlight } from '../../adapter/work-in-flight.ts';
import type { App, Request } from '../../platform.ts';

export interface PendingAnswers {
  /** The reply, or null where it takes too long; asked the same again, it gives the answer that was under way. */
  answerInTime(request: Request): Promise<Reply | null>;
  /** Resolves with the answer that `inTime` did not wait for. */
  findPending(request: Request): Promise<Reply> | null;
  /** The same by the name of its delivery. */
  findDelivery(delivery: string): { request: Request; work: Promise<Reply> } | null;
  /** Waits for everything that was begun. */
  settled(): Promise<void>;
}

const KEPT = MINUTE;

export function pendingAnswers(app: App, patience: number): PendingAnswers {
  const late = new Map<string, { request: Request; work: Promise<Reply> }>();
  const flight = workInFlight();
  const keyOf = ({ account, place, ask }: Request): string =>
    JSON.stringify([account.tenant, account.user, place.id, ask]);

  return {
    async answerInTime(request) {
      const key = keyOf(request);
      const work = late.get(key)?.work ?? flight.track(app.handle(request));
      const reply = await resultWithin(patience, work);
      if (reply) {
        late.delete(key);
        return reply;
      }
      late.set(key, { request, work });
      const forget = () => setTimeout(() => late.delete(key), KEPT).unref();
      work.then(forget, forget);
      return null;
    },
    findPending: (request) => late.get(keyOf(request))?.work ?? null,
    findDelivery: (delivery) =>
      [...late.values()].find(({ request }) => request.delivery === delivery) ?? null,
    settled: flight.settled,
  };
}
