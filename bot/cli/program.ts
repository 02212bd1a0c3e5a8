import { Problem } from '../../crm/problem.ts';

/** Runs a program: what was foreseen becomes one line that says what to do, and exit code 1. */
export async function program(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const problem = isDiskFull(cause) ? diskFull(cause) : cause;
    console.error(problem instanceof Problem ? `${problem.say} ${problem.try}` : problem);
    process.exitCode = 1;
  }
}

const diskFull = (cause: unknown): Problem =>
  new Problem('disk-full', {
    say: 'The disk that holds the records is full.',
    try: 'Make room there, and start again: what was done is stored.',
    cause,
  });

/** PostgreSQL's word for it, and the machine's. */
const FULL: ReadonlySet<unknown> = new Set(['53100', 'ENOSPC']);

/** Whether that, or anything that led to it, is a disk without room: the queue, the store and Node each say it their own way. */
const isDiskFull = (cause: unknown): boolean =>
  cause instanceof Error &&
  (('code' in cause && FULL.has(cause.code)) ||
    cause.message.includes('No space left on device') ||
    isDiskFull(cause.cause));
