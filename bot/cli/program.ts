import { Problem } from '../../crm/problem.ts';

/** Runs a program: what was foreseen becomes one line that says what to do, and exit code 1. */
export async function program(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    console.error(cause instanceof Problem ? `${cause.say} ${cause.try}` : cause);
    process.exitCode = 1;
  }
}
