import { defineConfig } from 'vitest/config';

// eslint-disable-next-line no-restricted-syntax -- vitest reads the default export
export default defineConfig({
  test: {
    include: process.env['LAB_BENCH'] === '1' ? ['test/lab/bench/*.bench.ts'] : ['test/lab/**/*.lab.ts'],
    // One laboratory at a time: it has all processors.
    fileParallelism: false,
    testTimeout: 420_000,
    hookTimeout: 180_000,
    reporters: ['verbose'],
  },
});
