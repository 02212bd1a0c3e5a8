import type { Logger } from 'pino';
import { Upstream } from '../../crm/problem.ts';
import { passes } from '../../crm/retry.ts';
import type { Store } from '../../crm/store/store.ts';
import { MINUTE, SECOND } from '../../crm/time/durations.ts';
import { resultWithin } from './answer-in-time.ts';
import { workInFlight } from './work-in-flight.ts';

/** Asks that were acknowledged before their answer left: should this copy be killed, another one answers. */
export interface PendingAsks {
  /** Keeps the ask, so that it may be acknowledged. Where the store does not take it in time, the answer rests on this copy alone. */
  keep(key: string, payload: unknown): Promise<void>;
  /** True where it is kept, so that somebody tries again. */
  isKept(key: string): Promise<boolean>;
  /** The ask is over when its answer has left. A platform that does not answer is tried again later. */
  end(key: string, answer: Promise<void>): Promise<void>;
  /** Looks now, and every few seconds, for asks that killed copies left, and answers them. */
  start(answer: (payload: unknown) => Promise<void>): void;
  stop(): Promise<void>;
}

/** A copy that was silent for so long is gone. */
const LEASE = 15 * SECOND;
const EVERY = 5 * SECOND;
/** Slack takes answers for so long. */
const VALID = 30 * MINUTE;
/** Part of the 3 seconds in which Slack wants its acknowledgement. */
const PATIENCE = SECOND;

export function pendingAsks(
  platform: string,
  { store, now, log }: { store: Pick<Store, 'pendingAsks'>; now: () => Date; log: Logger },
): PendingAsks {
  const ours = new Map<string, Promise<unknown>>();
  const flight = workInFlight();
  const lease = () => new Date(now().getTime() + LEASE);
  let timer: NodeJS.Timeout | undefined;

  async function end(key: string, answer: Promise<void>): Promise<void> {
    try {
      await answer;
    } catch (cause) {
      // Its lease ends by itself, and then it is tried again.
      if (cause instanceof Upstream && passes(cause)) ours.delete(key);
      throw cause;
    } finally {
      const kept = ours.get(key);
      ours.delete(key);
      if (kept) await kept.then(() => store.pendingAsks.remove(key)).catch(() => {});
    }
  }

  async function look(answer: (payload: unknown) => Promise<void>): Promise<void> {
    if (ours.size > 0) await store.pendingAsks.renew([...ours.keys()], lease());
    const expired = new Date(now().getTime() - VALID);
    const left = await store.pendingAsks.takeOver(platform, {
      now: now(),
      until: lease(),
      expired,
    });
    const ends = left
      .filter((ask) => !ours.has(ask.key))
      .map(({ key, payload }) => {
        ours.set(key, Promise.resolve());
        return end(key, answer(payload)).catch((cause: unknown) =>
          log.warn({ err: cause }, 'an earlier ask was not answered yet'),
        );
      });
    await Promise.all(ends);
  }

  return {
    async keep(key, payload) {
      const kept = store.pendingAsks.save({ key, platform, payload, at: now() }, lease());
      ours.set(key, kept);
      // A store that is down says so in the answer.
      await resultWithin(
        PATIENCE,
        kept.catch(() => {}),
      );
    },
    isKept: async (key) =>
      ours.get(key)?.then(
        () => true,
        () => false,
      ) ?? false,
    end,
    start(answer) {
      // A store that is down is noticed by others, and looked at again in a moment.
      const now = () => void flight.track(look(answer).catch(() => {}));
      timer = setInterval(now, EVERY);
      now();
    },
    async stop() {
      clearInterval(timer);
      await flight.settled();
    },
  };
}
