// @ts-check
import { backendsOf } from './backends.mjs';
import { storageClasses } from './classes.mjs';
import { enclosuresOf } from './enclosures.mjs';
import { packPolicies } from './policies.mjs';
import { topologyOf } from './topology.mjs';

/**
 * An inventory as parsing would have made it, without the YAML: a million drives take seconds. The same each time.
 * @param {import('./shape.mjs').Shape} shape
 * @returns {import('../../dist/core/model/configuration.js').Configuration}
 */
export const configurationOf = (shape) => ({
  backends: backendsOf(shape),
  enclosures: enclosuresOf(shape),
  topology: topologyOf(shape),
  classes: storageClasses(),
  policies: packPolicies(),
  exceptions: [],
});
