import path from 'node:path';
import type { VolumeId } from '../../../core/model/ids.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import { createNodeDriver } from '../../host/node-driver.ts';
import { readBlock, superblockOf, writeBlock } from '../../host/simulated-blocks.ts';
import { createSimulatedNodeHost, simulatedPartsOf } from '../../host/simulated-node-host.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import { dataBlock } from '../../simulation/leg-contents.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import type { Driver } from '../driver.ts';
import { NODE_A, publishTo } from './driver-world.ts';
import type { DriverWorld } from './driver-world.ts';

/** A simulated node that brings up what the driver publishes to it. */
export interface NodeBeside {
  /** Publishes and stages, does something with the volume, and takes it down again. */
  use<Value>(volume: VolumeId, work: (blocks: BlocksOf) => Promise<Value>): Promise<Value>;
}

/** Numbered blocks of a volume that is up. */
export interface BlocksOf {
  write(number: number, text: string): Promise<void>;
  read(number: number): Promise<string | undefined>;
  /** In GiB, of the array. */
  size(): Promise<number>;
}

/** @throws what was answered, where anything is refused */
export async function nodeBeside(world: DriverWorld, driver: () => Driver): Promise<NodeBeside> {
  const options = { node: NODE_A, store: world.hardware, fabric: world.fabric, prefix: 'simulated/node/' };
  const parts = simulatedPartsOf(options);
  const say = (): void => undefined;
  const node = createNodeDriver({
    host: createSimulatedNodeHost(options),
    store: openMemoryStore(),
    publications: {
      lookup: (publication) => driver().directory.lookup(publication),
      limits: (kept) => driver().directory.limits(kept),
      report: (publication, event) => driver().directory.report(publication, event),
    },
    info: () => ({ node: NODE_A, maximumVolumes: undefined, segment: {} }),
    pause: () => Promise.resolve(),
    log: {
      info: say,
      warn: say,
      bug: (where, error) => {
        throw new Error(where, { cause: error });
      },
    },
  });
  const folder = await temporaryFolder();
  return {
    use: async (volume, work) => {
      const publish = publishTo(NODE_A, volume);
      const { publication } = valueOf(await driver().publish(publish));
      const stagingPath = path.join(folder, volume);
      const { capability } = publish;
      valueOf(await node.stage({ volume, publication, stagingPath, capability }));
      const done = await work({
        write: async (number, text) => {
          valueOf(await writeBlock(parts, volume, { address: dataBlock(number), text }));
        },
        read: async (number) => valueOf(await readBlock(parts, volume, dataBlock(number))),
        size: async () => valueOf(await superblockOf(parts, volume)).size,
      });
      valueOf(await node.unstage({ volume, stagingPath }));
      valueOf(await driver().unpublish({ volume, node: NODE_A }));
      return done;
    },
  };
}

export function valueOf<Value>(outcome: DriverOutcome<Value>): Value {
  if (outcome.kind === 'error') throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}
