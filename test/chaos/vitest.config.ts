import { defineConfig } from 'vitest/config';
import config from '../vitest.config.ts';

// One file at a time: each is about waits, which a busy machine makes longer.
export default defineConfig({
  test: { ...config.test, include: ['test/chaos/**/*.chaos.ts'], maxWorkers: 1 },
});
