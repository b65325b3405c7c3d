// @ts-check
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/etcd/*.etcd.ts'],
    // Revisions are etcd's: another test that writes at the same time would take some.
    fileParallelism: false,
    testTimeout: 60_000,
    setupFiles: ['test/seed.ts'],
  },
});
