import type { PolicyConstraints } from '../model/constraints.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { counterExamples } from '../placement/counter-example.ts';
import type { CounterExample } from '../placement/counter-example.ts';
import { counterExampleText, domainOf } from '../placement/counter-example-text.ts';
import type { InventoryIndex } from '../placement/inventory-index.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import { placementView } from '../placement/placement-view.ts';
import { reviewPlacement } from '../policy/index.ts';
import type { ToldCounterExample } from './case-result.ts';
import type { CompiledSet } from './test-rules.ts';

/** A request that was refused, and what was asked of it. */
export interface RefusedRequest {
  readonly index: InventoryIndex;
  readonly request: VolumeRequest;
  readonly constraints: PolicyConstraints;
  readonly sets: readonly CompiledSet[];
  readonly surroundings: Surroundings;
}

/** What alone keeps the request from being placed, and what it would break where it would lie then. */
export function tellCounterExamples(refused: RefusedRequest, outcome: PlacementOutcome): readonly ToldCounterExample[] {
  const { index, request, constraints, sets } = refused;
  const policies = sets.flatMap((set) => set.policies);
  return counterExamples(index, request, constraints, outcome).map((example) => ({
    ...example,
    text: counterExampleText(example, index, policies),
    values: { ...domainsOf(example, index), ...readBy(example, refused) },
  }));
}

/** `placement.legs.map(leg, leg.domains['rack'])` ▶ `["a-07", "a-07"]`, for each level that is spoken of. */
const domainsOf = (
  { levels, placement: { legs } }: CounterExample,
  index: InventoryIndex,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    levels.map((level) => [
      `placement.legs.map(leg, leg.domains['${level}'])`,
      `[${legs.map(({ drive }) => JSON.stringify(domainOf(index, drive, level) ?? null)).join(', ')}]`,
    ]),
  );

/** Where the levels say what is wrong, the whole placement that the rule reads says no more. */
function readBy(
  { without, levels, placement }: CounterExample,
  { index, request, sets, surroundings }: RefusedRequest,
): Readonly<Record<string, string>> {
  if (without.kind !== 'policy' || levels.length > 0) return {};
  const view = placementView(index, placement);
  const breaches = sets
    .flatMap(({ compiled }) => reviewPlacement(compiled, request, view, surroundings))
    .filter(({ rule }) => rule?.policy === without.policy && rule.index === without.index);
  return breaches[0]?.values ?? {};
}
