// @ts-check
import * as celFunctions from './cel-functions.mjs';
import * as chart from './chart.mjs';
import * as crds from './crds.mjs';
import * as findings from './findings.mjs';
import * as health from './health.mjs';
import * as packs from './packs.mjs';
import * as protos from './protos.mjs';
import * as reference from './reference.mjs';
import * as schemas from './schemas.mjs';
import * as types from './types.mjs';
import * as validators from './validators.mjs';

/**
 * One derived thing. `generate` takes the repository's root and answers path from there ▶ text, the same text for the
 * same sources. `owns` names folders that hold nothing but its output, so that leftovers are found.
 *
 * @typedef {{
 *   readonly generate: (root: string) => Promise<ReadonlyMap<string, string>>,
 *   readonly owns?: readonly string[],
 * }} Generator
 */

/** Every generator. Add one: a module beside this one that exports `generate`. @type {readonly Generator[]} */
export const generators = [
  types,
  validators,
  schemas,
  crds,
  chart,
  reference,
  celFunctions,
  findings,
  health,
  packs,
  protos,
];
