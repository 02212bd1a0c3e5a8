import type { Reporter, TestModule } from 'vitest/node';

/** Begins the name of tests that need the full reference data, which is not part of the project. */
export const REFERENCE = 'on the reference data:';

/** Says at the end of a run, loudly, how many tests did not run because the reference data is not there. */
export const missingReference: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const missed = modules
      .map((one) => ({
        file: one.relativeModuleId,
        tests: [...one.children.allTests('skipped')].filter(({ fullName }) =>
          fullName.includes(REFERENCE),
        ).length,
      }))
      .filter(({ tests }) => tests > 0);
    if (missed.length === 0) return;
    const count = missed.reduce((sum, { tests }) => sum + tests, 0);
    console.warn(
      `\n⚠ ${count} TESTS DID NOT RUN: the reference data (../shared/data) is not beside the project. They are in ${missed.map(({ file }) => file).join(', ')}.\n`,
    );
  },
};
