import cron, { type ScheduledTask } from 'node-cron';
import type { Queue } from '../crm/queue.ts';
import { MINUTE } from '../crm/time/durations.ts';
import type { Job, JobContext } from './job.ts';

export interface Scheduler {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Connects jobs to the queue and the clock. The clock keeps nothing, so a tick only enqueues: its key is the job and
 * the slot, and several copies of the bot enqueue one job between them.
 */
export function scheduler(jobs: readonly Job[], queue: Queue, context: JobContext): Scheduler {
  const ticking: ScheduledTask[] = [];
  return {
    async start() {
      for (const job of jobs) {
        const { failed } = job;
        await queue.work(job.kind, (data) => job.run(data, context), {
          failed: failed && ((data, cause) => failed(data, cause, context)),
          // One slot of the clock follows another.
          atOnce: job.cron ? 1 : undefined,
        });
        if (job.atStart) await tick(job, queue, context.now());
        if (job.cron)
          ticking.push(
            cron.schedule(job.cron, () => tick(job, queue, context.now()), {
              timezone: 'Etc/UTC',
              noOverlap: true,
            }),
          );
      }
    },
    async stop() {
      await Promise.all(ticking.map((task) => task.destroy()));
    },
  };
}

function tick(job: Job, queue: Queue, now: Date): Promise<void> {
  const slot = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE).toISOString();
  return queue.send(job.kind, { slot }, { key: `${job.kind.id}:${slot}` });
}
