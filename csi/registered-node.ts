import type { NodeName } from '../core/model/ids.ts';

/** A node that runs the node plug-in. */
export interface RegisteredNode {
  readonly name: NodeName;
  /** Most volumes that may be published to it at a time; `undefined` where there is no limit of ours. */
  readonly maximumVolumes: number | undefined;
}
