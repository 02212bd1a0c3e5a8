import type { Reply } from '../../commands/command.ts';
import type { App, Request } from '../platform.ts';
import { MINUTE } from '../../crm/time/durations.ts';

export interface Answers {
  /** The reply, or null where it takes too long; asked the same again, it gives the answer that was under way. */
  inTime(request: Request): Promise<Reply | null>;
  /** Resolves with the answer that `inTime` did not wait for. */
  underWay(request: Request): Promise<Reply> | null;
  /** Waits for everything that was begun. */
  settled(): Promise<void>;
}

const KEPT = MINUTE;

export function answers(app: App, patience: number): Answers {
  const late = new Map<string, Promise<Reply>>();
  const running = new Set<Promise<Reply>>();
  const keyOf = ({ account, place, ask }: Request): string =>
    JSON.stringify([account.tenant, account.user, place.id, ask]);

  function begin(request: Request): Promise<Reply> {
    const work = app.handle(request);
    running.add(work);
    const over = () => running.delete(work);
    work.then(over, over);
    return work;
  }

  return {
    async inTime(request) {
      const key = keyOf(request);
      const work = late.get(key) ?? begin(request);
      const reply = await Promise.race([work, after(patience)]);
      if (reply) {
        late.delete(key);
        return reply;
      }
      late.set(key, work);
      const forget = () => setTimeout(() => late.delete(key), KEPT).unref();
      work.then(forget, forget);
      return null;
    },
    underWay: (request) => late.get(keyOf(request)) ?? null,
    settled: async () => {
      await Promise.allSettled(running);
    },
  };
}

/** Null after so many milliseconds. */
export function after(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, null).unref());
}
