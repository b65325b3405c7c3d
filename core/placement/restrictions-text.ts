import type { BandwidthConstraint, WorkloadConstraint } from '../model/constraints.ts';
import type { RestrictedBy } from './restrictions.ts';

const MOST_NAMED = 4;

/** What other volumes leave too little of, where nothing else stands in the way. */
export function restrictionsText({ workload, bandwidth }: RestrictedBy): string {
  const kept = workload.filter(({ hard }) => hard).map(workloadText);
  return [...bandwidth.map(uplinkText), ...kept].join('; ');
}

/** "has drives, but uplinks have too little left: each leg reserves 240 Gbit/s, and leaf-a has 160 Gbit/s". */
function uplinkText(constraint: BandwidthConstraint): string {
  const each = constraint.perLeg(1);
  const short = [...constraint.left].filter(([, bits]) => bits < each).sort(([, a], [, b]) => b - a);
  const named = short.slice(0, MOST_NAMED).map(([domain, bits]) => `${domain} has ${bitsText(bits)}`);
  const rest = short.length > MOST_NAMED ? [`${String(short.length - MOST_NAMED)} more have less`] : [];
  const left = [...named, ...rest].join(', ') || 'no uplink has that for every leg';
  return `uplinks have too little left: each leg of one drive reserves ${bitsText(each)}, ${left}`;
}

/** "the other volumes of its workload lie in rack r1, r2, and workloadSpread requires another". */
function workloadText({ source, kind, level, present }: WorkloadConstraint): string {
  const domains = [...present.keys()].sort();
  const named = domains.slice(0, MOST_NAMED).join(', ') + (domains.length > MOST_NAMED ? ', …' : '');
  const parameter = source.kind === 'parameter' ? source.name : 'a rule';
  const wish = kind === 'apart' ? 'another' : 'one of these';
  return `the other volumes of its workload lie in ${level} ${named}, and ${parameter} requires ${wish}`;
}

const UNITS = [
  [1e12, 'Tbit/s'],
  [1e9, 'Gbit/s'],
  [1e6, 'Mbit/s'],
  [1e3, 'kbit/s'],
] as const;

function bitsText(bits: number): string {
  const unit = UNITS.find(([size]) => bits >= size);
  if (!unit) return `${String(bits)} bit/s`;
  const [size, name] = unit;
  return `${String(Math.round((bits / size) * 10) / 10)} ${name}`;
}
