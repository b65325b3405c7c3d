import type { VolumeCapability } from '../../services/driver-port.ts';
import type { NodeDriver } from '../../services/node-port.ts';
import type { PublishedLegs } from '../publication-directory.ts';
import { MOUNT } from './node-rig.ts';
import type { NodeRig } from './node-rig.ts';

/** The calls of a kubelet for one volume, with paths filled in. */
export function kubelet(rig: NodeRig, { volume, publication }: PublishedLegs, capability: VolumeCapability = MOUNT) {
  const stagingPath = rig.staging;
  return {
    publication,
    stage: (driver: NodeDriver, changes = {}) =>
      driver.stage({ volume, publication, stagingPath, capability, ...changes }),
    publish: (driver: NodeDriver, changes = {}) =>
      driver.publish({
        volume,
        stagingPath,
        targetPath: rig.target('pod'),
        capability,
        readonly: false,
        ...changes,
      }),
    unpublish: (driver: NodeDriver, targetPath = rig.target('pod')) => driver.unpublish({ volume, targetPath }),
    unstage: (driver: NodeDriver) => driver.unstage({ volume, stagingPath }),
    expand: (driver: NodeDriver) => driver.expand({ volume, volumePath: stagingPath, size: undefined }),
  };
}
