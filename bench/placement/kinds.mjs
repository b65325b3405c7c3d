// @ts-check
import { layoutKinds } from './layout-kinds.mjs';
import { refusalKind } from './refusal-kind.mjs';
import { ruleKinds } from './rule-kinds.mjs';

/**
 * A kind of request that is measured. `window`: how many of its volumes are there at a time, the oldest of which goes
 * when one comes. `most`: what it is held to at 100,000 drives, in microseconds.
 *
 * @typedef {import('../../dist/core/model/volume.js').VolumeRequest} VolumeRequest
 * @typedef {import('../../dist/core/model/volume.js').Layout} Layout
 * @typedef {import('../../dist/core/model/constraints.js').PolicyConstraints} PolicyConstraints
 *
 * @typedef {object} Kind
 * @property {string} name
 * @property {import('../../dist/core/policy/index.js').CompiledPolicies} policies
 * @property {(turn: number) => VolumeRequest} ask
 * @property {(constraints: PolicyConstraints) => PolicyConstraints} [adapt]
 * @property {{ readonly layout: Layout, readonly legs: number } | 'refused'} becomes
 * @property {number} window
 * @property {{ readonly p50?: number, readonly p99?: number }} most
 */

/**
 * Kinds that take turns with each other. Those that are tried on many candidates look at so much that nothing of the
 * others would be left in the caches of the processor.
 *
 * @param {import('./world.mjs').World} world
 * @returns {readonly (readonly Kind[])[]}
 */
export const kindsOf = (world) => [layoutKinds(world), [...ruleKinds(world), refusalKind(world)]];
