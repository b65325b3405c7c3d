import { formatGiB, gib } from '../model/capacity.ts';
import type { Placement, VolumeRequest } from '../model/volume.ts';
import { funnelOf, REPORTED_USABLE, totalDrives } from './admissions.ts';
import { admittedDrives } from './index/admission.ts';
import type { Admission } from './index/admission.ts';
import { hinderedText } from './hindered-text.ts';
import { isWhole } from './layout-options.ts';
import type { ScoreReport } from './highest-scoring.ts';
import type { Chosen } from './placement-of.ts';
import { scoreReasons } from './score-reasons.ts';

/** Why these drives, a line a reason, in the order in which they were decided. */
export function reasonsFor(
  request: VolumeRequest,
  placement: Placement,
  { chosen, report }: { readonly chosen: Chosen; readonly report: ScoreReport | undefined },
  admission: Admission,
): readonly string[] {
  return [
    funnelReason(admission),
    layoutReason(request, chosen),
    fitReason(placement, chosen),
    ...(report ? scoreReasons(report) : []),
    ...survivalReason(placement, chosen),
    ...reachReason(placement),
    ...encryptionReason(request),
  ];
}

function funnelReason(admission: Admission): string {
  const left = `${String(admittedDrives(admission))} of ${String(totalDrives(admission))} drives qualify`;
  const ruledOut = funnelOf(admission)
    .filter((step) => step.ruledOut > 0 && step.label !== REPORTED_USABLE)
    .map((step) => `${String(step.ruledOut)} not ${step.label}`);
  const hindered = hinderedText(admission.hindered);
  const all = [...ruledOut, ...(hindered === undefined ? [] : [hindered])];
  return all.length === 0 ? left : `${left}: ${all.join(', ')}`;
}

function layoutReason(request: VolumeRequest, chosen: Chosen): string {
  const { layout, stripes } = chosen.option;
  const size = formatGiB(request.size.required);
  switch (layout) {
    case 'single':
      return `one drive holds ${size}, and the class asks for no redundancy`;
    case 'mirror':
      return `redundancy: two copies of ${size}`;
    case 'striped-mirror':
      return request.parameters.redundancy
        ? `redundancy and striping: ${String(stripes)} mirrored pairs hold ${size}`
        : `no drive that it may take holds ${size}: striping makes ${String(stripes)} mirrored pairs, at twice the bytes`;
    case 'slice':
      return `a slice of an SSD, ${size} and 1 GiB of metadata`;
    case 'mirrored-slice':
      return `redundancy: two slices of ${size} and 1 GiB of metadata`;
  }
}

function fitReason(placement: Placement, chosen: Chosen): string {
  if (!isWhole(placement.layout)) {
    const opened = chosen.legs.filter((leg) => leg.fit[0] === 1).length;
    return opened === 0
      ? 'on SSDs that already hold slices, so that blank ones stay whole'
      : `${String(opened)} blank SSD${opened === 1 ? '' : 's'} opened: no sliced one had room`;
  }
  const drives = new Set(chosen.legs.map((leg) => formatGiB(leg.cohort.drives.partitionable)));
  const held = gib(placement.legs.reduce((sum, leg) => sum + leg.stranded, 0));
  const rest = held > 0 ? `, ${formatGiB(held)} held for growth` : '';
  return `smallest drives that fit (${[...drives].join(', ')})${rest}`;
}

function survivalReason(placement: Placement, chosen: Chosen): readonly string[] {
  if (placement.survives.length === 0) {
    return chosen.option.copies === 2 ? ['survives the loss of any one drive'] : [];
  }
  return placement.survives.map((level) => {
    const domains = new Set(chosen.legs.map((leg) => leg.cohort.drives.domains.get(level) ?? '?'));
    const shown = [...domains].slice(0, 4).join(', ') + (domains.size > 4 ? ', …' : '');
    return `survives the loss of any one ${level} (${shown})`;
  });
}

const reachReason = (placement: Placement): readonly string[] =>
  placement.reachableFrom === undefined ? [] : [`at full speed from nodes in ${placement.reachableFrom.join(', ')}`];

const encryptionReason = (request: VolumeRequest): readonly string[] =>
  request.parameters.encrypt ? ['encrypted under a key of its own, derived from the secret of the backend'] : [];
