/**
 * A node plug-in that starts, which is to recover from how the last one ended, then goes on with the life of a volume on
 * the host that it stands on, and is killed after so many effects of that. Runs in a virtual machine:
 * `node node-command.js JSON`.
 */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import { connectDirectory } from '../../../csi/channel/node-side/connect-directory.ts';
import { createLinuxNodeHost } from '../../../csi/host/linux/linux-node-host.ts';
import { createNodeDriver } from '../../../csi/host/node-driver.ts';
import type { VolumeCapability } from '../../../csi/services/driver-port.ts';
import type { DriverOutcome } from '../../../csi/services/outcome.ts';
import { linuxSystem } from '../../../csi/system/linux-system.ts';
import { openLmdbStore } from '../../../store/lmdb/lmdb-store.ts';
import { dyingStore, dyingSystem, endlessLife } from './dying-host.ts';

export type NodeStep = 'stage' | 'publish' | 'expand' | 'unpublish' | 'unstage';

export interface NodeCommand {
  readonly step: NodeStep;
  /** A shell script that prints what is left of the volume once it has recovered. */
  readonly look: string;
  /** A file of the volume that is read once it is staged; undefined where none was written yet. */
  readonly file: string | undefined;
  /** After how many effects of the step it is killed. */
  readonly effects: number;
  readonly state: string;
  readonly tls: string;
  readonly driver: { readonly host: string; readonly port: number };
  readonly node: string;
  readonly volume: string;
  readonly publication: string;
  readonly stagingPath: string;
  readonly targetPath: string;
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

const capability: VolumeCapability = { kind: 'mount', accessMode: 'ReadWriteOnce', fsType: 'ext4', mountFlags: [] };
const { stagingPath, targetPath } = given;
const volume = given.volume as VolumeId;
const publication = given.publication as PublicationId;
const steps: Readonly<Record<NodeStep, () => Promise<DriverOutcome<unknown>>>> = {
  stage: () => plugin.stage({ volume, publication, stagingPath, capability }),
  publish: () => plugin.publish({ volume, stagingPath, targetPath, capability, readonly: false }),
  expand: () => plugin.expand({ volume, volumePath: targetPath, size: undefined }),
  unpublish: () => plugin.unpublish({ volume, targetPath }),
  unstage: () => plugin.unstage({ volume, stagingPath }),
};

if ((await plugin.recover()) > 0) throw new Error('a volume could not be put right');
tell('left', ['sh', '-c', given.look]);
if (given.step === 'unstage') await carryOut('stage');
if (given.file !== undefined) tell('kept', ['md5sum', given.file]);
life.dieAfter(given.effects);
await carryOut(given.step);
publications.close();
await store.close();
console.log('done');

async function carryOut(step: NodeStep): Promise<void> {
  const outcome = await steps[step]();
  if (outcome.kind === 'error') throw new Error(`${step}: ${outcome.code} ${outcome.message}`);
}

/** What a program prints, after a word that says what it is. */
function tell(word: string, [program = '', ...args]: readonly string[]): void {
  const lines = execFileSync(program, args, { encoding: 'utf8' }).split('\n');
  for (const line of lines) if (line !== '') console.log(`${word} ${line}`);
}
