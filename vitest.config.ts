import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** What takes longest, so that none of it is left alone at the end. vitest knows that only from a run before. */
const SLOWEST = [
  'test/docs/docs.test.ts',
  'test/observe/stopping.test.ts',
  'controller/source/git-http.test.ts',
  'test/ci/gitlab.test.ts',
  'test/ci/github-action.test.ts',
  'cli/api/openapi.test.ts',
];

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = SLOWEST.indexOf(relative(this.ctx.config.root, moduleId));
      return at === -1 ? SLOWEST.length : at;
    };
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: ['{core,store,controller,csi,cli,schemas,tools,test}/**/*.test.ts'],
    // Every moment of a crash, every example bent in every way: npm run test:exhaustive.
    exclude: ['test/sanity/**', '**/*.exhaustive.test.ts'],
    // vitest leaves one processor free, which on two is half the machine; some files wait for processes they have started.
    maxWorkers: Math.max(3, availableParallelism()),
    sequence: { sequencer: SlowestFirst },
    // Files of one worker share modules: no test changes one, and loading them anew for each took a third of the time.
    isolate: false,
    // Nothing is timed: a test that tries every moment of a crash takes seconds on a busy machine.
    testTimeout: 60_000,
    setupFiles: ['test/seed.ts'],
    restoreMocks: true,
  },
});
