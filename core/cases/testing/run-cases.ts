import { ruleLabel } from '../../model/finding.ts';
import type { PolicyTestObject } from '../../../schemas/generated/types.ts';
import type { DeclaredObject } from '../../model/configuration.ts';
import { parseFiles } from '../../parse/index.ts';
import { driveId } from '../../parse/testing/objects.ts';
import type { CaseResult, PolicyTestResult, SaidFinding } from '../case-result.ts';
import { prepareInventory } from '../inventory.ts';
import { runPolicyTest } from '../run-policy-test.ts';
import type { TestGround } from '../run-policy-test.ts';

/** The objects of YAML that is right. */
export function objectsOf(...texts: readonly string[]): readonly DeclaredObject[] {
  const { objects, findings } = parseFiles(texts.map((text, at) => ({ path: `${String(at)}.yaml`, text })));
  if (findings.length > 0) throw new Error(findings.map(({ message }) => message).join('\n'));
  return objects.map(({ object }) => object);
}

/** A box with two SSDs in a rack. */
const box = (name: string, rack: string): string => `apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata: { name: ${name} }
spec:
  domain: ${rack}
  bandwidthDomain: leaf-${rack}
  storageGroup: sg-${name}
  portals: [{ transport: nvmetcp, address: 10.0.0.1 }]
  drives:
    - { id: ${driveId(`${name}1`)}, mediaType: SSD, protocol: NVMe, capacity: 4T }
    - { id: ${driveId(`${name}2`)}, mediaType: SSD, protocol: NVMe, capacity: 4T, tags: [worn] }
`;

/** Two racks of two boxes; nodes \`worker-a\` and \`worker-b\`, each reaching its own rack; classes \`one\` and \`two\`. */
export const HALL: readonly DeclaredObject[] = objectsOf(
  ['a1', 'a2'].map((name) => box(name, 'a')).join('---\n'),
  ['b1', 'b2'].map((name) => box(name, 'b')).join('---\n'),
  `apiVersion: stowage.dev/v1alpha1
kind: Backend
metadata: { name: main }
spec: { composable: {} }
---
apiVersion: stowage.dev/v1alpha1
kind: Topology
metadata: { name: hall }
spec:
  levels: [rack]
  domains: [{ name: a, level: rack }, { name: b, level: rack }]
  bandwidthDomains: [{ name: leaf-a }, { name: leaf-b }]
  nodes:
    - { name: worker-a, domain: a, bandwidthDomain: leaf-a }
    - { name: worker-b, domain: b, bandwidthDomain: leaf-b }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: one }
provisioner: csi.stowage.dev
parameters: { type: ssd, maxVolumeSize: 2Ti }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: two }
provisioner: csi.stowage.dev
parameters: { type: slice, redundancy: "true", softDomains: "true" }
`,
);

/** A test with these cases, in YAML. */
export function testOf(cases: string, rest = ''): PolicyTestObject {
  const text = `apiVersion: stowage.dev/v1alpha1\nkind: PolicyTest\nmetadata: { name: t }\nspec:\n${rest}  cases:\n${cases}`;
  const [test] = objectsOf(text);
  return test as unknown as PolicyTestObject;
}

export function groundOf(objects: readonly DeclaredObject[], changes: Partial<TestGround> = {}): TestGround {
  const prepared = prepareInventory(objects);
  if (prepared.kind === 'broken') throw new Error(prepared.reason);
  const options = { classes: [], base: undefined, allowance: { steps: 10_000_000 }, tried: undefined };
  return { inventory: prepared.inventory, ...options, ...changes };
}

export function casesOf(result: PolicyTestResult): readonly CaseResult[] {
  if (result.kind === 'broken') throw new Error(result.trouble.message);
  return result.cases;
}

/** What came of one case, in YAML without its name, on the hall with these policies. */
export function outcomeOf(each: string, ...policies: readonly string[]): CaseResult {
  const text = `    - name: c\n${each.replace(/^/gm, '      ')}`;
  const [result] = casesOf(runPolicyTest(testOf(text), groundOf([...HALL, ...objectsOf(...policies)])));
  if (!result) throw new Error('no case');
  return result;
}

/** `passed`, or what is wrong, a line each, with its path within the case. */
export function told({ outcome }: CaseResult): readonly string[] | string {
  switch (outcome.kind) {
    case 'passed':
      return 'passed';
    case 'failed':
      return outcome.differences.map(({ path, message }) => `${path.slice(3).join('.')}: ${message}`);
    case 'broken':
      return `broken: ${outcome.trouble.path.slice(3).join('.')}: ${outcome.trouble.message}`;
  }
}

export const saidBy = ({ said }: CaseResult): readonly string[] =>
  said.findings.map(({ severity, rule }: SaidFinding) => `${severity} ${ruleLabel(rule)}`);
