import { formatBandwidth } from '../../core/model/bandwidth.ts';
import { formatBytes, formatGiB, gib, gibFloor } from '../../core/model/capacity.ts';
import type { Decision } from '../../csi/driver/decisions.ts';
import type { BackendView } from '../api/views/backend-view.ts';
import type { BandwidthDomainView } from '../api/views/bandwidth-domain-view.ts';
import type { ClassView } from '../api/views/class-view.ts';
import type { DriveView } from '../api/views/drive-view.ts';
import type { EnclosureView } from '../api/views/enclosure-view.ts';
import type { OperationView } from '../api/views/operation-view.ts';
import type { RevisionView } from '../api/views/revision-view.ts';
import type { SnapshotView } from '../api/views/snapshot-view.ts';
import type { PublicationView, VolumeView } from '../api/views/volume-view.ts';
import type { Resource, ResourceViews } from '../api/views/resource-views.ts';
import { isBehind } from './integrity.ts';
import { goneText, podText, workloadText } from './kubernetes.ts';
import { claimText } from './volume.ts';
import { renderTable } from './table.ts';
import type { Column } from './table.ts';

const list = (words: readonly string[]): string => words.join(',');
/** A drive may hold hundreds of slices: a few say whose they are, and JSON says all. */
const some = (words: readonly string[]): string =>
  words.length <= SHOWN ? list(words) : `${list(words.slice(0, SHOWN))},… (${String(words.length)})`;
const SHOWN = 3;
const yes = (flag: boolean): string => (flag ? 'yes' : 'no');
const size = (sizeGiB: number): string => formatGiB(gib(sizeGiB));
const capacity = (bytes: string): string => formatGiB(gibFloor(BigInt(bytes)));
const pairs = (map: Readonly<Record<string, string>>): string =>
  list(Object.entries(map).map(([key, value]) => `${key}=${value}`));

const DRIVES: readonly Column<DriveView>[] = [
  { head: 'ID', cell: ({ id }) => id },
  { head: 'ENCLOSURE', cell: ({ enclosure }) => enclosure },
  { head: 'GROUP', cell: ({ storageGroup }) => storageGroup },
  { head: 'MEDIA', cell: ({ media }) => media },
  { head: 'CAPACITY', cell: (drive) => capacity(drive.capacity) },
  { head: 'STATE', cell: ({ state, differences }) => list([state, ...differences]) },
  { head: 'USE', cell: ({ use }) => use },
  { head: 'USED', cell: ({ usedGiB }) => size(usedGiB) },
  { head: 'VOLUMES', cell: ({ volumes }) => some(volumes) },
];

const ENCLOSURES: readonly Column<EnclosureView>[] = [
  { head: 'NAME', cell: ({ name }) => name },
  { head: 'GROUP', cell: ({ storageGroup }) => storageGroup },
  { head: 'DRIVES', cell: ({ drives }) => String(drives) },
  { head: 'IN-USE', cell: ({ drivesInUse }) => String(drivesInUse) },
  { head: 'CAPACITY', cell: (enclosure) => capacity(enclosure.capacity) },
  { head: 'TRANSPORTS', cell: ({ portals }) => list([...new Set(portals.map(({ transport }) => transport))]) },
  { head: 'BANDWIDTH-DOMAIN', cell: ({ bandwidthDomain }) => bandwidthDomain },
  { head: 'DOMAINS', cell: ({ domains }) => pairs(domains) },
];

const BANDWIDTH_DOMAINS: readonly Column<BandwidthDomainView>[] = [
  { head: 'NAME', cell: ({ name }) => name },
  { head: 'ENCLOSURES', cell: ({ enclosures }) => String(enclosures) },
  { head: 'BANDWIDTH', cell: ({ bandwidth }) => (bandwidth === undefined ? undefined : formatBandwidth(bandwidth)) },
  { head: 'RESERVED', cell: ({ reserved }) => formatBandwidth(reserved) },
  { head: 'LEFT', cell: ({ left }) => (left === undefined ? undefined : formatBandwidth(left)) },
  { head: 'VOLUMES', cell: ({ volumes }) => String(volumes) },
  { head: 'REACHES', cell: ({ reaches }) => list(reaches) },
];

const BACKENDS: readonly Column<BackendView>[] = [
  { head: 'NAME', cell: ({ name }) => name },
  { head: 'DRIVER', cell: ({ driver }) => driver },
  { head: 'STATE', cell: ({ state }) => state },
  { head: 'VOLUMES', cell: ({ volumes }) => String(volumes) },
  { head: 'SIZE', cell: ({ sizeGiB }) => size(sizeGiB) },
  { head: 'LIMITS', cell: limitsText, optional: true },
  { head: 'POOLS', cell: ({ pools }) => list(pools.map(poolText)) },
  { head: 'GROUPS', cell: groupsOf },
  { head: 'FRAGMENTED', cell: ({ pools }) => list(pools.flatMap(fragmentedText)), optional: true },
];

type Limited = Pick<BackendView, 'volumes' | 'sizeGiB' | 'maxVolumes' | 'maxTotalSize'>;

/** How much there is of what there may be: `12/2000 volumes, 30 GiB/2 PiB`. */
function limitsText({ volumes, sizeGiB, maxVolumes, maxTotalSize }: Limited): string | undefined {
  const limits = [
    ...(maxVolumes === undefined ? [] : [`${String(volumes)}/${String(maxVolumes)} volumes`]),
    ...(maxTotalSize === undefined ? [] : [`${size(sizeGiB)}/${formatBytes(BigInt(maxTotalSize))}`]),
  ];
  return limits.length === 0 ? undefined : limits.join(', ');
}

const poolText = (pool: BackendView['pools'][number]): string => {
  const limits = limitsText(pool);
  return limits === undefined ? pool.name : `${pool.name} (${limits})`;
};

const fragmentedText = ({ name, fragmentation }: BackendView['pools'][number]): readonly string[] =>
  fragmentation ? [`${name}=${String(fragmentation.percent)}%`] : [];

function groupsOf({ driver, storageGroups }: BackendView): string {
  switch (driver) {
    case 'composable':
      return storageGroups ? list(storageGroups) : '<rest>';
    case 'nfs':
      return '';
  }
}

const CLASSES: readonly Column<ClassView>[] = [
  { head: 'NAME', cell: ({ name }) => name },
  { head: 'TYPE', cell: ({ type }) => type },
  { head: 'REDUNDANCY', cell: ({ redundancy }) => yes(redundancy) },
  { head: 'ENCRYPT', cell: ({ encrypt }) => yes(encrypt) },
  { head: 'EXPANSION', cell: ({ allowVolumeExpansion }) => yes(allowVolumeExpansion) },
  { head: 'BINDING', cell: ({ volumeBindingMode }) => volumeBindingMode },
  { head: 'RECLAIM', cell: ({ reclaimPolicy }) => reclaimPolicy },
  { head: 'VOLUMES', cell: ({ volumes }) => String(volumes) },
];

const VOLUMES: readonly Column<VolumeView>[] = [
  { head: 'NAME', cell: ({ name }) => name },
  { head: 'CLASS', cell: ({ classes }) => list(classes) },
  { head: 'CLAIM', cell: ({ claim }) => claim && claimText(claim), optional: true },
  { head: 'SIZE', cell: ({ sizeGiB }) => size(sizeGiB) },
  { head: 'LAYOUT', cell: ({ layout }) => layout },
  { head: 'PHASE', cell: ({ phase, legs }) => (legs.some(isBehind) ? `${phase},degraded` : phase) },
  { head: 'LEGS', cell: ({ legs }) => String(legs.length) },
  { head: 'SURVIVES', cell: ({ survives }) => list(survives) },
  { head: 'PUBLISHED-TO', cell: ({ publishedTo }) => list(publishedTo.map(nodeText)) },
  { head: 'PODS', cell: ({ kubernetes }) => kubernetes && some(kubernetes.pods.map(podText)), wide: true },
  { head: 'WORKLOAD', cell: ({ kubernetes }) => kubernetes?.workload && workloadText(kubernetes.workload), wide: true },
  { head: 'PERSISTENT-VOLUME', cell: ({ kubernetes }) => kubernetes?.persistentVolume?.name, wide: true },
  { head: 'BACKEND', cell: ({ backend }) => backend, wide: true },
  { head: 'ID', cell: ({ id }) => id, wide: true },
];

const nodeText = ({ node, nodeGone }: PublicationView): string => (nodeGone === true ? `${node} (gone)` : node);

const SNAPSHOTS: readonly Column<SnapshotView>[] = [
  { head: 'NAME', cell: ({ name }) => name },
  { head: 'VOLUME', cell: ({ volume }) => volume },
  { head: 'SIZE', cell: ({ sizeGiB }) => size(sizeGiB) },
  { head: 'LAYOUT', cell: ({ layout }) => layout },
  { head: 'READY', cell: ({ ready }) => yes(ready) },
  { head: 'TAKEN', cell: ({ takenAt }) => takenAt },
];

const REVISIONS: readonly Column<RevisionView>[] = [
  { head: 'NUMBER', cell: ({ number }) => number?.toString() },
  { head: 'COMMIT', cell: ({ commit }) => commit.slice(0, 10) },
  { head: 'REF', cell: ({ ref }) => ref },
  { head: 'STATE', cell: ({ state }) => state },
  { head: 'FINDINGS', cell: ({ findings }) => (findings.length === 0 ? undefined : String(findings.length)) },
  { head: 'SUBJECT', cell: ({ subject }) => subject },
];

const OPERATIONS: readonly Column<OperationView>[] = [
  { head: 'ID', cell: ({ id }) => id },
  { head: 'VOLUME', cell: ({ volume }) => volume },
  { head: 'NODE', cell: ({ node }) => node, optional: true },
  { head: 'SINCE', cell: ({ since }) => since },
  { head: 'STATE', cell: ({ state }) => state },
  { head: 'STEP', cell: ({ step }) => step },
  { head: 'ATTEMPTS', cell: ({ attempts }) => attempts?.toString() },
  {
    head: 'WHY',
    cell: (operation) => [operation.why, goneText(operation)].filter((each) => each !== undefined).join('; '),
  },
];

const DECISIONS: readonly Column<Decision>[] = [
  { head: 'AT', cell: ({ at }) => at },
  { head: 'BY', cell: ({ by }) => by },
  { head: 'DECISION', cell: ({ kind }) => kind },
  { head: 'OF', cell: (decision) => ('volume' in decision ? decision.volume : decision.enclosure) },
  { head: 'ABOUT', cell: decisionSubject },
  { head: 'OUTCOME', cell: ({ outcome }) => outcomeText(outcome) },
];

function decisionSubject(decision: Decision): string {
  switch (decision.kind) {
    case 'drop-leg':
      return decision.leg;
    case 'abandon-operation':
      return decision.operation;
    case 'adopt-drive':
    case 'wipe-drive':
      return decision.drive;
  }
}

const outcomeText = (outcome: Decision['outcome']): string =>
  outcome.kind === 'refused' ? `refused (${outcome.code}): ${outcome.message}` : outcome.kind;

const COLUMNS: { readonly [Name in Resource]: readonly Column<ResourceViews[Name]>[] } = {
  drives: DRIVES,
  enclosures: ENCLOSURES,
  'bandwidth-domains': BANDWIDTH_DOMAINS,
  backends: BACKENDS,
  classes: CLASSES,
  volumes: VOLUMES,
  snapshots: SNAPSHOTS,
  revisions: REVISIONS,
  operations: OPERATIONS,
  decisions: DECISIONS,
};

/** A table of what one list of the API holds. */
export const renderResources = <Name extends Resource>(
  resource: Name,
  views: readonly ResourceViews[Name][],
  width: { readonly wide: boolean } = { wide: false },
): string => renderTable(COLUMNS[resource], views, width);
