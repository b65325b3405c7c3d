/**
 * A node plug-in that starts, which is to recover from how the last one ended, then stages or unstages a volume on the
 * host that it stands on, and is killed after so many effects of that. Runs in a virtual machine:
 * `node node-command.js JSON`.
 */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import { connectDirectory } from '../../../csi/channel/node-side/connect-directory.ts';
import { createLinuxNodeHost } from '../../../csi/host/linux/linux-node-host.ts';
import { createNodeDriver } from '../../../csi/host/node-driver.ts';
import type { VolumeCapability } from '../../../csi/services/driver-port.ts';
import { linuxSystem } from '../../../csi/system/linux-system.ts';
import { openLmdbStore } from '../../../store/lmdb/lmdb-store.ts';
import { dyingStore, dyingSystem, endlessLife } from './dying-host.ts';

export type NodeStep = 'stage' | 'unstage';

export interface NodeCommand {
  readonly step: NodeStep;
  /** A shell script that prints what is left of the volume once it has recovered. */
  readonly look: string;
  /** After how many effects of the step it is killed. */
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
const life = endlessLife();
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

await recover();
for (const line of execFileSync('sh', ['-c', given.look], { encoding: 'utf8' }).split('\n')) {
  if (line !== '') console.log(`left ${line}`);
}
if (given.step === 'unstage') await stage(given);
life.dieAfter(given.effects);
await (given.step === 'stage' ? stage(given) : unstage(given));
publications.close();
await store.close();
console.log('done');

async function recover(): Promise<void> {
  const left = await plugin.recover();
  if (left > 0) throw new Error(`${String(left)} volumes could not be put right`);
}

async function stage({ volume, publication, stagingPath }: NodeCommand): Promise<void> {
  const capability: VolumeCapability = { kind: 'mount', accessMode: 'ReadWriteOnce', fsType: 'ext4', mountFlags: [] };
  const staged = await plugin.stage({
    volume: volume as VolumeId,
    publication: publication as PublicationId,
    stagingPath,
    capability,
  });
  if (staged.kind === 'error') throw new Error(`stage: ${staged.code} ${staged.message}`);
}

async function unstage({ volume, stagingPath }: NodeCommand): Promise<void> {
  const unstaged = await plugin.unstage({ volume: volume as VolumeId, stagingPath });
  if (unstaged.kind === 'error') throw new Error(`unstage: ${unstaged.code} ${unstaged.message}`);
}
