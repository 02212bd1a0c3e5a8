import { SECOND } from '../../crm/time/durations.ts';
import type { Database } from '../database/database.ts';
import { SCHEMA } from './options.ts';

/** Takes workers on for queues that have something to do. */
export interface Hiring {
  /** `employ` is called with the queue's first job, and never again. */
  wanted(queue: string, employ: () => Promise<void>): void;
  /** A job came into this queue. */
  heard(queue: string): void;
  /** Looks into all queues at once, now and every other second, for what nobody heard of. */
  start(): Promise<void>;
  /** Finishes what it began; after it, nobody is taken on any more. */
  stop(): Promise<void>;
}

const EVERY = 2 * SECOND;

/**
 * Most queues are empty most of the time, and each worker looks into its own again and again: a queue without a worker
 * costs a small part of one statement that asks for all of them.
 */
export function hiringOn(database: Database, fault: (cause: unknown) => void): Hiring {
  const empty = new Map<string, () => Promise<void>>();
  const begun = new Set<Promise<void>>();
  let working = false;
  let pause: NodeJS.Timeout | undefined;

  function begin(work: () => Promise<void>): Promise<void> {
    const one = work().catch((cause: unknown) => {
      if (working) fault(cause);
    });
    begun.add(one);
    return one.finally(() => begun.delete(one));
  }

  function heard(queue: string): void {
    const employ = empty.get(queue);
    if (!employ || !working) return;
    empty.delete(queue);
    void begin(async () => {
      try {
        await employ();
      } catch (cause) {
        // The next look tries again.
        empty.set(queue, employ);
        throw cause;
      }
    });
  }

  async function look(): Promise<void> {
    if (empty.size > 0)
      for (const { queue } of await database.query<{ queue: string }>(
        WAITING,
        [[...empty.keys()]],
        {
          name: 'queues-with-jobs',
        },
      ))
        heard(queue);
  }

  function lookLater(): void {
    pause = setTimeout(() => void begin(look).then(() => working && lookLater()), EVERY);
  }

  return {
    wanted(queue, employ) {
      empty.set(queue, employ);
    },
    heard,
    async start() {
      working = true;
      lookLater();
      await look();
    },
    async stop() {
      working = false;
      clearTimeout(pause);
      await Promise.all(begun);
    },
  };
}

const WAITING = `SELECT queue FROM unnest($1::text[]) AS asked (queue)
  WHERE EXISTS (SELECT 1 FROM ${SCHEMA}.job j WHERE j.name = queue AND j.state < 'active')`;
