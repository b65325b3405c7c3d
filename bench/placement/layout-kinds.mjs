// @ts-check
import { compiled } from '../inventory/policies.mjs';
import { claimed, inTurn } from './claims.mjs';

/**
 * Each layout under the packs.
 * @param {import('./world.mjs').World} world
 * @returns {readonly import('./kinds.mjs').Kind[]}
 */
export function layoutKinds({ configuration, racks }) {
  const policies = compiled(configuration.policies);
  return [
    {
      name: 'slice',
      policies,
      ask: (turn) => claimed(turn, inTurn(turn, ['gold', 'silver']), inTurn(turn, [10, 25, 50, 100, 200, 400, 1000])),
      becomes: { layout: 'slice', legs: 1 },
      window: 64,
      most: { p50: 5, p99: 50 },
    },
    {
      name: 'mirrored-slice',
      policies,
      ask: (turn) => claimed(turn, inTurn(turn, ['gold-mirror', 'silver-mirror']), inTurn(turn, [10, 50, 200])),
      becomes: { layout: 'mirrored-slice', legs: 2 },
      window: 16,
      most: { p50: 5, p99: 50 },
    },
    {
      name: 'mirror',
      policies,
      ask: (turn) =>
        claimed(
          turn,
          inTurn(turn, ['disk-mirror', 'disk-mirror-xfs', 'ssd-mirror']),
          inTurn(turn, [4096, 8192, 4096, 10_240, 9000, 6000]),
        ),
      becomes: { layout: 'mirror', legs: 2 },
      window: 4,
      most: { p50: 10, p99: 100 },
    },
    {
      name: 'striped-mirror-4',
      policies,
      ask: (turn) => claimed(turn, 'disk-mirror', 30_000),
      becomes: { layout: 'striped-mirror', legs: 4 },
      window: 4,
      most: {},
    },
    {
      name: 'striped-mirror-16',
      policies,
      ask: (turn) => nearNode(turn, inTurn(turn * 7, racks)),
      becomes: { layout: 'striped-mirror', legs: 16 },
      window: 2,
      most: { p50: 40, p99: 300 },
    },
  ];
}

/**
 * More than seven of the largest disks within reach hold.
 * @param {number} turn
 * @param {import('../inventory/shape.mjs').Rack} rack
 */
const nearNode = (turn, rack) => claimed(turn, 'disk-mirror', rack.zoneNumber % 2 === 1 ? 128_000 : 160_000, rack);
