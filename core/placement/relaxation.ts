import type { GiB } from '../model/capacity.ts';
import type { DriveId, EnclosureName, LevelName, PolicyName } from '../model/ids.ts';
import type { MediaType } from '../model/inventory.ts';

/** One change after which a request that was refused is placed: each was tried by the search that refused. */
export type Relaxation =
  /** A drive that is in maintenance takes legs again. */
  | { readonly kind: 'return-drive'; readonly drive: DriveId; readonly enclosure: EnclosureName }
  /** Another size: the largest below the one asked for, or the least that the class takes. */
  | { readonly kind: 'size'; readonly size: GiB }
  | AddedDrive
  /** Parameters of the class, as they would be declared; `null` where one is left out. */
  | { readonly kind: 'parameters'; readonly set: Readonly<Record<string, string | null>> }
  /** A rule that is not asked. */
  | { readonly kind: 'rule'; readonly policy: PolicyName; readonly index: number };

/** One more drive, like those that the class takes. */
export interface AddedDrive {
  readonly kind: 'add-drive';
  readonly mediaType: MediaType;
  /** Of the whole drive, rounded up. */
  readonly size: GiB;
  readonly enclosure: EnclosureName;
  /** Where drives were short: the level that the refusal names, else the enclosure. */
  readonly level: LevelName;
  readonly domain: string;
}
