import { Problem } from '../../crm/problem.ts';
import { isDiskFull } from '../disk-full.ts';

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
