import type { ClassParameters } from '../../model/class.ts';
import type { Topology } from '../../model/inventory.ts';
import type { StorageClassObject } from '../../../schemas/generated/types.ts';
import { at } from './declared.ts';
import type { Declared } from './declared.ts';
import { problem } from './report.ts';
import type { References, Report } from './report.ts';
import { checkPlausible, PLAUSIBLE_RESERVATION } from './suspicious-quantities.ts';

/** Volumes of a workload lie apart or together in domains of a level that there is. */
export function checkWorkload(
  declared: Declared<StorageClassObject>,
  parameters: ClassParameters,
  levels: References,
): void {
  for (const key of ['workloadSpread', 'workloadAffinity'] as const) {
    const level = parameters[key]?.level;
    if (level === undefined) continue;
    levels.check(level, { ...at(declared, 'parameters', key), range: { start: 0, end: level.length } });
  }
}

/** Bandwidth is reserved of uplinks whose speed is declared, and of no others. */
export function checkReservation(
  declared: Declared<StorageClassObject>,
  { reserveBandwidth }: ClassParameters,
  { bandwidthDomains }: Topology,
  report: Report,
): void {
  const text = declared.wire.parameters?.reserveBandwidth;
  if (text === undefined || reserveBandwidth.kind === 'none') return;
  const address = at(declared, 'parameters', 'reserveBandwidth');
  if (reserveBandwidth.kind === 'volume') checkPlausible(text, PLAUSIBLE_RESERVATION, address, report);
  if ([...bandwidthDomains.values()].some(({ bitsPerSecond }) => bitsPerSecond !== undefined)) return;
  const message = 'reserveBandwidth has no effect: no bandwidth domain of the Topology declares its bandwidth';
  const help = 'Say how fast its uplink is, as spec.bandwidthDomains[].bandwidth, or leave it out.';
  report(problem('class/no-effect', address, message, { severity: 'warning', help }));
}
