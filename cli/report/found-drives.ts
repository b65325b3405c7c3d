import { formatGiB, gibFloor } from '../../core/model/capacity.ts';
import type { FoundDriveView, FoundEnclosureView } from '../api/views/found-view.ts';
import { standingText, whatHinders } from './drive-standing.ts';
import { hardwareText } from './hardware-text.ts';
import { renderTable } from './table.ts';
import type { Column } from './table.ts';

/** A line of the table: a drive, or something that is not there. */
interface Line {
  readonly enclosure: string;
  readonly id?: string;
  readonly drive?: FoundDriveView;
  readonly standing: string;
  readonly next: string | undefined;
}

const COLUMNS: readonly Column<Line>[] = [
  { head: 'ENCLOSURE', cell: ({ enclosure }) => enclosure },
  { head: 'DRIVE', cell: ({ id }) => id },
  { head: 'MEDIA', cell: ({ drive }) => drive?.mediaType },
  { head: 'PROTOCOL', cell: ({ drive }) => drive?.protocol },
  { head: 'CAPACITY', cell: ({ drive }) => drive && formatGiB(gibFloor(BigInt(drive.capacity))) },
  { head: 'MODEL', cell: ({ drive }) => drive && hardwareText(drive.model) },
  { head: 'SERIAL', cell: ({ drive }) => drive && hardwareText(drive.serialNumber) },
  { head: 'LEGS', cell: ({ drive }) => drive && String(drive.legs.length) },
  { head: 'STANDING', cell: ({ standing }) => standing },
  { head: 'NEXT', cell: ({ next }) => next },
];

/** Every drive that agents found, whose it is and what to do next; and what is declared but was not found. */
export const renderFoundDrives = (enclosures: readonly FoundEnclosureView[]): string =>
  renderTable(COLUMNS, enclosures.flatMap(linesOf));

function linesOf({ name, state, reason = '', drives, missing }: FoundEnclosureView): readonly Line[] {
  if (state === 'not-answering') return [{ enclosure: name, standing: 'not answering', next: hardwareText(reason) }];
  const found = drives.map((drive) => ({
    enclosure: name,
    id: drive.id,
    drive,
    standing: standingText(drive.standing),
    next: whatHinders(drive.standing) ?? differenceOf(drive) ?? declarationOf(drive, name),
  }));
  const lost = missing.map((id) => ({ enclosure: name, id, standing: 'not found', next: NOT_FOUND }));
  if (found.length + lost.length > 0) return [...found, ...lost];
  return [{ enclosure: name, standing: 'no drives', next: 'look whether the host sees them: lsblk -o NAME,WWN' }];
}

const NOT_FOUND = 'it is declared here: look at the drive, or declare its state';

/** Of a drive that is nobody else's. */
function differenceOf({ differences, mediaType }: FoundDriveView): string | undefined {
  if (differences.includes('unknown-legs')) return 'takes no legs: those on it belong to volumes that nobody knows';
  if (differences.includes('other-media')) return `takes no legs: declare that it is an ${mediaType}`;
  return differences.includes('smaller') ? 'is declared larger: declare its capacity' : undefined;
}

function declarationOf({ declaredIn }: FoundDriveView, enclosure: string): string | undefined {
  if (declaredIn === enclosure) return undefined;
  if (declaredIn === undefined) return 'declare it: "stowage inventory export" writes it';
  return `declared in ${declaredIn}: put it back, or declare it here`;
}
