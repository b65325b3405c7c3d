import { gib } from '../../core/model/capacity.ts';
import type { NodeName, PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { PublishVolume } from '../../csi/services/driver-port.ts';
import { callDriver, isFinal } from './calls.ts';
import type { Answered } from './calls.ts';
import { created, deleted, expanded, published, unpublished } from './durable-answers.ts';
import { requestFor } from './inventory.ts';
import type { VolumeKind } from './inventory.ts';
import type { Pod } from './pod.ts';
import type { World } from './world.ts';

/** A claim, with all that sidecars and kubelets know of it. */
export interface VolumeClient {
  readonly name: string;
  readonly kind: VolumeKind;
  claim: 'wanted' | 'bound' | 'deleting' | 'gone';
  /** The claim is to go as soon as it may. */
  isDoomed: boolean;
  /** As the driver answered; a repeat must answer the same. */
  id: VolumeId | undefined;
  size: number;
  /** What it is to grow to. */
  target: number;
  /** The largest that it was ever asked to grow to: without an answer nobody knows whether it did. */
  asked: number;
  /** A VolumeAttachment; there is one at a time. */
  attachment: Attachment | undefined;
  readonly pods: Pod[];
  /** What the volume's users were told is written. */
  readonly written: Map<number, string>;
  /** Sidecars that wait for an answer. */
  readonly busy: Set<Sidecar>;
  /** Calls without a good answer since the last one that had one: who is refused waits longer and longer. */
  refusals: number;
}

type Sidecar = 'provisioner' | 'attacher' | 'resizer';

export interface Attachment {
  readonly node: NodeName;
  /** It is to be taken away. */
  isDoomed: boolean;
  publication: PublicationId | undefined;
}

export const newClient = (name: string, kind: VolumeKind): VolumeClient => ({
  name,
  kind,
  claim: 'wanted',
  isDoomed: false,
  id: undefined,
  size: kind.size,
  target: kind.size,
  asked: kind.size,
  attachment: undefined,
  pods: [],
  written: new Map(),
  busy: new Set(),
  refusals: 0,
});

/** One thing that could happen next. */
export interface Move {
  readonly name: string;
  readonly weight: number;
  readonly act: () => void;
}

const move = (name: string, weight: number, act: () => void): Move => ({ name, weight, act });

/** What sidecars do until there is nothing left to do. */
export function sidecarMoves(world: World, client: VolumeClient): readonly Move[] {
  const { claim, attachment, busy, name } = client;
  const moves: Move[] = [];
  const eager = 4 / (1 + client.refusals);
  if (!busy.has('provisioner')) {
    if (claim === 'wanted')
      moves.push(
        move(`create ${name}`, eager, () => {
          create(world, client);
        }),
      );
    if (claim === 'deleting')
      moves.push(
        move(`delete ${name}`, eager, () => {
          remove(world, client);
        }),
      );
  }
  if (attachment && !busy.has('attacher')) {
    const { isDoomed, publication, node } = attachment;
    if (isDoomed)
      moves.push(
        move(`detach ${name}`, eager, () => {
          detach(world, client, attachment);
        }),
      );
    else if (!publication)
      moves.push(
        move(`attach ${name} to ${node}`, eager, () => {
          attach(world, client, attachment);
        }),
      );
  }
  if (claim === 'bound' && client.target > client.size && !busy.has('resizer')) {
    moves.push(
      move(`expand ${name}`, eager, () => {
        expand(world, client);
      }),
    );
  }
  return moves;
}

/** What clients ask for although it is done, which changes nothing. */
export function repeatMoves(world: World, client: VolumeClient): readonly Move[] {
  const { claim, attachment, busy, name } = client;
  const moves: Move[] = [];
  if (claim === 'bound' && !client.isDoomed && !busy.has('provisioner')) {
    moves.push(
      move(`create ${name} again`, 0.1, () => {
        create(world, client);
      }),
    );
  }
  if (attachment?.publication && !attachment.isDoomed && !busy.has('attacher')) {
    moves.push(
      move(`attach ${name} again`, 0.1, () => {
        attach(world, client, attachment);
      }),
    );
  }
  return moves;
}

const tryDriver: <Value>(
  client: VolumeClient,
  ...call: Parameters<typeof callDriver<Value>>
) => Promise<Answered<Value>> = async (client, ...call) => {
  const answer = await callDriver(...call);
  client.refusals = answer.kind === 'ok' ? 0 : client.refusals + 1;
  return answer;
};

const whileBusy = (client: VolumeClient, sidecar: Sidecar, work: () => Promise<void>): void => {
  client.busy.add(sidecar);
  void work().finally(() => client.busy.delete(sidecar));
};

export function create(world: World, client: VolumeClient): void {
  const request = requestFor(client.name, client.kind);
  whileBusy(client, 'provisioner', async () => {
    const answer = await tryDriver(
      client,
      world,
      `create ${client.name}`,
      (driver) => driver.createVolume(request),
      (value) => created(world, request, value),
    );
    if (answer.kind === 'ok') {
      if (client.id !== undefined && client.id !== answer.value.id)
        world.accuse(`${client.name} was ${client.id} and is ${answer.value.id}`);
      client.id = answer.value.id;
      if (client.claim === 'wanted') client.claim = 'bound';
    } else if (client.claim === 'wanted' && isFinal(answer)) client.claim = 'gone';
    else if (client.claim === 'bound' && isFinal(answer))
      world.accuse(`a repeat of creating ${client.name} was refused: ${answer.kind === 'error' ? answer.message : ''}`);
  });
}

export function remove(world: World, client: VolumeClient): void {
  const { id } = client;
  if (!id) return;
  whileBusy(client, 'provisioner', async () => {
    const answer = await tryDriver(
      client,
      world,
      `delete ${client.name}`,
      (driver) => driver.deleteVolume(id),
      () => deleted(world, id),
    );
    if (answer.kind === 'ok') client.claim = 'gone';
  });
}

/** How the volume is made available to a node. */
const wayOf = (id: VolumeId, node: NodeName): PublishVolume => ({
  volume: id,
  node,
  readonly: false,
  capability: { kind: 'mount', accessMode: 'ReadWriteOnce', fsType: undefined, mountFlags: [] },
});

export function attach(world: World, client: VolumeClient, attachment: Attachment): void {
  const { id } = client;
  if (!id) return;
  const { node } = attachment;
  whileBusy(client, 'attacher', async () => {
    const answer = await tryDriver(
      client,
      world,
      `publish ${client.name} to ${node}`,
      (driver) => driver.publish(wayOf(id, node)),
      (value) => published(world, id, node, value),
    );
    if (answer.kind !== 'ok') return;
    const { publication } = answer.value;
    if (attachment.publication && attachment.publication !== publication) {
      world.accuse(
        `publication ${attachment.publication} of ${client.name} is ${publication} when it is asked for again`,
      );
    }
    attachment.publication = publication;
  });
}

export function detach(world: World, client: VolumeClient, attachment: Attachment): void {
  const { id } = client;
  if (!id) return;
  const { node, publication } = attachment;
  whileBusy(client, 'attacher', async () => {
    const answer = await tryDriver(
      client,
      world,
      `unpublish ${client.name} from ${node}`,
      (driver) => driver.unpublish({ volume: id, node }),
      () => unpublished(world, id, node, publication),
    );
    if (answer.kind === 'ok' && client.attachment === attachment) client.attachment = undefined;
  });
}

export function expand(world: World, client: VolumeClient): void {
  const { id, target } = client;
  if (!id) return;
  const size = { required: gib(target), limit: undefined };
  client.asked = Math.max(client.asked, target);
  whileBusy(client, 'resizer', async () => {
    const answer = await tryDriver(
      client,
      world,
      `expand ${client.name} to ${String(target)}`,
      (driver) => driver.expand({ volume: id, size }),
      () => expanded(world, id, target),
    );
    if (answer.kind === 'ok') {
      client.size = answer.value.size;
      for (const pod of client.pods) pod.isToGrow = true;
    } else if (isFinal(answer)) client.target = client.size;
  });
}
