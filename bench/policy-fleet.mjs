// @ts-check
import { readConfiguration } from '../dist/core/parse/index.js';
import { checkConfiguration, compilePolicies } from '../dist/core/policy/index.js';
import { fleetSources } from './fleet-files.mjs';
import { rounded } from './statistics.mjs';

/**
 * What 1,000 policies of a large company look like, in equal parts: a rule on names, one on what few objects have, one
 * on the drives of one rack, one on classes, one on every drive there is.
 *
 * @type {readonly ((at: number) => string)[]}
 */
const TEMPLATES = [
  () => '  kinds: [Enclosure]\n  validations:\n    - expression: object.metadata.name.startsWith(object.spec.domain)\n',
  () => `  kinds: [Enclosure]
  validations:
    - expression: size(object.spec.drives) <= 60 && object.spec.portals.exists(p, p.transport == 'nvmetcp')
`,
  (at) => `  kinds: [Enclosure]
  matchConditions:
    - name: rack
      expression: object.spec.domain.endsWith('-${String((at % 40) + 1).padStart(2, '0')}')
  validations:
    - expression: object.spec.drives.all(d, d.mediaType == 'HDD' || d.protocol == 'NVMe')
`,
  () => `  kinds: [StorageClass]
  validations:
    - expression: has(object.parameters) && has(object.parameters.maxVolumeSize)
`,
  () => `  kinds: [Enclosure]
  validations:
    - expression: object.spec.drives.all(d, d.mediaType == 'SSD' || d.rotationSpeedRPM <= 7200)
`,
];

const POLICIES = 1000;

/**
 * Seconds to compile 1,000 policies, and to ask them about the fleet.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export function* policyFleet({ smoke }) {
  const count = smoke ? 20 : POLICIES;
  const policies = {
    path: 'many-policies.yaml',
    text: Array.from({ length: count }, (_, at) => policy(at)).join('---\n'),
  };
  const { configuration, objects } = readConfiguration([...fleetSources(), policies]);
  if (!configuration) throw new Error('the fleet is not valid');
  const ours = configuration.policies.filter(({ name }) => name.startsWith('policy-'));
  const started = performance.now();
  const { compiled, problems } = compilePolicies(ours);
  if (problems.length > 0 || compiled.config.length !== count) throw new Error(JSON.stringify(problems));
  yield { name: 'policy-fleet-compile', value: rounded((performance.now() - started) / 1000), unit: 's' };
  const documents = objects.map(({ object }) => object);
  const asked = performance.now();
  const denials = checkConfiguration(compiled, documents, configuration, { today: '2026-11-27' });
  if (denials.length > 0) throw new Error(`a rule should hold: ${JSON.stringify(denials[0])}`);
  yield { name: 'policy-fleet-check', value: rounded((performance.now() - asked) / 1000), unit: 's' };
}

/** @param {number} at */
const policy = (at) => `apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: policy-${String(at)}
spec:
  scope: Config
${TEMPLATES[at % TEMPLATES.length]?.(at) ?? ''}`;
