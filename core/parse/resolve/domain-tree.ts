import type { DomainName, LevelName } from '../../model/ids.ts';
import type { FailureDomain } from '../../model/inventory.ts';
import { problem } from './report.ts';
import type { Named, Report } from './report.ts';

type Domains = ReadonlyMap<DomainName, FailureDomain>;

/** The domain at every level from this one up to the root, itself among them. Ends at a parent that it has passed. */
export function domainsUpFrom(domain: DomainName | undefined, domains: Domains): ReadonlyMap<LevelName, DomainName> {
  const found = new Map<LevelName, DomainName>();
  const passed = new Set<DomainName>();
  let next = domain === undefined ? undefined : domains.get(domain);
  while (next && !passed.has(next.name)) {
    passed.add(next.name);
    found.set(next.level, next.name);
    next = next.parent === undefined ? undefined : domains.get(next.parent);
  }
  return found;
}

/** Reports each cycle once, and each other parent that is not of a coarser level. `parents` says where parents stand. */
export function checkTree(
  levels: readonly LevelName[],
  domains: Domains,
  parents: readonly Named[],
  report: Report,
): void {
  const depths = new Map(levels.map((level, index) => [level, index]));
  const inCycle = new Map<DomainName, readonly DomainName[]>();
  for (const cycle of cyclesIn(domains)) for (const name of cycle) inCycle.set(name, cycle);
  const told = new Set<readonly DomainName[]>();
  for (const { name, at } of parents) {
    const domain = domains.get(name as DomainName);
    const parent = domain?.parent === undefined ? undefined : domains.get(domain.parent);
    if (!domain || !parent) continue;
    const cycle = inCycle.get(domain.name);
    if (cycle) {
      if (!told.has(cycle)) report(problem('reference/cycle', at, `domains lie in each other: ${cycleText(cycle)}`));
      told.add(cycle);
      continue;
    }
    const depth = depths.get(domain.level);
    const above = depths.get(parent.level);
    if (depth === undefined || above === undefined || above < depth) continue;
    const message = `${parent.name} is of level ${parent.level}, which is no coarser than ${domain.level}`;
    const help = `Levels, coarse to fine: ${levels.join(', ')}.`;
    report(problem('schema/wrong-value', at, message, { help }));
  }
}

/** Every cycle, from the domain that comes first. Each domain has one parent at most, so cycles share none. */
function cyclesIn(domains: Domains): readonly (readonly DomainName[])[] {
  const cycles: DomainName[][] = [];
  const finished = new Set<DomainName>();
  for (const start of domains.keys()) {
    const way = new Map<DomainName, number>();
    let next: DomainName | undefined = start;
    while (next !== undefined && domains.has(next) && !way.has(next) && !finished.has(next)) {
      way.set(next, way.size);
      next = domains.get(next)?.parent;
    }
    const entry = next === undefined ? undefined : way.get(next);
    if (entry !== undefined) cycles.push([...way.keys()].slice(entry));
    for (const name of way.keys()) finished.add(name);
  }
  return cycles;
}

const NAMES_TO_SHOW = 6;

function cycleText(cycle: readonly DomainName[]): string {
  const shown = cycle.length > NAMES_TO_SHOW ? [...cycle.slice(0, NAMES_TO_SHOW - 1), '…'] : cycle;
  return [...shown, cycle[0]].join(' in ');
}
