import { BYTES_PER_GIB, parseQuantity } from '../../core/model/capacity.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import type { EnclosureDrive } from '../../schemas/generated/types.ts';
import type { FoundDriveView } from '../api/views/found-view.ts';
import { standingText, whatHinders } from './drive-standing.ts';
import { exactQuantity } from './exact-quantity.ts';
import { hardwareText } from './hardware-text.ts';

/** A drive of an exported Enclosure. */
export interface ExportedDrive {
  readonly drive: EnclosureDrive;
  /** For people who compare it with what is printed on the drive, or wonder about it. */
  readonly remarks: readonly string[];
  /** Why it must not be declared; `undefined` where it may, or is already. */
  readonly leftOut: string | undefined;
}

/** A declared drive of which nothing new is known. */
export const asDeclared = (drive: EnclosureDrive, ...remarks: readonly string[]): ExportedDrive => ({
  drive: inOrder(drive),
  remarks,
  leftOut: undefined,
});

/** A drive as it was found; what is declared of it stays declared, and keeps what hardware cannot know. */
export function foundAndDeclared(found: FoundDriveView, declared: EnclosureDrive): ExportedDrive {
  const objection = objectionTo(found);
  return {
    drive: inOrder({ ...declared, ...identityOf(found, declared) }),
    remarks: [...labelOf(found), ...(objection === undefined ? [] : [objection])],
    leftOut: undefined,
  };
}

/** A drive that its enclosure does not declare. */
export const foundAlone = (found: FoundDriveView, leftOut: string | undefined): ExportedDrive => ({
  drive: inOrder(identityOf(found, undefined)),
  remarks: labelOf(found),
  leftOut,
});

/** Why a drive that nobody declares should not be declared as it is. */
export function objectionTo({ id, capacity, standing }: FoundDriveView): string | undefined {
  const hindrance = whatHinders(standing);
  if (hindrance !== undefined) return `${standingText(standing)}; ${hindrance}`;
  if (!DRIVE_ID.test(id)) return 'its id is no WWN, EUI-64 or NGUID';
  return BigInt(capacity) < BYTES_PER_GIB ? `it holds ${capacity} bytes, less than 1 GiB` : undefined;
}

const DRIVE = schemas.Enclosure.properties?.['spec']?.properties?.['drives']?.items?.properties ?? {};
const DRIVE_ID = new RegExp(DRIVE['id']?.pattern ?? '');
const { minimum: SLOWEST = 1, maximum: FASTEST = Infinity } = DRIVE['rotationSpeedRPM'] ?? {};

/** Order of the keys in the file. */
const inOrder = ({
  id,
  mediaType,
  protocol,
  rotationSpeedRPM,
  capacity,
  tags,
  state,
}: EnclosureDrive): EnclosureDrive => ({
  id,
  mediaType,
  protocol,
  ...(rotationSpeedRPM === undefined || mediaType === 'SSD' ? {} : { rotationSpeedRPM }),
  capacity,
  ...(tags === undefined ? {} : { tags }),
  ...(state === undefined ? {} : { state }),
});

function identityOf(found: FoundDriveView, declared: EnclosureDrive | undefined): EnclosureDrive {
  const { id, mediaType, protocol, rotationSpeedRPM = 0 } = found;
  const isPlausible = rotationSpeedRPM >= SLOWEST && rotationSpeedRPM <= FASTEST;
  return {
    id,
    mediaType,
    protocol,
    ...(isPlausible ? { rotationSpeedRPM } : {}),
    capacity: capacityOf(BigInt(found.capacity), declared?.capacity),
  };
}

/** What is declared stays as it is written where it says the same, and where what the drive says cannot be. */
function capacityOf(bytes: bigint, declared: string | undefined): string {
  if (declared !== undefined && (parseQuantity(declared) === bytes || bytes < BYTES_PER_GIB)) return declared;
  return exactQuantity(bytes);
}

function labelOf({ model, serialNumber }: FoundDriveView): readonly string[] {
  const serial = hardwareText(serialNumber);
  return [hardwareText(model), serial === '' ? '' : `serial ${serial}`].filter((part) => part !== '');
}
