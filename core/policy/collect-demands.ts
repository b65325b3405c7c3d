import type { PolicyConstraints } from '../model/constraints.ts';
import type { Collected, RequestFilter } from './asked.ts';
import type { Allowance } from './cel/program.ts';
import type { Fields } from './cel/values.ts';
import type { Demands } from './bound-policies.ts';
import { filteringFor } from './placement-rules.ts';
import { findingOf } from './run-policy.ts';
import { scoringFor } from './score-rules.ts';

export function collectDemands(of: readonly Demands[]): Collected {
  const demands = of.flat();
  return {
    constraints: {
      drives: demands.flatMap((demand) => (demand.kind === 'drive' ? [demand.constraint] : [])),
      survive: demands.flatMap((demand) => (demand.kind === 'survive' ? [demand.constraint] : [])),
      spread: demands.flatMap((demand) => (demand.kind === 'spread' ? [demand.constraint] : [])),
      layouts: demands.flatMap((demand) => (demand.kind === 'layout' ? [demand.constraint] : [])),
      workload: [],
      bandwidth: [],
      filters: [],
      scores: [],
      findings: demands.flatMap((demand) => (demand.kind === 'breach' ? [findingOf(demand.breach)] : [])),
    },
    filters: of.map(filtersIn).filter((filters) => filters.length > 0),
    scores: demands.flatMap((demand) => (demand.kind === 'scores' ? [demand.scores] : [])),
  };
}

const filtersIn = (demands: Demands): readonly RequestFilter[] =>
  demands.flatMap((demand) => (demand.kind === 'filter' ? [demand.filter] : []));

/** As the search takes them. What is tried on placements one by one is counted for each request. */
export function constraintsOf(
  { constraints, filters, scores }: Collected,
  view: Fields,
  nextShare: () => Allowance,
): PolicyConstraints {
  if (filters.length + scores.length === 0) return constraints;
  return {
    ...constraints,
    filters: filters.flatMap((each) => filteringFor(each, nextShare())),
    scores: scores.flatMap((each) => scoringFor(each, view, nextShare())),
  };
}
