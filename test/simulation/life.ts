import type { EnclosureName, NodeName } from '../../core/model/ids.ts';
import type { Volume } from '../../core/model/volume.ts';
import { readVolumes } from './durable.ts';
import { attach } from './going-on.ts';
import { NODES } from './inventory.ts';
import type { SimulatedNode } from './node-process.ts';
import { newPod, readAll, writeAll } from './pod.ts';
import type { Pod } from './pod.ts';
import type { VolumeClient } from './volume-client.ts';
import type { World } from './world.ts';

/** A volume's life, as far as one chapter sees it. */
export interface Life {
  readonly world: World;
  readonly client: VolumeClient;
}

/** One thing that is wanted; sidecars, kubelets and what goes on by itself do the rest until it is reached. */
export interface Chapter {
  readonly name: string;
  readonly wish: (life: Life) => Promise<void> | void;
  readonly isReached: (life: Life) => Promise<boolean> | boolean;
}

/** From nothing to nothing. A chapter more here is one more in the matrix of every kind of volume that it applies to. */
export const chaptersOf = (isMirrored: boolean): readonly Chapter[] => [
  { name: 'create', wish: nothing, isReached: ({ client }) => client.claim === 'bound' },
  publish(0),
  ...bringUp(0),
  chapter('write', ({ world, client }) => writeAll(world, client, podOf(client))),
  ...(isMirrored ? LEG_OUT_AND_BACK : []),
  {
    name: 'expand',
    wish: ({ client }) => {
      client.target += 3;
    },
    isReached: ({ client }) => client.size >= client.target,
  },
  {
    name: 'grow on the node',
    wish: nothing,
    isReached: ({ client }) => client.pods.every(({ isToGrow }) => !isToGrow),
  },
  takeDown,
  ...(isMirrored ? HOST_AWAY_MEANWHILE : [unpublish('unpublish'), publish(1)]),
  ...bringUp(1),
  chapter('read', ({ world, client }) => readAll(world, client, podOf(client))),
  takeDown,
  unpublish('unpublish'),
  {
    name: 'delete',
    wish: ({ client }) => {
      client.claim = 'deleting';
    },
    isReached: async ({ world, client }) => client.claim === 'gone' && (await readVolumes(world.store)).length === 0,
  },
];

/** @throws Error where it is not: then this life is told wrongly */
function there<Of>(what: Of | undefined): Of {
  if (what === undefined) throw new Error('a life is told of something that is not there');
  return what;
}

const podOf = ({ pods }: VolumeClient): Pod => there(pods[0]);
const nodeNamed = (node: number): NodeName => there(NODES[node]);
const nodeOf = ({ nodes }: World, node: number): SimulatedNode => there(nodes[node]);

function nothing(): void {
  // What is wanted follows from what is there.
}

const chapter = (name: string, wish: Chapter['wish']): Chapter => ({ name, wish, isReached: () => true });

const publish = (node: number, name = 'publish'): Chapter => ({
  name,
  wish: ({ client }) => {
    client.attachment = { node: nodeNamed(node), isDoomed: false, publication: undefined };
  },
  isReached: ({ client }) => client.attachment?.publication !== undefined,
});

const unpublish = (name: string): Chapter => ({
  name,
  wish: ({ client }) => {
    if (client.attachment) client.attachment.isDoomed = true;
  },
  isReached: ({ client }) => client.attachment === undefined,
});

const bringUp = (node: number): readonly Chapter[] => [
  {
    name: 'stage',
    wish: ({ world, client }) => {
      const { id, attachment } = client;
      if (id && attachment?.publication) client.pods.push(newPod(nodeOf(world, node), id, attachment.publication));
    },
    isReached: ({ client }) => client.pods[0]?.staged === 'yes',
  },
  { name: 'publish on the node', wish: nothing, isReached: ({ client }) => client.pods[0]?.published === 'yes' },
];

const takeDown: Chapter = {
  name: 'unpublish on the node and unstage',
  wish: ({ client }) => {
    for (const pod of client.pods) pod.isDoomed = true;
  },
  isReached: ({ client }) => client.pods.length === 0,
};

const volumeOf = async ({ world, client }: Life): Promise<Volume> => {
  const volume = (await readVolumes(world.store)).find(({ id }) => id === client.id);
  if (!volume) throw new Error(`there is no volume ${client.name}`);
  return volume;
};

/** Of the second leg, which a mirror can do without. */
const enclosureOf = async (life: Life): Promise<EnclosureName> => there((await volumeOf(life)).legs[1]).enclosure;

/** The second leg misses a write, and is rebuilt. */
const LEG_OUT_AND_BACK: readonly Chapter[] = [
  chapter('an enclosure loses power', async (life) => {
    life.world.hardware.dark.add(await enclosureOf(life));
    await writeAll(life.world, life.client, podOf(life.client));
  }),
  {
    name: 'the node tells of the leg that is out',
    wish: nothing,
    isReached: async (life) => (await volumeOf(life)).integrity.dropped.length > 0,
  },
  {
    name: 'the leg is rebuilt',
    wish: ({ world }) => {
      world.hardware.dark.clear();
    },
    isReached: async (life) => {
      const { dropped, rebuilding } = (await volumeOf(life)).integrity;
      return dropped.length === 0 && rebuilding.length === 0;
    },
  },
];

/** The volume goes to another node while the host of its second leg does not answer. */
const HOST_AWAY_MEANWHILE: readonly Chapter[] = [
  chapter('an agent is away', async (life) => {
    // Where the driver was not told that the array is stopped, it rightly waits for every leg.
    if ((await volumeOf(life)).integrity.use !== 'stopped') return;
    life.world.hardware.away.add(await enclosureOf(life));
  }),
  unpublish('unpublish without a leg'),
  publish(1, 'publish without a leg'),
  {
    name: 'the leg is fenced and exported',
    wish: async (life) => {
      const enclosure = await enclosureOf(life);
      life.world.hardware.away.clear();
      attach(life.world, enclosure);
    },
    isReached: ({ world }) => world.leader()?.driver?.operations().length === 0,
  },
];
