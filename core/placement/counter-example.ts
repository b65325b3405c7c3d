import type { ClassParameters, PoolSelection } from '../model/class.ts';
import type { ConstraintSource, PolicyConstraints } from '../model/constraints.ts';
import { isError } from '../model/finding.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { LevelName, PolicyName } from '../model/ids.ts';
import { TRANSPORTS } from '../model/inventory.ts';
import type { Placement, VolumeRequest } from '../model/volume.ts';
import type { InventoryIndex } from './inventory-index.ts';
import type { PlacementOutcome, Refusal } from './outcome.ts';
import { place } from './place.ts';

/** One rule, or one parameter of the class, that alone keeps a volume from being placed. */
export interface CounterExample {
  readonly without: Exclude<ConstraintSource, { kind: 'inventory' }>;
  /** The levels that it speaks of: the domains of the legs there show what is broken. */
  readonly levels: readonly LevelName[];
  /** Where the volume would lie without it. */
  readonly placement: Placement;
}

export interface CounterExampleOptions {
  /** How many to try: each is a search of its own, as bounded as the one that refused. */
  readonly most?: number;
  /** Whether parameters of the class are tried, too. */
  readonly parameters?: boolean;
}

const MOST_TRIED = 16;

/**
 * What one could do without, each alone, so that the request would be placed, and where: rules first, in the order in
 * which they were asked, then parameters. Empty where the request is placed as it is, and where more than one thing
 * stands in its way.
 */
export function counterExamples(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  outcome: PlacementOutcome,
  { most = MOST_TRIED, parameters = true }: CounterExampleOptions = {},
): readonly CounterExample[] {
  if (outcome.kind === 'placed') return [];
  return loosened(request, policy, outcome)
    .filter(({ without }) => parameters || without.kind === 'policy')
    .slice(0, most)
    .flatMap(({ without, levels, request: asked, policy: ruled }) => {
      const placed = place(index, asked, ruled);
      return placed.kind === 'placed' ? [{ without, levels, placement: placed.placement }] : [];
    });
}

/** The request, or what policies ask, with one thing left out. */
export interface Loosened extends Pick<CounterExample, 'without' | 'levels'> {
  readonly request: VolumeRequest;
  /** Where a parameter is left out, as before: rules that read it have to be asked again. */
  readonly policy: PolicyConstraints;
}

/** What can be left out of a request that was refused and may have been in its way, rules first. Nothing is tried. */
export function loosened(request: VolumeRequest, policy: PolicyConstraints, refusal: Refusal): readonly Loosened[] {
  switch (refusal.code) {
    case 'size-out-of-range':
      return withoutParameters(request, policy, SIZE_BOUNDS);
    case 'policy-denied': {
      const denying = rulesOf(policy).filter((rule) =>
        policy.findings.some((each) => isError(each) && isOf(rule, each.rule)),
      );
      // Of two rules that deny, neither alone would do.
      return denying.length === 1 ? denying.map((rule) => withoutRule(request, policy, rule)) : [];
    }
    case 'no-capacity':
    case 'unreachable':
    case 'search-bounded': {
      const rules = rulesOf(policy).filter((rule) => !isIdle(rule, policy, refusal));
      return [
        ...rules.map((rule) => withoutRule(request, policy, rule)),
        ...withoutParameters(request, policy, leftNoDrive(refusal) ? LENIENT_ON_DRIVES : LENIENT),
      ];
    }
  }
}

type Rule = Extract<ConstraintSource, { kind: 'policy' }>;

/** The rules that ask something of the request, in the order in which they ask it. */
function rulesOf({ findings, drives, survive, spread, layouts, filters }: PolicyConstraints): readonly Rule[] {
  const denying = findings.flatMap((finding): Rule[] =>
    isError(finding) && finding.rule
      ? [{ kind: 'policy', policy: finding.rule.policy as PolicyName, index: finding.rule.index }]
      : [],
  );
  const asking = [drives, survive, spread, layouts, filters]
    .flat()
    .flatMap(({ source }) => (source.kind === 'policy' ? [source] : []));
  return [...new Map([...denying, ...asking].map((rule) => [`${rule.policy}[${String(rule.index)}]`, rule])).values()];
}

const isOf = (rule: Rule, of: { readonly policy: string; readonly index: number } | undefined): boolean =>
  of?.policy === rule.policy && of.index === rule.index;

const isFrom = (rule: Rule, source: ConstraintSource): boolean => source.kind === 'policy' && isOf(rule, source);

/** Whether nothing changes without a rule: it ruled out no drive that others had left, and asks nothing of those left. */
function isIdle(rule: Rule, { survive, spread, layouts, filters }: PolicyConstraints, refusal: Refusal): boolean {
  const asksOfWhole = [survive, spread, layouts, filters].flat().some(({ source }) => isFrom(rule, source));
  if (asksOfWhole && !leftNoDrive(refusal)) return false;
  return refusal.funnel.every(({ source, ruledOut }) => ruledOut === 0 || !isFrom(rule, source));
}

/** Whether no drive was left to choose among: then nothing that is asked of a whole placement matters. */
const leftNoDrive = ({ funnel }: Refusal): boolean => funnel.at(-1)?.left === 0;

function withoutRule(request: VolumeRequest, policy: PolicyConstraints, rule: Rule): Loosened {
  const isOther = ({ source }: { readonly source: ConstraintSource }): boolean => !isFrom(rule, source);
  const { drives, survive, spread, layouts, filters, findings } = policy;
  const levels = [survive, spread].flat().flatMap((each) => (isOther(each) ? [] : [each.level]));
  return {
    without: rule,
    levels: [...new Set(levels)],
    request,
    policy: {
      ...policy,
      drives: drives.filter(isOther),
      survive: survive.filter(isOther),
      spread: spread.filter(isOther),
      layouts: layouts.filter(isOther),
      filters: filters.filter(isOther),
      findings: findings.filter((finding) => !isOf(rule, finding.rule)),
    },
  };
}

/** A parameter, and what a class has that does not set it; `undefined` where it asks nothing. */
interface Leniency {
  readonly name: string;
  readonly levels?: readonly LevelName[];
  readonly of: (parameters: ClassParameters) => Partial<ClassParameters> | undefined;
}

const SIZE_BOUNDS: readonly Leniency[] = [
  { name: 'minVolumeSize', of: ({ minVolumeBytes }) => changed(minVolumeBytes, { minVolumeBytes: undefined }) },
  { name: 'maxVolumeSize', of: ({ maxVolumeBytes }) => changed(maxVolumeBytes, { maxVolumeBytes: undefined }) },
];

const LENIENT_ON_WHOLE: readonly Leniency[] = [
  {
    name: 'sgResiliency',
    levels: [STORAGE_GROUP_LEVEL],
    of: ({ sgResiliency }) => (sgResiliency ? { sgResiliency: false } : undefined),
  },
  {
    name: 'jbodResiliency',
    levels: [ENCLOSURE_LEVEL],
    of: ({ jbodResiliency }) => (jbodResiliency ? { jbodResiliency: false } : undefined),
  },
  {
    name: 'workloadSpread',
    of: ({ workloadSpread }) => (workloadSpread?.required === true ? { workloadSpread: undefined } : undefined),
  },
  {
    name: 'workloadAffinity',
    of: ({ workloadAffinity }) => (workloadAffinity?.required === true ? { workloadAffinity: undefined } : undefined),
  },
  {
    name: 'reserveBandwidth',
    of: ({ reserveBandwidth }) =>
      reserveBandwidth.kind === 'none' ? undefined : { reserveBandwidth: { kind: 'none' } },
  },
  { name: 'softDomains', of: ({ softDomains }) => (softDomains ? undefined : { softDomains: true }) },
  { name: 'striping', of: ({ striping }) => (striping ? undefined : { striping: true }) },
];

const LENIENT_ON_DRIVES: readonly Leniency[] = [
  { name: 'rpm', of: ({ rpm }) => (rpm > 0 ? { rpm: 0 } : undefined) },
  { name: 'storageGroup', of: ({ storageGroups }) => changed(storageGroups, { storageGroups: undefined }) },
  { name: 'requiredTags', of: ({ requiredTags }) => (requiredTags.length > 0 ? { requiredTags: [] } : undefined) },
  { name: 'excludedTags', of: ({ excludedTags }) => (excludedTags.length > 0 ? { excludedTags: [] } : undefined) },
  {
    name: 'networkTransportsAllowed',
    of: ({ transports }) =>
      transports.length < TRANSPORTS.length ? { transports: TRANSPORTS.toReversed() } : undefined,
  },
  ...(['selector', 'storagePools', 'additionalStoragePools', 'excludeStoragePools'] as const).map((name): Leniency => ({
    name,
    of: ({ pools }) => withoutPools(pools, name),
  })),
];

const LENIENT: readonly Leniency[] = [...LENIENT_ON_WHOLE, ...LENIENT_ON_DRIVES];

const changed = (value: unknown, change: Partial<ClassParameters>): Partial<ClassParameters> | undefined =>
  value === undefined ? undefined : change;

const withoutPools = (pools: PoolSelection, name: keyof PoolSelection): Partial<ClassParameters> | undefined =>
  pools[name].length === 0 ? undefined : { pools: { ...pools, [name]: [] } };

const withoutParameters = (
  request: VolumeRequest,
  policy: PolicyConstraints,
  leniencies: readonly Leniency[],
): readonly Loosened[] =>
  leniencies.flatMap(({ name, levels = [], of }) => {
    const change = of(request.parameters);
    if (!change) return [];
    const parameters = { ...request.parameters, ...change };
    const asked = { ...request, parameters };
    return [{ without: { kind: 'parameter', name }, levels, request: asked, policy: withoutParameter(policy, name) }];
  });

/** What other volumes keep a volume from comes with the parameter that asks it. */
function withoutParameter(policy: PolicyConstraints, name: string): PolicyConstraints {
  const isOther = ({ source }: { readonly source: ConstraintSource }): boolean =>
    source.kind !== 'parameter' || source.name !== name;
  return { ...policy, workload: policy.workload.filter(isOther), bandwidth: policy.bandwidth.filter(isOther) };
}
