import type { Event } from '../../crm/event/event.ts';
import { handleEventJob } from '../../crm/event/jobs.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import type { JobContext } from '../job.ts';
import type { Consumer } from './consumer.ts';

/** How long another process's events may lie until somebody looks. This process says when it appended some. */
const POLL = 2000;
/** Events that are read at once. Those that a consumer does not want count, so that it passes them quickly. */
const BATCH = 200;

export interface EventRunner {
  start(): Promise<void>;
  /** Finishes what is in flight. */
  stop(): Promise<void>;
}

/** Brings the events to the consumers. Of several copies of the bot each may do the next batch; one of them does. */
export function eventRunner(
  consumers: readonly Consumer[],
  context: JobContext,
  fault: (cause: unknown) => void,
): EventRunner {
  const running = new AbortController();
  const loops: Promise<void>[] = [];
  const { events } = context.store;
  async function serve(consumer: Consumer): Promise<void> {
    const bell = bellOf(running.signal);
    const hush = events.onAppended(bell.ring);
    while (!running.signal.aborted) {
      bell.silence();
      const moved = await advance(consumer, context).catch((cause: unknown) => {
        fault(cause);
        return false;
      });
      if (!moved) await bell.rings(POLL);
    }
    hush();
  }
  return {
    async start() {
      await events.register(consumers.map(({ name }) => name));
      loops.push(...consumers.map(serve));
    },
    async stop() {
      running.abort();
      await Promise.all(loops);
    },
  };
}

/** Deals with the next batch; false where there is none, or another copy was faster. */
export async function advance(consumer: Consumer, context: JobContext): Promise<boolean> {
  const { name, kinds } = consumer;
  const batch = await context.store.events.next(name, { kinds, limit: BATCH });
  if (!batch) return false;
  const { events, from, to } = batch;
  // Most are wanted by nobody here: one small statement instead of a transaction.
  if (events.length === 0) return context.store.events.pass(name, { from, to });
  const changes = await decide(consumer, events, context);
  const position: Change = { kind: 'position', consumer: name, from, to };
  return (await context.store.commit([position, ...changes], context.now())) === 'done';
}

/** An event that cannot be dealt with now does not hold up the others: the queue tries it again, more and more rarely. */
async function decide(
  consumer: Consumer,
  events: readonly Event[],
  context: JobContext,
): Promise<readonly Change[]> {
  try {
    return await consumer.handle(events, context);
  } catch {
    // The queue keeps the cause of its own tries.
    return events.map(({ position }) =>
      sendJob(
        handleEventJob,
        { consumer: consumer.name, event: position },
        { key: `${consumer.name}:${position.transaction}:${position.id}` },
      ),
    );
  }
}

/** Wakes the consumer after an append, or after a while. A ring that comes before it waits is not missed. */
function bellOf(stop: AbortSignal) {
  let rung = false;
  let wake = (): void => {};
  const ring = (): void => {
    rung = true;
    wake();
  };
  stop.addEventListener('abort', ring);
  return {
    ring,
    silence() {
      rung = stop.aborted;
    },
    async rings(atLatest: number): Promise<void> {
      if (rung) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, atLatest);
      wake = resolve;
      await promise;
      clearTimeout(timer);
      wake = () => {};
    },
  };
}
