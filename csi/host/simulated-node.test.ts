import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { gib, gibToBytes } from '../../core/model/capacity.ts';
import { toPublishContext } from '../services/publish-context.ts';
import { serve } from '../testing/serve.ts';
import type { PublishedLegs } from './publication-directory.ts';
import { describeNodeDriver } from './testing/node-driver-contract.ts';
import type { PathState, VolumeUnderTest, VolumeWish } from './testing/node-driver-contract.ts';
import { nodeRig } from './testing/node-rig.ts';
import type { NodeRig } from './testing/node-rig.ts';

const LEGS: Readonly<Record<VolumeWish['layout'], number>> = {
  single: 1,
  slice: 1,
  mirror: 2,
  'mirrored-slice': 2,
  'striped-mirror': 4,
};
/** Where texts stand: behind the second pair of a striped mirror. */
const BLOCK_NUMBER = 1;

describeNodeDriver('a simulated node', async () => {
  const rig = await nodeRig();
  const { client } = await serve({ node: rig.driver });
  return {
    node: client.node,
    path: () => rig.target(randomUUID()),
    at: (path) => stateOf(rig, path),
    takeAway: (path) => rm(path, { recursive: true }),
    left: () => rig.traces(),
    volume: async ({ layout, encrypted }) =>
      underTest(rig, await rig.publish({ layout, encrypted, legs: LEGS[layout] })),
  };
});

const underTest = (rig: NodeRig, published: PublishedLegs): VolumeUnderTest => ({
  id: published.volume,
  bytes: gibToBytes(published.size),
  publishContext: toPublishContext(published.publication),
  republish: async () => {
    await rig.withdraw(published);
    return underTest(rig, await rig.republish(published));
  },
  grow: () => {
    const size = gib(published.size + 4);
    rig.resize(published, size);
    return Promise.resolve(gibToBytes(size));
  },
  write: async (_, text) => {
    const written = await rig.write(published.volume, BLOCK_NUMBER, text);
    if (written.kind === 'error') throw new Error(written.message);
  },
  read: async () => {
    const found = await rig.read(published.volume, BLOCK_NUMBER);
    if (found.kind === 'error') throw new Error(found.message);
    return found.value ?? '';
  },
});

async function stateOf({ host }: NodeRig, path: string): Promise<PathState> {
  const observed = await host.observe();
  const mounted = observed.kind === 'ok' && observed.value.mounts.includes(path);
  const found = await stat(path).catch(() => undefined);
  if (!found) return { kind: 'none', mounted };
  return { kind: found.isDirectory() ? 'folder' : 'file', mounted };
}
