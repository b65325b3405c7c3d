import { NODES, VOLUME_KINDS } from './inventory.ts';
import { newPod } from './pod.ts';
import type { Random } from './random.ts';
import { newClient } from './volume-client.ts';
import type { Move, VolumeClient } from './volume-client.ts';
import type { World } from './world.ts';

const MOST_CLAIMS = 4;

/** What people and schedulers come to want. */
export function wishes(world: World, clients: VolumeClient[], random: Random, count: () => number): readonly Move[] {
  const alive = clients.filter(({ claim }) => claim !== 'gone');
  const moves: Move[] = alive.flatMap((client) => wishesOf(world, client, random));
  if (alive.length < MOST_CLAIMS) {
    moves.push({
      name: 'a claim is made',
      weight: 0.5,
      act: () => {
        clients.push(newClient(`pvc-${String(count())}`, random.pick(VOLUME_KINDS)));
      },
    });
  }
  return moves;
}

function wishesOf(world: World, client: VolumeClient, random: Random): readonly Move[] {
  const { name, claim, isDoomed, attachment, pods, id } = client;
  const moves: Move[] = [];
  const wish = (what: string, weight: number, act: () => void): void => {
    moves.push({ name: `${name}: ${what}`, weight, act });
  };
  if (!isDoomed)
    wish('the claim is to go', 0.03, () => {
      client.isDoomed = true;
    });
  if (claim === 'bound' && !isDoomed)
    wish('it is to grow', 0.1, () => {
      client.target += 1 + random.below(5);
    });
  if (claim === 'bound' && !isDoomed && !attachment) {
    wish('a pod is scheduled', 4, () => {
      client.attachment = { node: random.pick(NODES), isDoomed: false, publication: undefined };
    });
  }
  const node = world.nodes.find((each) => each.name === attachment?.node);
  const publication = attachment?.publication;
  if (
    attachment &&
    node &&
    id &&
    publication &&
    !attachment.isDoomed &&
    !isDoomed &&
    !pods.some((pod) => pod.node === node)
  ) {
    wish('the pod comes up', 4, () => {
      pods.push(newPod(node, id, publication));
    });
  }
  for (const pod of pods)
    if (!pod.isDoomed)
      wish('the pod is to go', 0.1, () => {
        pod.isDoomed = true;
      });
  return [...moves, ...consequences(client)];
}

/** What controllers decide without anybody's wish. */
export function consequences(client: VolumeClient): readonly Move[] {
  const { name, claim, isDoomed, attachment, pods, busy } = client;
  const moves: Move[] = [];
  const follow = (what: string, act: () => void): void => {
    moves.push({ name: `${name}: ${what}`, weight: 2, act });
  };
  if (attachment && !attachment.isDoomed && isDoomed && !pods.some((pod) => pod.node.name === attachment.node)) {
    follow('it is to be detached', () => {
      attachment.isDoomed = true;
    });
  }
  if (isDoomed && pods.some((pod) => !pod.isDoomed))
    follow('its pods are to go', () => {
      for (const pod of pods) pod.isDoomed = true;
    });
  if (claim === 'bound' && isDoomed && !attachment && busy.size === 0)
    follow('it is to be deleted', () => {
      client.claim = 'deleting';
    });
  return moves;
}

/** A pod went, and the attachment follows, now and then. */
export function detachments(client: VolumeClient): readonly Move[] {
  const { attachment, pods, name } = client;
  if (
    !attachment ||
    attachment.isDoomed ||
    !attachment.publication ||
    pods.some((pod) => pod.node.name === attachment.node)
  )
    return [];
  return [
    {
      name: `${name}: it is to be detached`,
      weight: 0.15,
      act: () => {
        attachment.isDoomed = true;
      },
    },
  ];
}
