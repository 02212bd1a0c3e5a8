import { defineConfig } from 'vitest/config';
import config, { include } from '../vitest.config.ts';

export default defineConfig({
  test: {
    ...config.test,
    globalSetup: ['test/setup.ts', 'test/tryton/setup.ts'],
    include: include('test/tryton/*.tryton.ts'),
    maxWorkers: 1,
  },
});
