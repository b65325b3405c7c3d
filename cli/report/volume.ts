import { formatBandwidth } from '../../core/model/bandwidth.ts';
import { formatGiB, gib } from '../../core/model/capacity.ts';
import type { ClaimReference } from '../../core/model/volume.ts';
import type { KubernetesUse, LegView, PublicationView, VolumeView } from '../api/views/volume-view.ts';
import { integrityNotes, integrityText, legState } from './integrity.ts';
import { goneText, podText, workloadText } from './kubernetes.ts';
import { printable } from './printable.ts';
import { renderTable } from './table.ts';
import type { Column } from './table.ts';

/** A volume in full: what it is, where it lies, and why there. */
export function renderVolume(volume: VolumeView): string {
  const facts = factsOf(volume).map(([label, value]) => `${`${label}:`.padEnd(14)}${printable(value)}\n`);
  const legs = indented(renderTable(LEGS, volume.legs));
  const reasons = volume.reasons.map((reason) => `  - ${printable(reason)}\n`);
  const notes = integrityNotes(volume).map((note) => `  - ${note}\n`);
  return [
    ...facts,
    'Legs:\n',
    legs,
    ...(notes.length === 0 ? [] : ['Integrity of the legs:\n', ...notes]),
    ...(reasons.length === 0 ? [] : ['Why (when it was placed):\n', ...reasons]),
  ].join('');
}

const size = (sizeGiB: number): string => formatGiB(gib(sizeGiB));
const list = (words: readonly string[]): string => (words.length === 0 ? '<none>' : words.join(', '));

const pairs = (strings: Readonly<Record<string, string>>): string =>
  list(Object.entries(strings).map(([key, value]) => `${key}=${value}`));

const factsOf = (volume: VolumeView): readonly (readonly [string, string])[] => [
  ['Name', volume.name],
  ['ID', volume.id],
  ['Class', list(volume.classes)],
  ...(volume.claim ? [['Claim', claimText(volume.claim)] as const] : []),
  ...(volume.kubernetes ? kubernetesFacts(volume.kubernetes) : []),
  ...(volume.workload === undefined ? [] : [['Workload', volume.workload] as const]),
  ['Parameters', pairs(volume.parameters)],
  ...(volume.attributes ? [['Attributes', pairs(volume.attributes)] as const] : []),
  ...(volume.targetAttributes ? [['Changing to', pairs(volume.targetAttributes)] as const] : []),
  ['Size', size(volume.sizeGiB)],
  ['Use', volume.mode === 'block' ? 'block device' : `filesystem ${volume.fsType}`],
  ['Encrypted', volume.encrypted ? 'yes' : 'no'],
  ['Phase', volume.targetGiB === undefined ? volume.phase : `${volume.phase} to ${size(volume.targetGiB)}`],
  ['Backend', volume.backend],
  ['Layout', volume.layout],
  ['Survives', volume.survives.length === 0 ? 'no loss' : `the loss of any one ${volume.survives.join(', any one ')}`],
  ['Integrity', integrityText(volume)],
  ['Reached from', volume.reachableFrom ? list(volume.reachableFrom) : 'anywhere'],
  ...(volume.bandwidthPerLeg === undefined
    ? []
    : [['Reserves', `${formatBandwidth(volume.bandwidthPerLeg)} of uplinks for each leg`] as const]),
  ['Published to', list(volume.publishedTo.map(publicationText))],
  ['Revision', String(volume.revision)],
];

export const claimText = ({ namespace, name }: ClaimReference): string => `${namespace}/${name}`;

/** The class that the claim names is told where it is: the classes above are all that ask for the same. */
const kubernetesFacts = ({
  persistentVolume,
  storageClass,
  workload,
  pods,
}: KubernetesUse): readonly (readonly [string, string])[] => [
  ...(storageClass === undefined ? [] : [['Named class', storageClass] as const]),
  ['In cluster', persistentVolume ? `${persistentVolume.name} (${persistentVolume.phase})` : 'no PersistentVolume'],
  ...(workload ? [['Used by', workloadText(workload)] as const] : []),
  ['Pods', list(pods.map(podText))],
];

function publicationText(publication: PublicationView): string {
  const { node, phase, readonly } = publication;
  const gone = goneText(publication);
  return [
    node,
    ...(phase === 'published' ? [] : [`(${phase})`]),
    ...(readonly ? ['(read-only)'] : []),
    ...(gone === undefined ? [] : [`(${gone})`]),
  ].join(' ');
}

const LEGS: readonly Column<LegView>[] = [
  { head: 'DRIVE', cell: ({ drive }) => drive },
  { head: 'ENCLOSURE', cell: ({ enclosure }) => enclosure },
  { head: 'FROM', cell: ({ startGiB }) => `GiB ${String(startGiB)}` },
  { head: 'LENGTH', cell: ({ lengthGiB }) => size(lengthGiB) },
  { head: 'STRANDED', cell: ({ strandedGiB }) => (strandedGiB === 0 ? undefined : size(strandedGiB)) },
  { head: 'STATE', cell: legState },
  { head: 'ID', cell: ({ id }) => id },
];

const indented = (lines: string): string => lines.replaceAll(/^(?=.)/gm, '  ');
