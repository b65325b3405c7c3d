import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { DevicePath } from '../node-host.ts';
import { complaintOf } from './run-tool.ts';

/** What a device holds by its signatures. */
export type Signature =
  { readonly kind: 'blank' } | { readonly kind: 'found'; readonly type: string; readonly uuid: string | undefined };

const SECTOR_BYTES = 4096;

/** blkid: nothing found, or the device could not be opened. */
const NOTHING_FOUND = 2;
/** blkid: several signatures that contradict each other. */
const AMBIVALENT = 8;

/** Where a device says what we would make anew. Source: LUKS2 On-Disk Format; XFS and ext4 superblocks. */
const BEGINNINGS: readonly {
  readonly type: string;
  readonly marks: readonly (readonly [at: number, bytes: Buffer])[];
}[] = [
  { type: 'crypto_LUKS', marks: [[0, Buffer.from('LUKS\xba\xbe', 'latin1')]] },
  { type: 'xfs', marks: [[0, Buffer.from('XFSB')]] },
  // Its magic alone has two bytes, which a new container shows by chance; the revision has four more.
  {
    type: 'ext4',
    marks: [
      [1080, Buffer.from([0x53, 0xef])],
      [1100, Buffer.from([1, 0, 0, 0])],
    ],
  },
];

/**
 * Blank is what blkid finds nothing on; there may be bytes without a signature. Errors: unavailable (it cannot be read).
 * blkid answers the same for a blank device and for one that it could not open or read for a moment, so its beginning is
 * looked at once more: what is taken for blank is written over.
 */
export async function readSignature(system: System, device: DevicePath): Promise<DriverOutcome<Signature>> {
  const probed = await system.run({ program: 'blkid', args: ['--probe', '--output', 'export', device] });
  switch (probed.status) {
    case 0:
      return ok(parseSignature(probed.stdout));
    case AMBIVALENT:
      return ok({ kind: 'found', type: 'several signatures at once', uuid: undefined });
    case NOTHING_FOUND: {
      const start = await system.readBytes(device, { offset: 0n, length: SECTOR_BYTES });
      if (start.length < SECTOR_BYTES) return failed('unavailable', `${device} cannot be read`);
      const type = beginningOf(Buffer.from(start));
      if (type === undefined) return ok({ kind: 'blank' });
      return failed('unavailable', `${device} begins as ${type}, and blkid does not recognise it; it is not touched`);
    }
    default:
      return failed('unavailable', `${device} cannot be probed: ${complaintOf('blkid', probed)}`);
  }
}

const beginningOf = (start: Buffer): string | undefined =>
  BEGINNINGS.find(({ marks }) => marks.every(([at, bytes]) => start.subarray(at, at + bytes.length).equals(bytes)))
    ?.type;

/** `NAME=value` on lines of their own. */
function parseSignature(text: string): Signature {
  const values = new Map(
    text.split('\n').map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]),
  );
  const type = values.get('TYPE') ?? values.get('PTTYPE') ?? 'an unknown signature';
  return { kind: 'found', type, uuid: values.get('UUID') };
}
