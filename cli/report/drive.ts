import { formatBytes, formatGiB, gib } from '../../core/model/capacity.ts';
import type { DriveDetailView, ExtentView } from '../api/views/drive-view.ts';
import { podText } from './kubernetes.ts';
import { printable } from './printable.ts';
import { renderTable } from './table.ts';
import type { Column } from './table.ts';
import { claimText } from './volume.ts';

/** A drive in full: what it is, and who uses what of it. */
export function renderDrive(drive: DriveDetailView): string {
  const facts = factsOf(drive).map(([label, value]) => `${`${label}:`.padEnd(14)}${printable(value)}\n`);
  if (drive.extents.length === 0) return [...facts, 'Extents:      <none>\n'].join('');
  const extents = renderTable(EXTENTS, drive.extents).replaceAll(/^(?=.)/gm, '  ');
  return [...facts, 'Extents:\n', extents].join('');
}

const size = (sizeGiB: number): string => formatGiB(gib(sizeGiB));

const factsOf = (drive: DriveDetailView): readonly (readonly [string, string])[] => [
  ['ID', drive.id],
  ['Enclosure', drive.enclosure],
  ['Group', drive.storageGroup],
  ['Media', `${drive.media}, ${drive.protocol}${rotation(drive)}`],
  ['Capacity', formatBytes(BigInt(drive.capacity))],
  ['Tags', drive.tags.length === 0 ? '<none>' : drive.tags.join(', ')],
  ['State', [drive.state, ...drive.differences].join(', ')],
  ['Use', drive.use],
  ['Used', size(drive.usedGiB)],
];

const rotation = ({ rotationSpeedRPM }: DriveDetailView): string =>
  rotationSpeedRPM === 0 ? '' : `, ${String(rotationSpeedRPM)} rpm`;

const EXTENTS: readonly Column<ExtentView>[] = [
  { head: 'FROM', cell: ({ startGiB }) => `GiB ${String(startGiB)}` },
  { head: 'LENGTH', cell: ({ lengthGiB }) => size(lengthGiB) },
  { head: 'STRANDED', cell: ({ strandedGiB }) => (strandedGiB === 0 ? undefined : size(strandedGiB)), optional: true },
  { head: 'VOLUME', cell: ({ volume, snapshot }) => (snapshot ? `${volume} (snapshot)` : volume) },
  { head: 'PHASE', cell: ({ phase }) => phase },
  { head: 'CLAIM', cell: ({ claim }) => claim && claimText(claim), optional: true },
  { head: 'PODS', cell: ({ kubernetes }) => kubernetes?.pods.map(podText).join(', '), optional: true },
  { head: 'LEG', cell: ({ leg }) => leg },
];
