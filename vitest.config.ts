import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,store,controller,csi,cli,schemas,tools,test}/**/*.test.ts'],
    exclude: ['test/{sanity,lab}/**'],
    // vitest leaves one processor free, which on two is half the machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    restoreMocks: true,
  },
});
