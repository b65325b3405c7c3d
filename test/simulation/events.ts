import type { DoorKind } from './doors.ts';
import { attach, lookAfterAll, observeAll, passOn } from './going-on.ts';
import { CONFIGURATIONS, ENCLOSURES } from './inventory.ts';
import { DRIVES } from './hardware.ts';
import type { SimulatedNode } from './node-process.ts';
import { forgetBoot } from './pod.ts';
import type { EventName } from './profile.ts';
import type { Random } from './random.ts';
import type { Move, VolumeClient } from './volume-client.ts';
import type { World } from './world.ts';

/** What happens to processes and hardware, and what ends it. */
export interface Circumstances {
  readonly world: World;
  readonly random: Random;
  readonly clients: readonly VolumeClient[];
}

/** What could go wrong now. What mends it again is in `recoveries`. */
export function mishaps({ world, random, clients }: Circumstances): Readonly<Record<EventName, () => readonly Move[]>> {
  const { hardware, drivers, nodes } = world;
  const move = (name: string, act: () => void): Move => ({ name, weight: 1, act });
  const perhapsLate = () => random.chance(0.5);
  return {
    'driver killed': () =>
      drivers.map((process) =>
        move(`${process.name} is killed`, () => {
          world.kill(process, (door) => door.kind === 'host' && perhapsLate());
        }),
      ),
    'driver replaced': () =>
      drivers.length === 1
        ? [
            move('another driver takes the lead', () => {
              world.startDriver();
            }),
          ]
        : [],
    'plug-in killed': () =>
      nodes.flatMap(({ plugin }) =>
        plugin
          ? [
              move(`${plugin.name} is killed`, () => {
                world.kill(plugin, () => false);
              }),
            ]
          : [],
      ),
    'node without power': () =>
      nodes
        .filter(({ isUp }) => isUp)
        .map((node) =>
          move(`${node.name} loses power`, () => {
            powerOff(world, node);
          }),
        ),
    'node cut off': () =>
      nodes
        .filter(({ isCutOff }) => !isCutOff)
        .map((node) =>
          move(`${node.name} is cut off`, () => {
            node.isCutOff = true;
          }),
        ),
    'agent away': () =>
      [...ENCLOSURES.keys()]
        .filter((name) => !hardware.away.has(name))
        .map((name) =>
          move(`the agent of ${name} is away`, () => {
            hardware.away.add(name);
          }),
        ),
    'enclosure dark': () =>
      [...ENCLOSURES.keys()]
        .filter((name) => !hardware.dark.has(name))
        .map((name) =>
          move(`${name} loses power`, () => {
            hardware.dark.add(name);
          }),
        ),
    'drive lost': () =>
      hardware.lost.size < 2
        ? [
            move('a drive is lost', () => {
              hardware.lost.add(random.pick(DRIVES));
            }),
          ]
        : [],
    'disk full': () =>
      world.isFull
        ? []
        : [
            move('the disk is full', () => {
              world.isFull = true;
            }),
          ],
    'clock jumps': () => [
      move('the clock jumps', () => {
        world.time.jump((random.below(3) - 1) * 3_600_000);
      }),
    ],
    'client gives up waiting': () =>
      world.doors.open
        .filter(({ kind, state }) => kind === ('csi' satisfies DoorKind) && state === 'running')
        .map((door) =>
          move(`nobody waits for ${door.name}`, () => {
            door.fail();
          }),
        ),
    'configuration proposed': () => [
      move('a configuration is proposed', () => {
        void world.propose(random.below(CONFIGURATIONS.length));
      }),
    ],
    'detached by force': () =>
      clients.flatMap((client) => {
        const { attachment } = client;
        const node = nodes.find(({ name }) => name === attachment?.node);
        if (!attachment || attachment.isDoomed || !node || (node.isUp && !node.isCutOff && !random.chance(0.1)))
          return [];
        return [
          move(`${client.name} is detached from ${node.name} by force`, () => {
            attachment.isDoomed = true;
            for (const pod of client.pods) pod.isDoomed = true;
          }),
        ];
      }),
  };
}

/** Its kubelet goes too, with whatever it waits for. */
function powerOff(world: World, node: SimulatedNode): void {
  node.isUp = false;
  if (node.plugin) world.kill(node.plugin);
  for (const door of [...world.doors.open]) {
    if (door.kind === 'csi' && door.name.startsWith(`${node.name} `)) door.fail();
  }
}

async function boot({ world, clients }: Circumstances, node: SimulatedNode): Promise<void> {
  await node.parts.state.reboot();
  for (const { pods } of clients) for (const pod of pods) if (pod.node === node) forgetBoot(pod);
  node.isUp = true;
  world.startPlugin(node);
}

/** What mends things again: faults come to an end by themselves. */
export function recoveries(circumstances: Circumstances): readonly Move[] {
  const { world } = circumstances;
  const { hardware, nodes, doors } = world;
  const move = (name: string, act: () => void, weight = 1): Move => ({ name, weight, act });
  return [
    ...(world.leader() === undefined
      ? [
          move(
            'a driver starts',
            () => {
              world.startDriver();
            },
            3,
          ),
        ]
      : []),
    ...nodes
      .filter(({ isUp, plugin }) => isUp && !plugin)
      .map((node) =>
        move(
          `the plug-in of ${node.name} starts`,
          () => {
            world.startPlugin(node);
          },
          2,
        ),
      ),
    ...nodes
      .filter(({ isUp }) => !isUp)
      .map((node) =>
        move(
          `${node.name} boots`,
          () => {
            void boot(circumstances, node);
          },
          0.5,
        ),
      ),
    ...nodes
      .filter(({ isCutOff }) => isCutOff)
      .map((node) =>
        move(
          `${node.name} is no longer cut off`,
          () => {
            node.isCutOff = false;
          },
          0.5,
        ),
      ),
    ...[...hardware.away].map((name) =>
      move(
        `the agent of ${name} is back`,
        () => {
          hardware.away.delete(name);
          attach(world, name);
        },
        0.5,
      ),
    ),
    ...[...hardware.dark].map((name) =>
      move(
        `${name} has power again`,
        () => {
          hardware.dark.delete(name);
          attach(world, name);
        },
        0.5,
      ),
    ),
    ...[...hardware.lost].map((drive) =>
      move(
        `drive ${drive} is back`,
        () => {
          hardware.lost.delete(drive);
        },
        0.5,
      ),
    ),
    ...(world.isFull
      ? [
          move('there is room on the disk', () => {
            world.isFull = false;
          }),
        ]
      : []),
    ...doors.late.map((door) =>
      move(`late: ${door.name} arrives`, () => {
        doors.arrive(door);
      }),
    ),
  ];
}

/** What goes on by itself, every few seconds. */
export function ticks({ world }: Pick<Circumstances, 'world'>): readonly Move[] {
  return [
    {
      name: 'a few seconds go by',
      weight: 0.3,
      act: () => {
        passOn(world);
      },
    },
    ...(world.attached
      ? [
          {
            name: 'agents are asked for their drives',
            weight: 0.1,
            act: () => {
              observeAll(world);
            },
          },
        ]
      : []),
    ...(world.time.isWaitedFor()
      ? [
          {
            name: 'somebody has waited long enough',
            weight: 0.03,
            act: () => {
              world.time.passToNext();
            },
          },
        ]
      : []),
    {
      name: 'plug-ins look after volumes',
      weight: 0.3,
      act: () => {
        lookAfterAll(world);
      },
    },
  ];
}
