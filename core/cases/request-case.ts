import { gib, gibCeil, parseQuantity } from '../model/capacity.ts';
import type { StorageClass } from '../model/class.ts';
import { together } from '../model/constraints.ts';
import type { NodeName } from '../model/ids.ts';
import { nodeSegment } from '../model/node-segment.ts';
import type { NamespaceUse, Surroundings } from '../model/surroundings.ts';
import type { Claim, TopologySegment, VolumeRequest } from '../model/volume.ts';
import { parseClassParameters, withoutSidecarKeys } from '../parse/class-parameters.ts';
import type { InventoryIndex } from '../placement/inventory-index.ts';
import { place } from '../placement/place.ts';
import { placementView } from '../placement/placement-view.ts';
import { backendSpaces, poolSpaces } from '../placement/pool-space.ts';
import { constraintsFor, exemptionsOfRequest, reviewPlacement } from '../policy/index.ts';
import type { PolicyTestClaim, PolicyTestRequest } from '../../schemas/generated/types.ts';
import type { Said, Trouble } from './case-result.ts';
import { tellCounterExamples } from './counter-example.ts';
import type { TestInventory } from './inventory.ts';
import { gatherFindings } from './test-rules.ts';
import type { TestRules } from './test-rules.ts';

/** A request that can be placed, or why there is none. Paths are from the request. */
export type BuiltRequest =
  | { readonly kind: 'request'; readonly request: VolumeRequest; readonly quota: NamespaceUse }
  | { readonly kind: 'broken'; readonly trouble: Trouble };

/** Every case asks under this name: it decides between places that are as good. */
const NAME = 'policy-test';

/** The volume that a case asks for, as the driver would be asked for it. `classes` are those beside the inventory's. */
export function buildRequest(
  wanted: PolicyTestRequest,
  { configuration }: TestInventory,
  classes: readonly StorageClass[],
): BuiltRequest {
  const bytes = parseQuantity(wanted.size) ?? 0n;
  if (bytes === 0n) return broken('size', 'a volume has at least 1 byte');
  if (bytes > LARGEST_BYTES) return broken('size', 'a volume has at most 1Ei');
  const offered =
    wanted.class === undefined ? ofParameters(wanted) : find(wanted.class, classes, configuration.classes);
  if (typeof offered === 'string') return broken(wanted.class === undefined ? 'parameters' : 'class', offered);
  const node = wanted.node === undefined ? undefined : configuration.topology.nodes.get(wanted.node as NodeName);
  if (wanted.node !== undefined && !node) return broken('node', `no node is called ${wanted.node} in the inventory`);
  const segments: readonly TopologySegment[] = node ? [nodeSegment(node)] : [];
  const request: VolumeRequest = {
    name: NAME,
    size: { required: gibCeil(bytes), limit: undefined },
    parameters: offered.parameters,
    declaredParameters: offered.declaredParameters,
    mode: 'mount',
    accessModes: wanted.accessModes ?? ['ReadWriteOnce'],
    requisite: segments,
    preferred: segments,
    claim: wanted.claim && claimOf(wanted.claim, wanted.class),
  };
  const { volumes = 0, sizeGiB = 0 } = wanted.quota ?? {};
  return { kind: 'request', request, quota: { volumes, size: gib(sizeGiB) } };
}

const claimOf = (
  { namespace, name, labels = {}, namespaceLabels = {} }: PolicyTestClaim,
  storageClass: string | undefined,
): Claim => ({
  ...{ namespace, name, storageClass },
  labels: new Map(Object.entries(labels)),
  namespaceLabels: new Map(Object.entries(namespaceLabels)),
});

/** The largest size that stays exact as a count of GiB in every sum. */
const LARGEST_BYTES = 2n ** 60n;

const broken = (field: string, message: string): BuiltRequest => ({
  kind: 'broken',
  trouble: { message, path: [field] },
});

type Offered = Pick<StorageClass, 'parameters' | 'declaredParameters'>;

const find = (name: string, ...lists: readonly (readonly StorageClass[])[]): Offered | string =>
  lists.flat().find((each) => each.name === name) ?? `no class is called ${name}`;

function ofParameters({ parameters = {} }: PolicyTestRequest): Offered | string {
  const parsed = parseClassParameters(parameters);
  if ('problems' in parsed) return parsed.problems.map(({ key, message }) => `${key}: ${message}`).join('; ');
  return { parameters: parsed.parameters, declaredParameters: withoutSidecarKeys(parameters) };
}

export type AskedRequest = Extract<BuiltRequest, { kind: 'request' }>;

/**
 * Asks the policies, places on empty drives, and asks the policies about the placement.
 * @param shouldBePlaced whether to look for what stands in the way of one that is not
 */
export function sayOfRequest(
  { request, quota }: AskedRequest,
  { index, configuration }: TestInventory,
  { sets, today }: TestRules,
  shouldBePlaced: boolean,
): Said {
  const asked = sets.map((set) => {
    const exemptions = exemptionsOfRequest(set.exceptions, request, configuration.classes, today);
    const surroundings: Surroundings = { ...surroundingsOf(index, request, quota), exemptions };
    return { set, surroundings, constraints: constraintsFor(set.compiled, request, surroundings) };
  });
  const constraints = together(asked.map((each) => each.constraints));
  const placement = place(index, request, constraints);
  const view = placement.kind === 'placed' ? placementView(index, placement.placement) : undefined;
  const findings = gatherFindings(
    asked.map(({ set, surroundings, constraints: ofSet }) => ({
      set,
      findings: [...ofSet.findings, ...(view ? reviewPlacement(set.compiled, request, view, surroundings) : [])],
    })),
  );
  const refused = { index, request, constraints, sets, surroundings: surroundingsOf(index, request, quota) };
  return { findings, placement, counterExamples: shouldBePlaced ? tellCounterExamples(refused, placement) : [] };
}

/**
 * Has the rules on placements look at what would be chosen without them: those that deny become constraints, and would
 * never be seen to refuse anything.
 */
export function tryUnconstrained(
  { request, quota }: AskedRequest,
  { index }: TestInventory,
  { sets }: TestRules,
): void {
  const surroundings = surroundingsOf(index, request, quota);
  for (const { compiled, asOf } of sets) {
    if (asOf !== undefined || compiled.placement.length === 0) continue;
    const outcome = place(index, request, constraintsFor({ ...compiled, placement: [] }, request, surroundings));
    if (outcome.kind === 'placed') {
      reviewPlacement(compiled, request, placementView(index, outcome.placement), surroundings);
    }
  }
}

/** All drives are empty; what the namespace has in other volumes lies on none of them. */
export const surroundingsOf = (
  index: InventoryIndex,
  { parameters, claim }: VolumeRequest,
  quota: NamespaceUse,
): Surroundings => ({
  pools: () => poolSpaces(index, parameters),
  backends: () => backendSpaces(index, parameters),
  ...(claim && { quota: () => quota }),
});
