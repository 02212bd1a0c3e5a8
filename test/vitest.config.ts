import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { missingReference } from './missing-reference.ts';
import { temporaryFolder } from './temporary-folder.ts';

// Also for the processes that tests start.
process.env['TMPDIR'] = temporaryFolder();

/** These files, or the one test that fails, where `npm run guard` asks for a fault. */
export const include = (files: string): string[] => [
  process.env['MUST_FAIL'] ? 'test/guard/must-fail.ts' : files,
];

/** Checking the whole source takes longer than any other file, so it begins first. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSource = ({ moduleId }: TestSpecification) => moduleId.endsWith('/test/source.test.ts');
    return [...sorted.filter(isSource), ...sorted.filter((file) => !isSource(file))];
  }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    reporters: ['default', missingReference],
    globalSetup: ['test/setup.ts'],
    include: include('test/**/*.test.ts'),
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 3,
    // Every test has a store and servers of its own, so files share a process: a third of the time is saved.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
