// @ts-check
import { compiled } from '../inventory/policies.mjs';
import { claimed, inTurn } from './claims.mjs';

/**
 * What there is no room for, and each for another reason: larger than any array; than any hole; than what the node
 * reaches, though elsewhere it would fit; two racks asked of one storage group; a tag that no drive has.
 * @param {import('./world.mjs').World} world
 * @returns {import('./kinds.mjs').Kind}
 */
export function refusalKind({ configuration, racks }) {
  const smallDisks = racks.filter(({ zoneNumber }) => zoneNumber % 2 === 1);
  /** @type {readonly import('./kinds.mjs').Kind['ask'][]} */
  const refused = [
    (turn) => claimed(turn, 'disk-mirror', 250_000),
    (turn) => claimed(turn, 'gold', 14_400),
    (turn) => claimed(turn, 'disk-mirror', 150_000, inTurn(turn, smallDisks)),
    (turn) => claimed(turn, 'one-group-mirror', 4096),
    (turn) => claimed(turn, 'fast-mirror', 1024, inTurn(turn, racks)),
  ];
  return {
    name: 'refusal',
    policies: compiled(configuration.policies),
    ask: (turn) => inTurn(turn, refused)(turn),
    becomes: 'refused',
    window: 0,
    most: { p99: 5000 },
  };
}
