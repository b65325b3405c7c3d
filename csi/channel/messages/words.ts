import type { FsType } from '../../../core/model/class.ts';
import type { DriveProtocol, MediaType, Transport } from '../../../core/model/inventory.ts';
import type { Layout } from '../../../core/model/volume.ts';
import type { EnclosureErrorCode } from '../../backends/composable/enclosure-host.ts';
import type { DriverErrorCode } from '../../services/outcome.ts';
import { CsiError } from '../../csi-error.ts';
import * as wire from '../../generated/stowage/channel_pb.ts';

/** A closed set of words as an enum of the protocol. */
export interface Words<Word extends string, Value extends number> {
  toWire(word: Word): Value;
  /** @throws CsiError `bad-message` for what this release has no word for */
  fromWire(value: Value): Word;
}

function words<Word extends string, Value extends number>(
  what: string,
  table: Readonly<Record<Word, Value>>,
): Words<Word, Value> {
  const byValue = new Map(Object.entries<Value>(table).map(([word, value]) => [value, word as Word]));
  return {
    toWire: (word) => table[word],
    fromWire: (value) => {
      const word = byValue.get(value);
      if (word === undefined) throw new CsiError('bad-message', `${what} ${String(value)} is unknown to this release`);
      return word;
    },
  };
}

const { EnclosureErrorCode: Enclosure, DriverErrorCode: Driver } = wire;

export const enclosureErrorCodes = words<EnclosureErrorCode, wire.EnclosureErrorCode>('error code', {
  stale: Enclosure.STALE,
  'unknown-enclosure': Enclosure.UNKNOWN_ENCLOSURE,
  'unknown-drive': Enclosure.UNKNOWN_DRIVE,
  'unknown-leg': Enclosure.UNKNOWN_LEG,
  'outside-drive': Enclosure.OUTSIDE_DRIVE,
  overlap: Enclosure.OVERLAP,
  differs: Enclosure.DIFFERS,
  exported: Enclosure.EXPORTED,
  'foreign-drive': Enclosure.FOREIGN_DRIVE,
  'unknown-data': Enclosure.UNKNOWN_DATA,
  'drive-in-use': Enclosure.DRIVE_IN_USE,
  'no-portal': Enclosure.NO_PORTAL,
  underway: Enclosure.UNDERWAY,
  unavailable: Enclosure.UNAVAILABLE,
});

export const driverErrorCodes = words<DriverErrorCode, wire.DriverErrorCode>('error code', {
  'invalid-argument': Driver.INVALID_ARGUMENT,
  unsupported: Driver.UNSUPPORTED,
  denied: Driver.DENIED,
  'not-found': Driver.NOT_FOUND,
  'already-exists': Driver.ALREADY_EXISTS,
  busy: Driver.BUSY,
  'out-of-range': Driver.OUT_OF_RANGE,
  'no-capacity': Driver.NO_CAPACITY,
  'node-full': Driver.NODE_FULL,
  'in-use': Driver.IN_USE,
  'published-elsewhere': Driver.PUBLISHED_ELSEWHERE,
  'not-staged': Driver.NOT_STAGED,
  'bad-token': Driver.BAD_TOKEN,
  'not-ready': Driver.NOT_READY,
  unavailable: Driver.UNAVAILABLE,
  internal: Driver.INTERNAL,
});

export const transports = words<Transport, wire.Transport>('transport', {
  iscsi: wire.Transport.ISCSI,
  nvmetcp: wire.Transport.NVMETCP,
  roce: wire.Transport.ROCE,
});

export const mediaTypes = words<MediaType, wire.MediaType>('media type', {
  HDD: wire.MediaType.HDD,
  SSD: wire.MediaType.SSD,
});

export const driveProtocols = words<DriveProtocol, wire.DriveProtocol>('drive protocol', {
  SATA: wire.DriveProtocol.SATA,
  SAS: wire.DriveProtocol.SAS,
  NVMe: wire.DriveProtocol.NVME,
});

export const layouts = words<Layout, wire.Layout>('layout', {
  single: wire.Layout.SINGLE,
  mirror: wire.Layout.MIRROR,
  'striped-mirror': wire.Layout.STRIPED_MIRROR,
  slice: wire.Layout.SLICE,
  'mirrored-slice': wire.Layout.MIRRORED_SLICE,
});

export const fsTypes = words<FsType, wire.FsType>('filesystem', {
  ext4: wire.FsType.EXT4,
  xfs: wire.FsType.XFS,
});
