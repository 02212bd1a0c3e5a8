import { AsyncLocalStorage } from 'node:async_hooks';
import { Upstream } from '../../../crm/problem.ts';
import { WAITING_TIMES } from '../config.ts';

/** One piece of work at Teams' connector. */
export interface ConnectorCall {
  /** Ends it, wherever it is by then. */
  signal: AbortSignal;
  /** Something that creates left for Teams and was not refused: whether it arrived may be unknown. */
  left: boolean;
}

const current = new AsyncLocalStorage<ConnectorCall>();

export const newCall = (longest = WAITING_TIMES.call): ConnectorCall => ({
  signal: AbortSignal.timeout(longest),
  left: false,
});
export const currentCall = (): ConnectorCall => current.getStore() ?? newCall();

/** Runs `work`, whose requests to the connector count as this call. Throws `Upstream` when its time is over. */
export async function runWithinCall<Result>(
  call: ConnectorCall,
  work: () => Promise<Result>,
): Promise<Result> {
  const late = (): Upstream => new Upstream('teams', 'unavailable', { cause: call.signal.reason });
  if (call.signal.aborted) throw late();
  const { promise: over, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(late());
  call.signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([current.run(call, work), over]);
  } finally {
    call.signal.removeEventListener('abort', end);
  }
}
