/**
 * Stages or unstages a volume as the node plug-in would, on the host that it stands on, and is killed after so many
 * effects. Runs in a virtual machine: `node node-command.js JSON`.
 */
import { readFile } from 'node:fs/promises';
import type { NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import { connectDirectory } from '../../../csi/channel/node-side/connect-directory.ts';
import { createLinuxNodeHost } from '../../../csi/host/linux/linux-node-host.ts';
import { createNodeDriver } from '../../../csi/host/node-driver.ts';
import type { VolumeCapability } from '../../../csi/services/driver-port.ts';
import { linuxSystem } from '../../../csi/system/linux-system.ts';
import { openLmdbStore } from '../../../store/lmdb/lmdb-store.ts';
import { dyingStore, dyingSystem, lifeOf } from './dying-host.ts';

export type NodeStep = 'recover' | 'stage' | 'unstage';

export interface NodeCommand {
  readonly step: NodeStep;
  /** After how many effects it is killed. */
  readonly effects: number;
  readonly state: string;
  readonly tls: string;
  readonly driver: { readonly host: string; readonly port: number };
  readonly node: string;
  readonly volume: string;
  readonly publication: string;
  readonly stagingPath: string;
}

const given = JSON.parse(process.argv[2] ?? '') as NodeCommand;
const life = lifeOf(given.effects);
const store = await openLmdbStore({ folder: given.state });
const [authority, certificate, key] = await Promise.all(
  ['ca.crt', 'tls.crt', 'tls.key'].map((name) => readFile(`${given.tls}/${name}`)),
);
if (!authority || !certificate || !key) throw new Error('certificates are missing');
const publications = connectDirectory({
  driver: given.driver,
  tls: { authority, certificate, key },
  softwareVersion: '0.0.0',
});
const plugin = createNodeDriver({
  host: createLinuxNodeHost({ system: dyingSystem(linuxSystem(), life) }),
  publications,
  store: dyingStore(store, life),
  info: () => ({ node: given.node as NodeName, maximumVolumes: undefined, segment: {} }),
});

await carryOut(given);
publications.close();
await store.close();
console.log('done');

async function carryOut({ step, volume: id, publication, stagingPath }: NodeCommand): Promise<void> {
  const volume = id as VolumeId;
  switch (step) {
    case 'recover': {
      const left = await plugin.recover();
      if (left > 0) throw new Error(`${String(left)} volumes could not be put right`);
      return;
    }
    case 'stage': {
      const capability: VolumeCapability = {
        kind: 'mount',
        accessMode: 'ReadWriteOnce',
        fsType: 'ext4',
        mountFlags: [],
      };
      const staged = await plugin.stage({ volume, publication: publication as PublicationId, stagingPath, capability });
      if (staged.kind === 'error') throw new Error(`stage: ${staged.code} ${staged.message}`);
      return;
    }
    case 'unstage': {
      const unstaged = await plugin.unstage({ volume, stagingPath });
      if (unstaged.kind === 'error') throw new Error(`unstage: ${unstaged.code} ${unstaged.message}`);
      return;
    }
  }
}
