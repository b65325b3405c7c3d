import { describe, expect, it } from 'vitest';
import type { PlacementView } from '../model/constraints.ts';
import { reviewPlacement } from './index.ts';
import { compiled, driveClassOf, policyOf, requestOf, viewOf } from './testing/policies.ts';

const [a, b, c] = [
  driveClassOf({ enclosure: 'e1', rack: 'r1', wear: 'fresh' }),
  driveClassOf({ enclosure: 'e2', rack: 'r2', wear: 'worn-out' }),
  driveClassOf({ enclosure: 'e3', rack: 'r1', wear: 'worn-out' }),
];
const anywhere = driveClassOf({ enclosure: 'e4' });

const single = viewOf('single', a);
const slice = viewOf('slice', a);
const mirror = viewOf('mirror', a, b);
const inOneRack = viewOf('mirror', a, c);
const array = viewOf('striped-mirror', a, b, c, b);

describe('what rules read of a placement', () => {
  it.each<[string, PlacementView, string]>([
    ['its backend', single, 'placement.backend == "main"'],
    ['the pools that all of it lies in', single, 'placement.pools == ["default"]'],
    ['the levels it survives', mirror, 'placement.survived == ["enclosure", "rack"]'],
    ['no level at which a pair shares a domain', inOneRack, 'placement.survived == ["enclosure"]'],
    ['no level at which a domain is not known', viewOf('mirror', a, anywhere), 'placement.survived == ["enclosure"]'],
    ['no level where nothing is mirrored', single, 'placement.survived == []'],
    ['what every pair of it survives', array, 'placement.survived == ["enclosure", "rack"]'],
    ['its pairs', array, 'placement.pairs.map(p, p.map(l, l.driveId)) == [["d0", "d1"], ["d2", "d3"]]'],
    ['no pairs where nothing is mirrored', slice, 'placement.pairs == []'],
    ['pairs with a drive that is not worn out', mirror, 'placement.pairs.all(p, p.exists(l, l.wearClass == "fresh"))'],
    ['pairs without one', array, '!placement.pairs.all(p, p.exists(l, l.wearClass != "worn-out"))'],
    ['what whole drives keep from others', mirror, 'placement.strandedGiB == 1794 && placement.leftGiB == 0'],
    ['all of it', single, 'dyn(placement).exists(f, f == "pairs") && dyn(request).exists(f, f == "topology")'],
    ['nothing that is not there', single, '!dyn(request).exists(f, f == "quota" || f == "constructor")'],
    ['what slices leave to others', slice, 'placement.leftGiB == 897 && placement.legs[0].strandedGiB == 0'],
  ])('%s', (_, view, rule) => {
    const rules = compiled(policyOf('Placement', [rule]));
    expect(reviewPlacement(rules, requestOf(100), view).map(({ message, values }) => [message, values])).toEqual([]);
  });

  it('is worked out once, however often it is read', () => {
    let walks = 0;
    const counted: PlacementView = {
      ...single,
      get pools() {
        walks += 1;
        return single.pools;
      },
    };
    const often = '[1, 2, 3].all(n, placement.pools.size() == 1)';
    expect(reviewPlacement(compiled(policyOf('Placement', [often])), requestOf(100), counted)).toEqual([]);
    expect(walks).toBe(1);
    reviewPlacement(compiled(policyOf('Placement', ['placement.layout == "single"'])), requestOf(100), counted);
    expect(walks).toBe(1);
  });
});
