import { describe, expect, it } from 'vitest';
import { BYTES_PER_GIB, gib } from '../../core/model/capacity.ts';
import { VolumeCapability_AccessMode_Mode as Mode, VolumeUsage_Unit as Unit } from '../generated/csi_pb.ts';
import { scriptedNode } from '../testing/scripted-drivers.ts';
import { serve } from '../testing/serve.ts';
import type { NodeDriver } from './node-port.ts';
import { ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';

const volumeCapability = {
  accessType: { case: 'mount' as const, value: {} },
  accessMode: { mode: Mode.SINGLE_NODE_WRITER },
};
const capability = { kind: 'mount', accessMode: 'ReadWriteOnce', fsType: undefined, mountFlags: [] };
const publishContext = { 'csi.stowage.dev/publication': 'handle' };

async function asking(answers: { [Name in keyof NodeDriver]?: unknown }) {
  const asked: unknown[] = [];
  const script = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      (request: unknown): Promise<DriverOutcome<unknown>> => {
        asked.push(request);
        return Promise.resolve(ok(answer));
      },
    ]),
  );
  const { client } = await serve({ node: scriptedNode(script) });
  return { asked, node: client.node };
}

describe('NodeStageVolume', () => {
  const request = { volumeId: 'v', stagingTargetPath: '/staging/', volumeCapability, publishContext };

  it('passes on the handle, the capability and a plain path', async () => {
    const { asked, node } = await asking({ stage: undefined });
    expect(await node.nodeStageVolume(request)).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual([{ volume: 'v', publication: 'handle', stagingPath: '/staging', capability }]);
  });

  it.each([
    { what: 'no volume_id', wrong: { volumeId: '' } },
    { what: 'no path', wrong: { stagingTargetPath: '' } },
    { what: 'a relative path', wrong: { stagingTargetPath: 'staging' } },
    { what: 'a path with a NUL', wrong: { stagingTargetPath: '/sta\0ging' } },
    { what: 'a path that Linux could not hold', wrong: { stagingTargetPath: `/${'x'.repeat(4095)}` } },
    { what: 'no access mode', wrong: { volumeCapability: { accessType: volumeCapability.accessType } } },
    { what: 'a foreign publish_context', wrong: { publishContext: { device: '/dev/mock' } } },
  ])('refuses $what', async ({ wrong }) => {
    const { asked, node } = await asking({ stage: undefined });
    expect(await node.nodeStageVolume({ ...request, ...wrong })).toMatchObject({ status: 'INVALID_ARGUMENT' });
    expect(asked).toEqual([]);
  });
});

describe('NodeUnstageVolume', () => {
  it('passes on a plain path', async () => {
    const { asked, node } = await asking({ unstage: undefined });
    await node.nodeUnstageVolume({ volumeId: 'v', stagingTargetPath: '/a/../staging' });
    expect(asked).toEqual([{ volume: 'v', stagingPath: '/staging' }]);
  });
});

describe('NodePublishVolume', () => {
  const request = { volumeId: 'v', stagingTargetPath: '/staging', targetPath: '/pods/1/mount', volumeCapability };

  it.each([
    { mode: Mode.SINGLE_NODE_WRITER, readonly: false, is: false },
    { mode: Mode.SINGLE_NODE_WRITER, readonly: true, is: true },
    { mode: Mode.SINGLE_NODE_READER_ONLY, readonly: false, is: true },
  ])('in mode $mode with readonly $readonly lets nobody write: $is', async ({ mode, readonly, is }) => {
    const { asked, node } = await asking({ publish: undefined });
    await node.nodePublishVolume({
      ...request,
      readonly,
      volumeCapability: { ...volumeCapability, accessMode: { mode } },
    });
    const paths = { stagingPath: '/staging', targetPath: '/pods/1/mount' };
    expect(asked).toEqual([{ volume: 'v', ...paths, capability, readonly: is }]);
  });

  it.each([
    { what: 'no target path', wrong: { targetPath: '' }, is: 'INVALID_ARGUMENT' },
    { what: 'a relative target path', wrong: { targetPath: 'mount' }, is: 'INVALID_ARGUMENT' },
    { what: 'a relative staging path', wrong: { stagingTargetPath: 'staging' }, is: 'INVALID_ARGUMENT' },
    { what: 'no staging path', wrong: { stagingTargetPath: '' }, is: 'FAILED_PRECONDITION' },
  ])('refuses $what', async ({ wrong, is }) => {
    const { asked, node } = await asking({ publish: undefined });
    expect(await node.nodePublishVolume({ ...request, ...wrong })).toMatchObject({ status: is });
    expect(asked).toEqual([]);
  });

  it('asks for the capability before the staging path', async () => {
    const { node } = await asking({ publish: undefined });
    const answer = await node.nodePublishVolume({ volumeId: 'v', targetPath: '/pods/1/mount' });
    expect(answer).toMatchObject({ status: 'INVALID_ARGUMENT' });
  });
});

describe('NodeGetVolumeStats', () => {
  it('counts bytes and inodes of a filesystem', async () => {
    const bytes = { total: 100n, used: 40n, available: 60n };
    const inodes = { total: 10n, used: 1n, available: 9n };
    const { asked, node } = await asking({ stats: { bytes, inodes } });
    const answer = await node.nodeGetVolumeStats({ volumeId: 'v', volumePath: '/pods/1/mount/' });
    const usage = [
      { unit: Unit.BYTES, ...bytes },
      { unit: Unit.INODES, ...inodes },
    ];
    expect(answer).toMatchObject({ value: { usage } });
    expect(asked).toEqual([{ volume: 'v', volumePath: '/pods/1/mount' }]);
  });

  it('knows only the size of a block device', async () => {
    const bytes = { total: 100n, used: undefined, available: undefined };
    const { node } = await asking({ stats: { bytes, inodes: undefined } });
    const answer = await node.nodeGetVolumeStats({ volumeId: 'v', volumePath: '/pods/1/device' });
    expect(answer).toMatchObject({ value: { usage: [{ unit: Unit.BYTES, total: 100n, used: 0n, available: 0n }] } });
  });

  it('leaves relative paths to the driver, which first looks for the volume', async () => {
    const bytes = { total: 1n, used: undefined, available: undefined };
    const { asked, node } = await asking({ stats: { bytes, inodes: undefined } });
    await node.nodeGetVolumeStats({ volumeId: 'v', volumePath: 'some/path' });
    expect(asked).toEqual([{ volume: 'v', volumePath: 'some/path' }]);
    expect(await node.nodeGetVolumeStats({ volumeId: 'v', volumePath: '' })).toMatchObject({
      status: 'INVALID_ARGUMENT',
    });
  });
});

describe('NodeExpandVolume', () => {
  it.each([
    { capacityRange: undefined, size: undefined },
    { capacityRange: { requiredBytes: 11n * BYTES_PER_GIB }, size: { required: 11, limit: undefined } },
  ])('to $size answers what it became', async ({ capacityRange, size }) => {
    const { asked, node } = await asking({ expand: gib(11) });
    const request = { volumeId: 'v', volumePath: '/staging', ...(capacityRange && { capacityRange }) };
    expect(await node.nodeExpandVolume(request)).toMatchObject({ value: { capacityBytes: 11n * BYTES_PER_GIB } });
    expect(asked).toEqual([{ volume: 'v', volumePath: '/staging', size }]);
  });
});

describe('NodeGetInfo', () => {
  it.each([
    { maximumVolumes: 64, is: 64n },
    { maximumVolumes: undefined, is: 0n },
  ])('says who and where the node is, and takes $is volumes', async ({ maximumVolumes, is }) => {
    const { node } = await asking({ info: { node: 'node-1', maximumVolumes, segment: { rack: 'r1' } } });
    expect(await node.nodeGetInfo({})).toMatchObject({
      value: {
        nodeId: 'node-1',
        maxVolumesPerNode: is,
        accessibleTopology: { segments: { 'topology.csi.stowage.dev/rack': 'r1' } },
      },
    });
  });
});
