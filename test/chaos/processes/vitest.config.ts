import { defineConfig } from 'vitest/config';
import { include } from '../../vitest.config.ts';
import config from '../vitest.config.ts';

export default defineConfig({
  test: { ...config.test, include: include('test/chaos/processes/*.chaos.ts') },
});
