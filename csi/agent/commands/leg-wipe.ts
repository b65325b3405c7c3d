import { gibToBytes } from '../../../core/model/capacity.ts';
import type { LegId } from '../../../core/model/ids.ts';
import type { Extent } from '../../../core/model/volume.ts';
import { spansOf } from '../disk/zero-device.ts';
import type { ByteSpan } from '../disk/zero-device.ts';

/** The job that wipes a leg, to be cut or to be released. It is made use of before the leg is anything else. */
export const legWipe = (leg: LegId): string => `leg ${leg}`;

/** The job that wipes what a leg grows into. */
export const tailWipe = (leg: LegId): string => `tail of leg ${leg}`;

/** The bytes of an extent: all of them, or its beginning and end. */
export const bytesOf = ({ start, length }: Extent, whole: boolean): readonly ByteSpan[] =>
  spansOf({ offset: gibToBytes(start), length: gibToBytes(length) }, whole);

/** The same within the leg's own partition. */
export const bytesWithin = ({ length }: Extent, whole: boolean): readonly ByteSpan[] =>
  spansOf({ offset: 0n, length: gibToBytes(length) }, whole);
