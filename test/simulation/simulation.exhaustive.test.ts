import { describe, expect, it } from 'vitest';
import { crashAt, crashPoints } from './crash-matrix.ts';
import { runHistory } from './history.ts';
import { VOLUME_KINDS } from './inventory.ts';

/** `npm run test:simulation` tries them all; these few are tried with every change. */
describe('a process that dies at a call it makes', () => {
  it.each(VOLUME_KINDS)('is made good by its next start and by clients that ask again: $name', async (kind) => {
    const points = await crashPoints(kind);
    expect(points.length).toBeGreaterThan(150);
    const every = 29;
    for (const point of points.filter((_, at) => at % every === 0)) {
      expect(await crashAt(point), point.name).toEqual([]);
    }
  });
});

describe('a drawn history', () => {
  it.each([1, 2, 3, 4, 5])('of seed %d leaves nothing lost, doubled or left over', async (seed) => {
    expect((await runHistory({ seed, steps: 300 })).violations).toEqual([]);
  });

  it('is the same whenever it is drawn', async () => {
    const [once, again] = [await runHistory({ seed: 6, steps: 300 }), await runHistory({ seed: 6, steps: 300 })];
    expect(once.trace.length).toBeGreaterThan(300);
    expect(again.trace).toEqual(once.trace);
  });
});
