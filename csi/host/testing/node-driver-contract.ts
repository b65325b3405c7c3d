import type { MessageInitShape } from '@bufbuild/protobuf';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Layout } from '../../../core/model/volume.ts';
import type { CallResult, CsiClient } from '../../client/csi-client.ts';
import { VolumeCapability_AccessMode_Mode as Mode, VolumeUsage_Unit as Unit } from '../../generated/csi_pb.ts';
import type { VolumeCapabilitySchema } from '../../generated/csi_pb.ts';

/** A node to try, asked as kubelet asks: through the Node service of a CSI socket. Nothing is on it yet. */
export interface NodeUnderTest {
  readonly node: CsiClient['node'];
  /** A volume that is made, blank, and published to the node. */
  volume(wish: VolumeWish): Promise<VolumeUnderTest>;
  /** A path in a folder that exists; nothing is there. Another one each time. */
  path(): string;
  /** What stands at a path, and whether something is mounted over it. */
  at(path: string): Promise<PathState>;
  /** Takes away what is published at a path, and the path, as somebody does who asks no node plug-in. */
  takeAway(path: string): Promise<void>;
  /** What the node holds of volumes, in words: sessions, arrays, containers, mounts, records. */
  left(): Promise<readonly string[]>;
}

export interface VolumeWish {
  readonly layout: Layout;
  readonly encrypted: boolean;
  readonly use: 'ext4' | 'xfs' | 'block';
}

export interface VolumeUnderTest {
  readonly id: string;
  readonly bytes: bigint;
  readonly publishContext: Readonly<Record<string, string>>;
  /** Takes the volume away from the node, its exports destroyed, and publishes it to the same node anew. */
  republish(): Promise<VolumeUnderTest>;
  /** Makes the legs larger; answers what the volume is to have then. */
  grow(): Promise<bigint>;
  /** Keeps and finds a short text in the volume, by way of a path where it is published. */
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
}

export interface PathState {
  readonly kind: 'none' | 'folder' | 'file' | 'device';
  readonly mounted: boolean;
}

type Capability = MessageInitShape<typeof VolumeCapabilitySchema>;
type Changes = Readonly<Record<string, unknown>>;

const CELLS: readonly VolumeWish[] = [
  { layout: 'single', encrypted: false, use: 'ext4' },
  { layout: 'slice', encrypted: true, use: 'block' },
  { layout: 'mirror', encrypted: true, use: 'xfs' },
  { layout: 'mirrored-slice', encrypted: false, use: 'block' },
  { layout: 'striped-mirror', encrypted: true, use: 'ext4' },
];
const PLAIN: VolumeWish = { layout: 'slice', encrypted: false, use: 'ext4' };

const nothing: PathState = { kind: 'none', mounted: false };

const capabilityOf = (use: VolumeWish['use'], mode: Mode = Mode.SINGLE_NODE_WRITER): Capability => ({
  accessMode: { mode },
  accessType: use === 'block' ? { case: 'block', value: {} } : { case: 'mount', value: { fsType: use } },
});

function answerOf<Answer>(result: CallResult<Answer>): Answer {
  if (result.kind === 'error') throw new Error(`${result.status}: ${result.message}`);
  return result.value;
}

const refused = (status: string) => ({ kind: 'error', status });
const DONE = { kind: 'ok' };

/** kubelet's calls for one volume at one staging path, the rest as each test says. */
function kubeletFor(under: NodeUnderTest, volume: VolumeUnderTest, use: VolumeWish['use'], mode?: Mode) {
  const { id: volumeId, publishContext } = volume;
  const { node } = under;
  const stagingTargetPath = under.path();
  const volumeCapability = capabilityOf(use, mode);
  return {
    staging: stagingTargetPath,
    stage: (changes: Changes = {}) =>
      node.nodeStageVolume({ volumeId, publishContext, stagingTargetPath, volumeCapability, ...changes }),
    publish: (targetPath: string, changes: Changes = {}) =>
      node.nodePublishVolume({
        volumeId,
        publishContext,
        stagingTargetPath,
        targetPath,
        volumeCapability,
        readonly: false,
        ...changes,
      }),
    unpublish: (targetPath: string) => node.nodeUnpublishVolume({ volumeId, targetPath }),
    unstage: (changes: Changes = {}) => node.nodeUnstageVolume({ volumeId, stagingTargetPath, ...changes }),
    stats: (volumePath: string) => node.nodeGetVolumeStats({ volumeId, volumePath }),
    expand: (volumePath: string, requiredBytes: bigint) =>
      node.nodeExpandVolume({
        volumeId,
        volumePath,
        stagingTargetPath,
        capacityRange: { requiredBytes },
        volumeCapability,
      }),
  };
}

/** What every node plug-in must do, on a simulated kernel or a real one. */
export function describeNodeDriver(
  name: string,
  open: () => Promise<NodeUnderTest>,
  cells: readonly VolumeWish[] = CELLS,
): void {
  describe(`${name} as a node`, () => {
    let given: NodeUnderTest;
    beforeEach(async () => {
      given = await open();
    });

    /** A volume of one slice with ext4, staged. */
    const staged = async (mode?: Mode) => {
      const volume = await given.volume(PLAIN);
      const kubelet = kubeletFor(given, volume, PLAIN.use, mode);
      answerOf(await kubelet.stage());
      return { volume, kubelet };
    };

    const totalBytes = async (kubelet: ReturnType<typeof kubeletFor>, path: string): Promise<bigint> => {
      const { usage } = answerOf(await kubelet.stats(path));
      return usage.find(({ unit }) => unit === Unit.BYTES)?.total ?? 0n;
    };

    describe('a volume', () => {
      const spoken = cells.map((cell) => ({
        cell,
        what: `${cell.layout}, ${cell.encrypted ? '' : 'not '}encrypted, ${cell.use}`,
      }));

      it.each(spoken)(
        'comes up, grows, goes without a trace, and comes back with its data: $what',
        async ({ cell }) => {
          const volume = await given.volume(cell);
          const kubelet = kubeletFor(given, volume, cell.use);
          const target = given.path();
          answerOf(await kubelet.stage());
          answerOf(await kubelet.publish(target));
          expect((await given.at(kubelet.staging)).mounted).toBe(cell.use !== 'block');
          expect(await given.left()).not.toEqual([]);
          const at = await given.at(target);
          if (cell.use === 'block') expect(['file', 'device']).toContain(at.kind);
          else expect(at).toEqual({ kind: 'folder', mounted: true });
          await volume.write(target, 'kept');

          const before = await totalBytes(kubelet, target);
          if (cell.use === 'block') expect(before).toBeGreaterThanOrEqual(volume.bytes);
          const grown = await volume.grow();
          expect(answerOf(await kubelet.expand(target, grown)).capacityBytes).toBe(grown);
          expect((await totalBytes(kubelet, target)) - before).toBeGreaterThan(((grown - volume.bytes) * 9n) / 10n);
          expect(await volume.read(target)).toBe('kept');

          answerOf(await kubelet.unpublish(target));
          expect(await given.at(target)).toEqual(nothing);
          answerOf(await kubelet.unstage());
          expect((await given.at(kubelet.staging)).mounted).toBe(false);
          expect(await given.left()).toEqual([]);

          const back = await volume.republish();
          const again = kubeletFor(given, back, cell.use);
          answerOf(await again.stage());
          answerOf(await again.publish(target));
          expect(await back.read(target)).toBe('kept');
          answerOf(await again.unpublish(target));
          answerOf(await again.unstage());
          expect(await given.left()).toEqual([]);
        },
      );

      it('is shown at two places, also for reading alone', async () => {
        const { kubelet, volume } = await staged();
        const [one, other] = [given.path(), given.path()];
        answerOf(await kubelet.publish(one));
        answerOf(await kubelet.publish(other, { readonly: true }));
        await volume.write(one, 'seen');
        expect(await volume.read(other)).toBe('seen');
        answerOf(await kubelet.unpublish(one));
        expect(await volume.read(other)).toBe('seen');
        answerOf(await kubelet.unpublish(other));
        answerOf(await kubelet.unstage());
      });

      it('keeps its filesystem: it is never made anew', async () => {
        const { kubelet, volume } = await staged();
        const target = given.path();
        answerOf(await kubelet.publish(target));
        await volume.write(target, 'precious');
        answerOf(await kubelet.unpublish(target));
        answerOf(await kubelet.unstage());
        expect(await kubelet.stage({ volumeCapability: capabilityOf('xfs') })).toMatchObject(
          refused('FAILED_PRECONDITION'),
        );
        expect(await given.left()).toEqual([]);
        answerOf(await kubelet.stage());
        answerOf(await kubelet.publish(target));
        expect(await volume.read(target)).toBe('precious');
        answerOf(await kubelet.unpublish(target));
        answerOf(await kubelet.unstage());
      });
    });

    describe('every call', () => {
      it('may be repeated', async () => {
        const { kubelet, volume } = await staged();
        const target = given.path();
        expect(await kubelet.stage()).toMatchObject(DONE);
        for (let time = 0; time < 2; time++) expect(await kubelet.publish(target)).toMatchObject(DONE);
        const grown = await volume.grow();
        for (let time = 0; time < 2; time++) expect(await kubelet.expand(target, grown)).toMatchObject(DONE);
        for (let time = 0; time < 2; time++) expect(await kubelet.unpublish(target)).toMatchObject(DONE);
        for (let time = 0; time < 2; time++) expect(await kubelet.unstage()).toMatchObject(DONE);
        expect(await given.left()).toEqual([]);
      });

      it('in the wrong order is told so, and changes nothing', async () => {
        const volume = await given.volume(PLAIN);
        const kubelet = kubeletFor(given, volume, PLAIN.use);
        const target = given.path();
        expect(await kubelet.publish(target)).toMatchObject(refused('FAILED_PRECONDITION'));
        expect(await kubelet.stats(target)).toMatchObject(refused('NOT_FOUND'));
        expect(await kubelet.expand(target, volume.bytes)).toMatchObject(refused('NOT_FOUND'));
        expect(await kubelet.unpublish(target)).toMatchObject(DONE);
        expect(await kubelet.unstage()).toMatchObject(DONE);
        expect(await given.left()).toEqual([]);
        answerOf(await kubelet.stage());
        answerOf(await kubelet.publish(target));
        expect(await kubelet.unstage()).toMatchObject(refused('FAILED_PRECONDITION'));
        expect(await given.at(target)).toEqual({ kind: 'folder', mounted: true });
        answerOf(await kubelet.unpublish(target));
        answerOf(await kubelet.unstage());
      });

      it.each(['ext4', 'block'] as const)('to unstage is enough where what was published is gone: %s', async (use) => {
        const volume = await given.volume({ ...PLAIN, use });
        const kubelet = kubeletFor(given, volume, use);
        const [gone, stays] = [given.path(), given.path()];
        answerOf(await kubelet.stage());
        for (const target of [gone, stays]) answerOf(await kubelet.publish(target));
        await given.takeAway(gone);
        const refusal = await kubelet.unstage();
        expect(refusal).toMatchObject(refused('FAILED_PRECONDITION'));
        expect(refusal).toMatchObject({ message: expect.stringContaining(`run "umount ${stays}"`) as unknown });
        expect((await given.at(stays)).mounted).toBe(true);
        await given.takeAway(stays);
        answerOf(await kubelet.unstage());
        expect(await given.left()).toEqual([]);
      });

      it('for a volume or a publication that is not there is told so, and leaves nothing', async () => {
        const [one, other] = [await given.volume(PLAIN), await given.volume(PLAIN)];
        const kubelet = kubeletFor(given, one, PLAIN.use);
        expect(await kubelet.stage({ publishContext: other.publishContext })).toMatchObject(refused('NOT_FOUND'));
        expect(await kubelet.stage({ volumeId: other.id })).toMatchObject(refused('NOT_FOUND'));
        expect(await kubelet.stage({ publishContext: {} })).toMatchObject(refused('INVALID_ARGUMENT'));
        expect(await kubelet.stage({ volumeCapability: undefined })).toMatchObject(refused('INVALID_ARGUMENT'));
        expect(await given.left()).toEqual([]);
      });
    });

    describe('a conflict', () => {
      it('of staging is refused, and what is staged stays', async () => {
        const { kubelet } = await staged();
        for (const changes of [
          { stagingTargetPath: given.path() },
          { volumeCapability: capabilityOf('block') },
          { volumeCapability: capabilityOf('xfs') },
        ]) {
          expect(await kubelet.stage(changes)).toMatchObject(refused('ALREADY_EXISTS'));
        }
        expect(await given.at(kubelet.staging)).toEqual({ kind: 'folder', mounted: true });
        answerOf(await kubelet.unstage({ stagingTargetPath: given.path() }));
        expect(await given.at(kubelet.staging)).toEqual({ kind: 'folder', mounted: true });
        answerOf(await kubelet.unstage());
      });

      it('of publishing is refused, and what is published stays', async () => {
        const { kubelet } = await staged();
        const target = given.path();
        answerOf(await kubelet.publish(target));
        expect(await kubelet.publish(target, { readonly: true })).toMatchObject(refused('ALREADY_EXISTS'));
        expect(await kubelet.publish(given.path(), { volumeCapability: capabilityOf('block') })).toMatchObject(
          refused('FAILED_PRECONDITION'),
        );
        expect(await kubelet.publish(given.path(), { stagingTargetPath: given.path() })).toMatchObject(
          refused('FAILED_PRECONDITION'),
        );
        expect(await given.at(target)).toEqual({ kind: 'folder', mounted: true });
        answerOf(await kubelet.unpublish(target));
        answerOf(await kubelet.unstage());
      });

      it('of two users of a volume for one is refused', async () => {
        const { kubelet } = await staged(Mode.SINGLE_NODE_SINGLE_WRITER);
        const target = given.path();
        answerOf(await kubelet.publish(target));
        expect(await kubelet.publish(given.path())).toMatchObject(refused('FAILED_PRECONDITION'));
        answerOf(await kubelet.unpublish(target));
        answerOf(await kubelet.unstage());
        expect(await given.left()).toEqual([]);
      });

      it('of sizes is refused: nothing grows beyond its legs', async () => {
        const { kubelet, volume } = await staged();
        expect(await kubelet.expand(kubelet.staging, volume.bytes + 2n ** 30n)).toMatchObject(refused('OUT_OF_RANGE'));
        answerOf(await kubelet.unstage());
      });
    });

    it('renewed by another publication comes up under it, and the older is gone', async () => {
      const { kubelet, volume } = await staged();
      const renewed = await volume.republish();
      expect(await kubelet.stage()).toMatchObject(refused('NOT_FOUND'));
      const changes = { publishContext: renewed.publishContext };
      answerOf(await kubelet.stage(changes));
      const target = given.path();
      answerOf(await kubelet.publish(target));
      await renewed.write(target, 'anew');
      expect(await renewed.read(target)).toBe('anew');
      answerOf(await kubelet.unpublish(target));
      answerOf(await kubelet.unstage());
      expect(await given.left()).toEqual([]);
    });
  });
}
