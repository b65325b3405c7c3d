import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkerInThread } from '../../cli/serve/thread-checker.ts';
import { checkerInThisThread } from '../../cli/serve/revision-checker.ts';
import { CONFIG_REPOSITORY } from '../../cli/init/config-repository.ts';

const WORKER = new URL('../../dist/bundle/check-worker.js', import.meta.url);

beforeAll(() => {
  if (!existsSync(WORKER)) throw new Error('run npm run build first');
});

const MANY = JSON.stringify(Array.from({ length: 64 }, (_, at) => at));

/** A hundred thousand steps for each object, which it refuses. */
const COSTLY = Array.from(
  { length: 100 },
  (_, at) => `apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata: { name: costly-${String(at)} }
spec:
  scope: Config
  validations:
    - expression: >-
        ${MANY}.all(a, ${MANY}.all(b, a + b + ${MANY}.size() < 1000)) && object.metadata.name == ''
`,
).join('---\n');

const FILES = Object.entries({ ...CONFIG_REPOSITORY, 'costly.yaml': COSTLY })
  .filter(([path]) => path.endsWith('.yaml'))
  .map(([path, text]) => ({ path, text }));

const reportBug = (error: unknown): never => {
  throw error;
};

describe('the thread that checks a revision', () => {
  it('finds what this thread would find, and leaves it turning meanwhile', async () => {
    const checker = checkerInThread({ worker: WORKER, limits: undefined, reportBug });
    let ended = false;
    const checked = checker.check(FILES, undefined).finally(() => {
      ended = true;
    });
    let turns = 0;
    const turn = (): void => {
      turns += 1;
      if (!ended) setImmediate(turn);
    };
    setImmediate(turn);
    const found = await checked;
    // A check in this thread would leave it one turn.
    expect(turns).toBeGreaterThan(10);
    expect(found).toEqual(await checkerInThisThread(undefined).check(FILES, undefined));
    expect(found.findings).toHaveLength(100);
  });
});
