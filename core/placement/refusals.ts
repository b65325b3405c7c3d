import { BYTES_PER_GIB, formatBytes, formatGiB } from '../model/capacity.ts';
import type { Configuration } from '../model/configuration.ts';
import { isError } from '../model/finding.ts';
import type { Finding } from '../model/finding.ts';
import type { GiB } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import type { BackendName } from '../model/ids.ts';
import type { Backend, BackendDriver, Pool } from '../model/inventory.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { funnelOf, totalDrives } from './admissions.ts';
import { admittedDrives } from './index/admission.ts';
import type { Admission } from './index/admission.ts';
import { hinderedText } from './hindered-text.ts';
import type { Refusal } from './outcome.ts';
import type { SearchBound, Shortage } from './search.ts';
import type { RuledOutLayout } from './try-layout.ts';
import { nearestShortageText } from './shortage-text.ts';

const EMPTY = { drives: 0, funnel: [], shortages: [], findings: [] } as const;

/** A refusal where the size lies outside what the class takes. */
export function sizeRefusal({ minVolumeBytes, maxVolumeBytes }: ClassParameters, size: GiB): Refusal | undefined {
  if (minVolumeBytes === undefined && maxVolumeBytes === undefined) return undefined;
  const bytes = size * Number(BYTES_PER_GIB);
  if (minVolumeBytes !== undefined && bytes < minVolumeBytes) {
    return outOfRange(`${formatGiB(size)} is less than the class's minVolumeSize of ${formatBytes(minVolumeBytes)}`);
  }
  if (maxVolumeBytes !== undefined && bytes > maxVolumeBytes) {
    return outOfRange(`${formatGiB(size)} is more than the class's maxVolumeSize of ${formatBytes(maxVolumeBytes)}`);
  }
  return undefined;
}

const outOfRange = (message: string): Refusal => ({ kind: 'refused', code: 'size-out-of-range', message, ...EMPTY });

type SelectedPools = ReadonlyMap<BackendName, readonly Pool[]>;

/** A refusal where no backend that the class takes pools of gives out volumes of the size, or any at all yet. */
export function servedNowhere({ backends }: Configuration, size: GiB, pools: SelectedPools): Refusal | undefined {
  if (pools.size === 0 || backends.some((backend) => pools.has(backend.name) && gives(backend, size))) return undefined;
  const selected = backends.filter(({ name }) => pools.has(name));
  return tooLargeForAll(selected, size) ?? allUnserved(selected);
}

const gives = (backend: Backend, size: GiB): boolean => takes(backend, size) && isServed(backend.driver);

const takes = ({ maxVolumeBytes }: Backend, size: GiB): boolean =>
  maxVolumeBytes === undefined || size * Number(BYTES_PER_GIB) <= maxVolumeBytes;

function tooLargeForAll(selected: readonly Backend[], size: GiB): Refusal | undefined {
  if (selected.some((backend) => takes(backend, size))) return undefined;
  const names = selected.map((backend) => backend.name).join(', ');
  return outOfRange(`${formatGiB(size)} is more than limits.maxVolumeSize of backend ${names}`);
}

function allUnserved(selected: readonly Backend[]): Refusal | undefined {
  if (selected.some(({ driver }) => isServed(driver))) return undefined;
  const names = selected.map(({ name, driver }) => `${name} (${driver.kind})`).join(', ');
  const message = `needs a pool of a composable backend: the class takes pools of ${names} alone, which this version does not serve`;
  return { kind: 'refused', code: 'no-capacity', message, ...EMPTY };
}

function isServed(driver: BackendDriver): boolean {
  switch (driver.kind) {
    case 'composable':
      return true;
    case 'nfs':
      return false;
  }
}

export function denied(findings: readonly Finding[]): Refusal {
  const first = findings.find(isError);
  const policy = first?.rule ? ` by policy ${first.rule.policy}` : '';
  const message = `refused${policy}: ${first?.message ?? 'a policy denies the request'}`;
  return { kind: 'refused', code: 'policy-denied', message, ...EMPTY, findings };
}

/** The bounds are those of the pairing search and of the search among candidates: decision 0006. */
const GAVE_UP: Readonly<Record<SearchBound, string>> = {
  'crossing-levels':
    'gave up after a search of 20,000 steps: the levels whose loss the volume must survive, or that it spreads over, cross, and a placement may exist',
  filters: 'gave up after 64 candidates: a placement may exist; simplify the Placement rules that are no constraints',
};

interface Tried {
  readonly request: VolumeRequest;
  readonly admission: Admission;
  readonly shortages: readonly Shortage[];
  readonly gaveUp: SearchBound | undefined;
  readonly ruledOut: readonly RuledOutLayout[];
  readonly unreachable: boolean;
  /** What other volumes leave too little of, where they alone stand in the way. */
  readonly keptOut: string | undefined;
}

/** A refusal for want of drives, in the words of what is short. */
export function noCapacity(tried: Tried): Refusal {
  const { admission, shortages, gaveUp, unreachable } = tried;
  const common = { drives: totalDrives(admission), funnel: funnelOf(admission), shortages, findings: [] };
  if (gaveUp) {
    const message = GAVE_UP[gaveUp];
    return { kind: 'refused', code: 'search-bounded', message, ...common };
  }
  if (tried.keptOut !== undefined) return { kind: 'refused', code: 'no-capacity', message: tried.keptOut, ...common };
  const short = admittedDrives(admission) === 0 ? emptied(common) : shortText(tried);
  const hindered = hinderedText(admission.hindered);
  const what = hindered === undefined ? short : `${short}; ${hindered}: "stowage inventory" shows which`;
  if (unreachable) {
    const message = `within reach of the volume's nodes it ${what}; softDomains: "true" would place it elsewhere`;
    return { kind: 'refused', code: 'unreachable', message, ...common };
  }
  return { kind: 'refused', code: 'no-capacity', message: what, ...common };
}

/** What is too little or, where each layout is ruled out, by which rules. */
function shortText({ request, shortages, ruledOut }: Pick<Tried, 'request' | 'shortages' | 'ruledOut'>): string {
  if (shortages.length > 0 || ruledOut.length === 0) return nearestShortageText(request, shortages);
  const first = new Map(ruledOut.map(({ layout, by }) => [layout, by.label]));
  const each = [...first].map(([layout, label]) => `${layout} is ruled out ${label}`);
  return `fits no layout that the class allows: ${each.join(', ')}`;
}

function emptied({ drives, funnel }: Pick<Refusal, 'drives' | 'funnel'>): string {
  if (drives === 0) return 'needs drives, and the configuration declares none';
  const culprit = funnel.find((step) => step.left === 0);
  return `needs a drive that is ${culprit?.label ?? 'admitted'}; none of ${String(culprit?.ruledOut ?? 0)} left is`;
}
