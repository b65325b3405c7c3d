import { attach, lookAfterAll, observeAll, passOn } from './going-on.ts';
import type { SimulatedNode } from './node-process.ts';
import { forgetBoot } from './pod.ts';
import type { Random } from './random.ts';
import type { Move, VolumeClient } from './volume-client.ts';
import type { World } from './world.ts';

/** What a history is about. */
export interface Circumstances {
  readonly world: World;
  readonly random: Random;
  readonly clients: readonly VolumeClient[];
}

const move = (name: string, weight: number, act: () => void): Move => ({ name, weight, act });

/** What mends things again: faults come to an end by themselves. */
export const recoveries = (circumstances: Circumstances): readonly Move[] => [
  ...processes(circumstances),
  ...hardware(circumstances),
  ...circumstances.world.doors.late.map((door) =>
    move(`late: ${door.name} arrives`, 1, () => {
      circumstances.world.doors.arrive(door);
    }),
  ),
];

function processes(circumstances: Circumstances): readonly Move[] {
  const { world } = circumstances;
  return [
    ...(world.leader() === undefined ? [move('a driver starts', 3, () => void world.startDriver())] : []),
    ...world.nodes.flatMap((node) => {
      if (!node.isUp) return [move(`${node.name} boots`, 0.5, () => void boot(circumstances, node))];
      return node.plugin
        ? []
        : [
            move(`the plug-in of ${node.name} starts`, 2, () => {
              world.startPlugin(node);
            }),
          ];
    }),
    ...world.nodes
      .filter(({ isCutOff }) => isCutOff)
      .map((node) =>
        move(`${node.name} is no longer cut off`, 0.5, () => {
          node.isCutOff = false;
        }),
      ),
  ];
}

function hardware({ world }: Circumstances): readonly Move[] {
  const { away, dark, lost } = world.hardware;
  const ofEnclosures = (set: World['hardware']['away'], what: string): readonly Move[] =>
    [...set].map((name) =>
      move(`${name} ${what}`, 0.5, () => {
        set.delete(name);
        attach(world, name);
      }),
    );
  return [
    ...ofEnclosures(away, 'has its agent back'),
    ...ofEnclosures(dark, 'has power again'),
    ...[...lost].map((drive) => move(`drive ${drive} is back`, 0.5, () => lost.delete(drive))),
    ...(world.isFull
      ? [
          move('there is room on the disk', 1, () => {
            world.isFull = false;
          }),
        ]
      : []),
  ];
}

/** The kernel has forgotten everything, and so has kubelet. */
export async function boot({ world, clients }: Circumstances, node: SimulatedNode): Promise<void> {
  await node.parts.state.reboot();
  for (const { pods } of clients) for (const pod of pods) if (pod.node === node) forgetBoot(pod);
  node.isUp = true;
  world.startPlugin(node);
}

/** What goes on by itself, every few seconds. */
export const ticks = ({ world }: Pick<Circumstances, 'world'>): readonly Move[] => [
  move('a few seconds go by', 0.3, () => {
    passOn(world);
  }),
  move('plug-ins look after volumes', 0.3, () => {
    lookAfterAll(world);
  }),
  ...(world.time.isWaitedFor()
    ? [
        move('somebody has waited long enough', 0.03, () => {
          world.time.passToNext();
        }),
      ]
    : []),
  ...(world.attached
    ? [
        move('agents are asked for their drives', 0.1, () => {
          observeAll(world);
        }),
      ]
    : []),
];
