import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,store,controller,csi,cli,schemas,tools,test}/**/*.test.ts'],
    exclude: ['test/sanity/**'],
    // vitest leaves one processor free, which on two is half the machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Files of one worker share modules: no test changes one, and loading them anew for each took a third of the time.
    isolate: false,
    // Nothing is timed: a test that tries every moment of a crash takes seconds on a busy machine.
    testTimeout: 60_000,
    setupFiles: ['test/seed.ts'],
    restoreMocks: true,
  },
});
