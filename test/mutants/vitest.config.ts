import { defineConfig } from 'vitest/config';

/** For one run of the mutation tester: only the tests that tell of the file that is mutated, without store and server. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: process.env['MUTANTS_MEET']?.split(' ') ?? ['test/crm/*.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 1,
    isolate: false,
  },
});
