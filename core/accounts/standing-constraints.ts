import type { ClassParameters, WorkloadLevel } from '../model/class.ts';
import type { PolicyConstraints, WorkloadConstraint } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import type { Finding } from '../model/finding.ts';
import type { DomainName, LevelName } from '../model/ids.ts';
import type { VolumeRequest } from '../model/volume.ts';
import type { Accounts } from './accounts.ts';
import { bandwidthConstraint } from './bandwidth-constraint.ts';
import { limitConstraints } from './limit-constraints.ts';
import { workloadOfRequest } from './workload.ts';

/** Whose request it is: somebody's, or nobody's, as where only is asked how much is left. */
export type Asker = 'claim' | 'nobody';

/** What policies ask of a request, and what the volumes there are leave to it. */
export function amongVolumes(
  accounts: Accounts,
  request: VolumeRequest,
  policy: PolicyConstraints,
  asker: Asker = 'claim',
): PolicyConstraints {
  const limits = limitConstraints(accounts, request.size.required);
  const bandwidth = bandwidthConstraint(accounts, request.parameters);
  const { workload, findings } = asker === 'nobody' ? NO_WORKLOAD : workloadConstraints(accounts, request);
  return {
    ...policy,
    drives: limits.length === 0 ? policy.drives : [...policy.drives, ...limits],
    workload: [...policy.workload, ...workload],
    bandwidth: bandwidth ? [...policy.bandwidth, bandwidth] : policy.bandwidth,
    findings: findings.length === 0 ? policy.findings : [...policy.findings, ...findings],
  };
}

type OfWorkload = Pick<PolicyConstraints, 'workload' | 'findings'>;

const NO_WORKLOAD: OfWorkload = { workload: [], findings: [] };

const KINDS = [
  ['apart', 'workloadSpread'],
  ['together', 'workloadAffinity'],
] as const;

/** What is preferred is not asked where the workload is not known, and what is required is refused. */
function workloadConstraints({ workloads }: Accounts, { parameters, claim }: VolumeRequest): OfWorkload {
  if (!parameters.workloadSpread && !parameters.workloadAffinity) return NO_WORKLOAD;
  const of = workloadOfRequest(parameters, claim);
  if (of.kind === 'unknown') return { workload: [], findings: refusals(parameters, of) };
  const others = workloads.get(of.key);
  const workload = KINDS.flatMap(([kind, name]): readonly WorkloadConstraint[] => {
    const asked = parameters[name];
    if (!asked) return [];
    const present = presentAt(asked.level, others?.values() ?? []);
    return [{ source: { kind: 'parameter', name }, kind, level: asked.level, hard: asked.required, present }];
  });
  return { workload, findings: [] };
}

/** Asked of each request, so it makes nothing on the way. A volume counts once in each domain. */
function presentAt(level: LevelName, others: Iterable<readonly DriveClass[]>): ReadonlyMap<DomainName, number> {
  const present = new Map<DomainName, number>();
  for (const legs of others) {
    for (const [at, { domains }] of legs.entries()) {
      const domain = domains.get(level);
      if (domain === undefined || liesEarlier(legs, at, level, domain)) continue;
      present.set(domain, (present.get(domain) ?? 0) + 1);
    }
  }
  return present;
}

function liesEarlier(legs: readonly DriveClass[], before: number, level: LevelName, domain: DomainName): boolean {
  for (let at = 0; at < before; at++) if (legs[at]?.domains.get(level) === domain) return true;
  return false;
}

const refusals = (
  parameters: ClassParameters,
  { why, help }: { readonly why: string; readonly help: string },
): readonly Finding[] =>
  KINDS.filter(([, name]) => parameters[name]?.required === true).map(([, name]) => ({
    code: 'class/workload-unknown',
    severity: 'error',
    message: `${name} ${levelText(parameters[name])} needs to know the workload of the volume, and ${why}: ${help}, or leave :required out`,
  }));

const levelText = (asked: WorkloadLevel | undefined): string => `${asked?.level ?? ''}:required`;
