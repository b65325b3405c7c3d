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

/**
 * Blank is what blkid finds nothing on; there may be bytes without a signature. Errors: unavailable (it cannot be read).
 * blkid answers the same for a blank device and for one that it cannot open, so a sector of it is read.
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
      return start.length < SECTOR_BYTES ? failed('unavailable', `${device} cannot be read`) : ok({ kind: 'blank' });
    }
    default:
      return failed('unavailable', `${device} cannot be probed: ${complaintOf('blkid', probed)}`);
  }
}

/** `NAME=value` on lines of their own. */
function parseSignature(text: string): Signature {
  const values = new Map(
    text.split('\n').map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]),
  );
  const type = values.get('TYPE') ?? values.get('PTTYPE') ?? 'an unknown signature';
  return { kind: 'found', type, uuid: values.get('UUID') };
}
