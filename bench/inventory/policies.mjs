// @ts-check
import { installedPacks } from '../../dist/cli/packs/pack-library.js';
import { readConfiguration } from '../../dist/core/parse/index.js';
import { compilePolicies } from '../../dist/core/policy/index.js';

/** @typedef {import('../../dist/core/model/policy.js').PlacementPolicy} PlacementPolicy */

/** What bindings set of the packs; all else is as the packs say. @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */
const PARAMETERS = {
  'failure-domains': { level: 'rack' },
  maintenance: { level: 'rack', domains: 'rack-004' },
  tenancy: { volumes: '1000000', sizeGiB: '1000000000' },
};

/** Every pack that comes with Stowage, each bound as a whole. @returns {readonly PlacementPolicy[]} */
export function packPolicies() {
  const packs = installedPacks();
  const text = packs.names.map((name) => binding(name, packs.versionsOf(name)[0] ?? '')).join('---\n');
  const { configuration, findings } = readConfiguration([{ path: 'bindings.yaml', text }], packs);
  if (!configuration) throw new Error(`the packs cannot be bound: ${JSON.stringify(findings)}`);
  return configuration.policies;
}

/** @param {readonly PlacementPolicy[]} policies */
export function compiled(policies) {
  const { compiled: result, problems } = compilePolicies(policies);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return result;
}

const binding = (/** @type {string} */ name, /** @type {string} */ version) => `apiVersion: stowage.dev/v1alpha1
kind: PolicyBinding
metadata:
  name: ${name}
spec:
  pack: { name: ${name}, version: ${version} }
  parameters: ${JSON.stringify(PARAMETERS[name] ?? {})}
`;

/**
 * A policy of one rule, or one score, of our own.
 * @param {'Placement' | 'Score'} scope
 * @param {string} expression
 * @returns {PlacementPolicy}
 */
export const ownPolicy = (scope, expression) => ({
  name: /** @type {PlacementPolicy['name']} */ (`own-${scope.toLowerCase()}`),
  binding: undefined,
  scope,
  kinds: [],
  kubernetesMinor: undefined,
  parameters: [],
  matchConditions: [],
  boundConditions: 0,
  variables: [],
  validations:
    scope === 'Placement' ? [{ name: undefined, expression, message: undefined, messageExpression: undefined }] : [],
  scores: scope === 'Score' ? [{ name: undefined, expression }] : [],
  action: 'Deny',
  failurePolicy: 'Fail',
});
