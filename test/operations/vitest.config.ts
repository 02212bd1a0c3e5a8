import { defineConfig } from 'vitest/config';
import config, { include } from '../vitest.config.ts';

export default defineConfig({
  test: {
    ...config.test,
    include: include('test/operations/*.operations.ts'),
    testTimeout: 600_000,
  },
});
