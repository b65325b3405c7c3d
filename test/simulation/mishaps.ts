import { boot } from './recoveries.ts';
import { CONFIGURATIONS, ENCLOSURES } from './inventory.ts';
import { DRIVES } from './hardware.ts';
import type { SimulatedNode } from './node-process.ts';
import type { EventName } from './profile.ts';
import type { Circumstances } from './recoveries.ts';
import type { VolumeClient } from './volume-client.ts';
import type { World } from './world.ts';

/** Something that could go wrong. */
export interface Mishap {
  readonly name: string;
  readonly act: () => void;
}

const mishap = (name: string, act: () => void): Mishap => ({ name, act });

type Mishaps = (circumstances: Circumstances) => readonly Mishap[];

/** What could go wrong now, of each kind. */
export const MISHAPS: Readonly<Record<EventName, Mishaps>> = {
  'driver killed': ({ world, random }) =>
    world.drivers.map((process) =>
      mishap(`${process.name} is killed`, () => {
        world.kill(process, (door) => door.kind === 'host' && random.chance(0.5));
      }),
    ),
  'driver replaced': ({ world }) =>
    world.drivers.length === 1 ? [mishap('another driver takes the lead', () => void world.startDriver())] : [],
  'plug-in killed': ({ world }) =>
    world.nodes.flatMap(({ plugin }) =>
      plugin
        ? [
            mishap(`${plugin.name} is killed`, () => {
              world.kill(plugin);
            }),
          ]
        : [],
    ),
  'node without power': ({ world }) =>
    world.nodes
      .filter(({ isUp }) => isUp)
      .map((node) =>
        mishap(`${node.name} loses power`, () => {
          powerOff(world, node);
        }),
      ),
  'node booted': (circumstances) =>
    circumstances.world.nodes
      .filter(({ isUp }) => isUp)
      .map((node) =>
        mishap(`${node.name} is booted anew`, () => {
          powerOff(circumstances.world, node);
          void boot(circumstances, node);
        }),
      ),
  'node cut off': ({ world }) =>
    world.nodes
      .filter(({ isCutOff }) => !isCutOff)
      .map((node) =>
        mishap(`${node.name} is cut off`, () => {
          node.isCutOff = true;
        }),
      ),
  'agent away': ({ world }) =>
    enclosures((name) => mishap(`the agent of ${name} is away`, () => world.hardware.away.add(name))),
  'enclosure dark': ({ world }) =>
    enclosures((name) => mishap(`${name} loses power`, () => world.hardware.dark.add(name))),
  'drive lost': ({ world: { hardware }, random }) =>
    hardware.lost.size < 2 ? [mishap('a drive is lost', () => hardware.lost.add(random.pick(DRIVES)))] : [],
  'disk full': ({ world }) => [
    mishap('the disk is full', () => {
      world.isFull = true;
    }),
  ],
  'clock jumps': ({ world, random }) => [
    mishap('the clock jumps', () => {
      world.time.jump((random.below(3) - 1) * 3_600_000);
    }),
  ],
  'client gives up waiting': ({ world }) =>
    world.doors.open
      .filter(({ kind, state }) => kind === 'csi' && state === 'running')
      .map((door) =>
        mishap(`nobody waits for ${door.name}`, () => {
          door.fail();
        }),
      ),
  'configuration proposed': ({ world, random }) => [
    mishap('a configuration is proposed', () => void world.propose(random.below(CONFIGURATIONS.length))),
  ],
  'detached by force': (circumstances) =>
    circumstances.clients.flatMap((client) => detachedByForce(circumstances, client)),
};

const enclosures = (of: (name: Parameters<World['hardware']['answers']>[0]) => Mishap): readonly Mishap[] =>
  [...ENCLOSURES.keys()].map(of);

/** Its kubelet goes too, with whatever it waits for. */
function powerOff(world: World, node: SimulatedNode): void {
  node.isUp = false;
  if (node.plugin) world.kill(node.plugin);
  for (const door of [...world.doors.open]) {
    if (door.kind === 'csi' && door.name.startsWith(`${node.name} `)) door.fail();
  }
}

/** Of a node that is gone for the cluster, and now and then of one that is only slow. */
function detachedByForce({ world, random }: Circumstances, client: VolumeClient): readonly Mishap[] {
  const { attachment } = client;
  const node = world.nodes.find(({ name }) => name === attachment?.node);
  if (!attachment || attachment.isDoomed || !node) return [];
  if (node.isUp && !node.isCutOff && !random.chance(0.1)) return [];
  return [
    mishap(`${client.name} is detached from ${node.name} by force`, () => {
      attachment.isDoomed = true;
      for (const pod of client.pods) pod.isDoomed = true;
    }),
  ];
}
