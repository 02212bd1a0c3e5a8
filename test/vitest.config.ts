import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    globalSetup: ['test/setup.ts'],
    include: [process.env['MUST_FAIL'] ? 'test/guard/must-fail.ts' : 'test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Every test has a store and servers of its own, so files share a process: a third of the time is saved.
    isolate: false,
  },
});
