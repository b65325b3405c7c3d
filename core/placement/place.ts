import type { PolicyConstraints } from '../model/constraints.ts';
import { isError } from '../model/finding.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { admissionFor } from './admissions.ts';
import { alternativesOf } from './alternatives.ts';
import { candidateBudget } from './filter-search.ts';
import type { CandidateBudget } from './filter-search.ts';
import { hashText } from './hash.ts';
import type { Admission, Alternative, Alternatives } from './index/admission.ts';
import type { InventoryIndex } from './inventory-index.ts';
import type { PlacementOutcome } from './outcome.ts';
import { placementOf } from './placement-of.ts';
import { reasonsFor } from './reasons.ts';
import { denied, noCapacity, servedNowhere, sizeRefusal } from './refusals.ts';
import { restrictionsText } from './restrictions-text.ts';
import { UNRESTRICTED } from './restrictions.ts';
import { termsFor } from './terms.ts';
import { tryLayouts } from './try-layout.ts';

/**
 * Chooses drives for a volume, or says why it cannot. Changes nothing: the caller journals the placement, then takes
 * it by `occupy`. Order of choice: hard constraints, fewest drives, preferred topology, soft levels, best fit, scores,
 * spread, then a tie-break seeded by the volume's name. Same inputs, same placement. Reasons are worked out
 * when they are asked for: ask before the inventory changes.
 */
export function place(index: InventoryIndex, request: VolumeRequest, policy: PolicyConstraints): PlacementOutcome {
  return placeWithin(index, request, policy, candidateBudget());
}

function placeWithin(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  budget: CandidateBudget,
): PlacementOutcome {
  const { parameters } = request;
  const size = request.size.required;
  const outOfClass = sizeRefusal(parameters, size);
  if (outOfClass) return outOfClass;
  if (policy.findings.some(isError)) return denied(policy.findings);
  const admission = admissionFor(index, { parameters, size, drives: policy.drives });
  const unserved = servedNowhere(index.configuration, size, admission.pools);
  if (unserved) return unserved;

  const reach = index.reach.alternatives(request);
  const alternatives = alternativesOf(index, admission, reach);
  const terms = termsFor(index, { parameters, survive: policy.survive, spread: policy.spread });
  const seed = hashText(request.name);
  const { union } = alternatives;
  const search = { index, request, policy, admission, terms, restrictions: UNRESTRICTED, seed, union, budget };
  const tried = tryLayouts(search, alternatives.list);
  if (tried.kind === 'chosen') {
    const placement = placementOf(index, request, tried.chosen, reach !== undefined);
    return { kind: 'placed', placement, reasons: () => reasonsFor(request, placement, tried, admission) };
  }
  const { shortages, gaveUp, ruledOut } = tried;
  const unreachable = reach !== undefined && !gaveUp && fitsAnywhere(index, request, policy, budget);
  const keptOut = !gaveUp && fitsAlone(index, request, policy, budget) ? restrictionsText(policy) : undefined;
  return noCapacity({ request, admission, shortages, gaveUp, ruledOut, unreachable, keptOut });
}

/** Whether one part of the inventory has room for a size, by the same search that places. */
export function fitsIn(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  { admission, alternative, union }: { admission: Admission; alternative: Alternative } & Pick<Alternatives, 'union'>,
): boolean {
  const unscored = { ...policy, scores: [] };
  const terms = termsFor(index, { parameters: request.parameters, survive: policy.survive, spread: policy.spread });
  const seed = hashText(request.name);
  const restrictions = UNRESTRICTED;
  const asked = { index, request, policy: unscored, admission, terms, restrictions, seed, union };
  const search = { ...asked, budget: candidateBudget() };
  return tryLayouts(search, [alternative]).kind === 'chosen';
}

/** Whether only other volumes stand in the way. */
function fitsAlone(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  budget: CandidateBudget,
): boolean {
  if (policy.bandwidth.length === 0 && !policy.workload.some(({ hard }) => hard)) return false;
  return placeWithin(index, request, { ...policy, workload: [], bandwidth: [], scores: [] }, budget).kind === 'placed';
}

/** Whether only reach stands in the way: tells "no capacity" from "no capacity where the nodes are". */
function fitsAnywhere(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  budget: CandidateBudget,
): boolean {
  const soft = { ...request, parameters: { ...request.parameters, softDomains: true } };
  return placeWithin(index, soft, { ...policy, scores: [] }, budget).kind === 'placed';
}
