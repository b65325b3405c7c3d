import { randomUUID } from 'node:crypto';
import { FIRST_EXTENT_GIB, partitionableGiB } from '../../../core/model/format.ts';
import { gibToBytes, gib } from '../../../core/model/capacity.ts';
import type { DomainId, DriveId, EnclosureName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import type { Transport } from '../../../core/model/inventory.ts';
import { ownerLabelBytes } from '../../../csi/agent/disk/owner-label.ts';
import type { EnclosureHost, VolumeCommand } from '../../../csi/backends/composable/enclosure-host.ts';
import { valueOf } from '../../../csi/backends/composable/testing/enclosure-under-test.ts';
import type {
  EnclosureWithForeignDrives,
  FENCE,
} from '../../../csi/backends/composable/testing/enclosure-under-test.ts';
import { chapCredentials } from '../../../csi/chap.ts';
import { LABEL_TYPE_GUID } from '../../../csi/system/format.ts';
import { createLab } from '../cluster.ts';
import { driveIdOf } from '../fleet/drive-id.ts';
import type { Vm } from '../vm/vm.ts';
import { startAgentProcess } from './agent-process.ts';
import type { AgentProcess } from './agent-process.ts';

/** One machine with two drives and an agent, for every test: it starts once, and is blank before each. */
export interface RealEnclosure {
  /** As the suites want it, exporting by a transport. */
  underTest(transport: 'nvmetcp' | 'iscsi'): EnclosureWithForeignDrives;
  logs(): Promise<string>;
  stop(): Promise<void>;
}

/** Enough for what the suites cut. A hard disk that is wiped as a whole takes as much of the build machine: QEMU keeps the zeros. */
const GIB = 64;
/**
 * Most tests use the first one alone: of a hard disk only the ends of a leg are wiped when it is cut. No NVMe drive is
 * among them: QEMU's lost commands among thousands of Write Zeroes [seen], and the fleet has some.
 */
const DRIVES = [
  { kind: 'hdd', gib: GIB, id: 'hdd-0' },
  { kind: 'ssd', gib: GIB, id: 'ssd-0' },
] as const;
const PORTS = { nvmetcp: 4420, iscsi: 3260 } as const satisfies Partial<Record<Transport, number>>;
/** TEST-NET-1: nobody's. */
const NOWHERE = '192.0.2.1';
const OTHER_DOMAIN = '00000000-0000-4000-8000-00000000000f' as DomainId;
/** More than the epochs that one test speaks of. */
const EPOCHS_PER_TEST = 100;

export async function openRealEnclosure(): Promise<RealEnclosure> {
  const lab = await createLab({ shelf: { drives: DRIVES } });
  const vm = lab.hosts.shelf;
  const agent = await startAgentProcess(vm).catch(async (error: unknown) => {
    const logs = await lab.logs();
    await lab.stop();
    throw new Error(`the agent did not come up: ${String(error)}\n${logs}`, { cause: error });
  });
  let epochs = 0;
  return {
    underTest: (transport) => openShelf(vm, agent, { transport, raise: (epochs += EPOCHS_PER_TEST) }),
    logs: async () => `${agent.logs()}\n${await lab.logs()}`,
    stop: async () => {
      await agent.stop();
      await lab.stop();
    },
  };
}

interface ShelfOptions {
  readonly transport: 'nvmetcp' | 'iscsi';
  /** What fences of earlier tests the agent remembers lies below. */
  readonly raise: number;
}

function openShelf(vm: Vm, agent: AgentProcess, { transport, raise }: ShelfOptions): EnclosureWithForeignDrives {
  const exported = new Map<PublicationId, VolumeId>();
  const host = raisedBy(remembering(agent.host, exported), raise);
  const portal = { transport, address: vm.address, port: PORTS[transport] };
  const [one, other] = vm.drives.map(driveIdOf);
  if (one === undefined || other === undefined) throw new Error(`${vm.name} lacks drives`);
  return {
    host,
    drives: [one, other],
    end: FIRST_EXTENT_GIB + partitionableGiB(gibToBytes(gib(GIB))),
    portal,
    missingPortal: { ...portal, address: NOWHERE },
    ...(transport === 'iscsi' && { chap: chapCredentials(randomUUID(), '0123456789abcdef') }),
    restart: async () => {
      await agent.restart();
      return host;
    },
    blank: () => blank(vm, host, exported),
    plantForeignLabel: async (drive) => {
      await plantForeignLabel(vm, drive);
      return OTHER_DOMAIN;
    },
    plantData: async (drive) => {
      await vm.output(['mkfs.ext4', '-q', '-F', pathOf(vm, drive)]);
    },
  };
}

/** Notes what was asked to be exported. */
const remembering = (host: EnclosureHost, exported: Map<PublicationId, VolumeId>): EnclosureHost => ({
  ...host,
  exportLeg: (command) => {
    exported.set(command.publication, command.volume);
    return host.exportLeg(command);
  },
});

/** The agent outlives the tests, and so do the epochs that it has seen: those of each test lie above. */
function raisedBy(host: EnclosureHost, by: number): EnclosureHost {
  const fenced = <Command extends VolumeCommand>(command: Command): Command => ({
    ...command,
    fence: { ...command.fence, epoch: command.fence.epoch + by },
  });
  return {
    observe: () => host.observe(),
    cutLeg: (command) => host.cutLeg(fenced(command)),
    copyLeg: (command) => host.copyLeg(fenced(command)),
    growLeg: (command) => host.growLeg(fenced(command)),
    exportLeg: (command) => host.exportLeg(fenced(command)),
    withdrawExport: (command) => host.withdrawExport(fenced(command)),
    releaseLeg: (command) => host.releaseLeg(fenced(command)),
    adoptDrive: (command) => host.adoptDrive({ ...command, epoch: command.epoch + by }),
    wipeDrive: (command) => host.wipeDrive({ ...command, epoch: command.epoch + by }),
  };
}

const LAST: typeof FENCE = { epoch: EPOCHS_PER_TEST - 1, generation: 99 };
/** Partitions go from the kernel, then their bytes, labels and tables from the drive. */
const BLANK = 'for drive; do partx --delete "$drive" 2>/dev/null; blkdiscard --force "$drive" || exit 1; done';

async function blank(vm: Vm, host: EnclosureHost, exported: ReadonlyMap<PublicationId, VolumeId>): Promise<void> {
  for (const [publication, volume] of exported) {
    valueOf(await host.withdrawExport({ fence: LAST, volume, publication }));
  }
  await vm.output(['sh', '-c', `${BLANK}; udevadm settle`, 'sh', ...vm.drives.map(({ path }) => path)]);
}

/** As `stowage drive adopt` would find it: whole, and somebody else's. */
async function plantForeignLabel(vm: Vm, drive: DriveId): Promise<void> {
  const path = pathOf(vm, drive);
  const table = `label: gpt\ntable-length: 256\nstart=2048, size=2048, type=${LABEL_TYPE_GUID}, name="${OTHER_DOMAIN}"\n`;
  await vm.output(['sfdisk', '--quiet', '--wipe', 'always', path], { input: table });
  const input = ownerLabelBytes({ domain: OTHER_DOMAIN, drive, enclosure: 'elsewhere' as EnclosureName });
  await vm.output(['dd', `of=${path}`, 'bs=4096', 'seek=256', 'conv=notrunc,fsync'], { input });
}

function pathOf(vm: Vm, id: DriveId): string {
  const drive = vm.drives.find((each) => driveIdOf(each) === id);
  if (!drive) throw new Error(`${vm.name} has no drive ${id}`);
  return drive.path;
}
