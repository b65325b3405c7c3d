import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** So that neither processor waits for the other at the end. */
const LONGEST_FIRST = ['data-path', 'faults', 'killing', 'recovery', 'limits', 'conformance', 'rig'];

const rank = ({ moduleId }: TestSpecification): number =>
  LONGEST_FIRST.findIndex((name) => moduleId.endsWith(`/${name}.lab.ts`));

class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((one, other) => rank(one) - rank(other)));
  }
}

const isBenchmark = process.env['LAB_BENCH'] === '1';

// eslint-disable-next-line no-restricted-syntax -- vitest reads the default export
export default defineConfig({
  test: {
    include: isBenchmark ? ['test/lab/bench/*.bench.ts'] : ['test/lab/**/*.lab.ts'],
    // A fleet computes on one processor and a half. Three of them on two spend far more on the same
    // work, since their emulators drive each other out of the caches.
    maxWorkers: isBenchmark ? 1 : 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 420_000,
    hookTimeout: 300_000,
    reporters: ['verbose'],
  },
});
