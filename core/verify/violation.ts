/** What must hold and does not. */
export interface Violation {
  readonly code: ViolationCode;
  readonly message: string;
}

export type ViolationCode =
  // Of the drives.
  | 'unknown-drive'
  | 'drive-not-enabled'
  | 'drive-not-usable'
  | 'outside-drive'
  | 'overlap'
  | 'shared-whole-drive'
  | 'hdd-sliced'
  // Of the shape.
  | 'leg-count'
  | 'too-small'
  | 'same-drive-twice'
  | 'does-not-survive'
  | 'not-spread'
  | 'out-of-reach'
  // Of what the request asks.
  | 'size-out-of-range'
  | 'layout-not-asked'
  | 'too-many-drives'
  | 'media-not-asked'
  | 'too-slow'
  | 'lacks-tag'
  | 'has-excluded-tag'
  | 'storage-group-not-asked'
  | 'no-allowed-transport'
  | 'pool-not-taken'
  | 'backend-takes-none'
  | 'no-key'
  // Of what other volumes have.
  | 'over-limit'
  | 'too-little-reserved'
  | 'over-bandwidth'
  | 'workload-unknown'
  | 'workload-domain'
  // Of growth.
  | 'moved';

export const violation = (code: ViolationCode, message: string): Violation => ({ code, message });
