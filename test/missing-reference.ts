import type { Reporter, TestModule } from 'vitest/node';

/** Begins the name of tests that need the full reference data, which is not part of the project. */
export const REFERENCE = 'on the reference data:';
/** Begins the name of tests that become another user, as root alone may. */
export const OTHER_USER = 'as another user:';

const REASONS: Readonly<Record<string, string>> = {
  [REFERENCE]: 'the reference data (../shared/data) is not beside the project',
  [OTHER_USER]: 'they start programs as another user, which only root may',
};

/** Says at the end of a run, loudly, how many tests did not run because something they need is not there. */
export const missingReference: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    for (const [name, reason] of Object.entries(REASONS)) warn(modules, name, reason);
  },
};

function warn(modules: readonly TestModule[], name: string, reason: string): void {
  const missed = modules
    .map((one) => ({
      file: one.relativeModuleId,
      tests: [...one.children.allTests('skipped')].filter(({ fullName }) => fullName.includes(name))
        .length,
    }))
    .filter(({ tests }) => tests > 0);
  if (missed.length === 0) return;
  const count = missed.reduce((sum, { tests }) => sum + tests, 0);
  console.warn(
    `\n⚠ ${count} TESTS DID NOT RUN: ${reason}. They are in ${missed.map(({ file }) => file).join(', ')}.\n`,
  );
}
