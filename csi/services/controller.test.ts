import type { MessageInitShape } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { BYTES_PER_GIB, gib } from '../../core/model/capacity.ts';
import type { NodeName, PublicationId, VolumeId } from '../../core/model/ids.ts';
import { VolumeCapability_AccessMode_Mode as Mode } from '../generated/csi_pb.ts';
import type { CreateVolumeRequestSchema, VolumeCapabilitySchema } from '../generated/csi_pb.ts';
import { scriptedController } from '../testing/scripted-drivers.ts';
import { serve } from '../testing/serve.ts';
import type { ControllerDriver } from './driver-port.ts';
import { ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';

const GIB = BYTES_PER_GIB;
const ID = '0b8f5cbe-8a0e-4e3b-a8a5-2a2f6f6a1c11' as VolumeId;
const block = {
  accessType: { case: 'block' as const, value: {} },
  accessMode: { mode: Mode.SINGLE_NODE_MULTI_WRITER },
};
const mount = {
  accessType: { case: 'mount' as const, value: { fsType: 'xfs', mountFlags: ['noatime'] } },
  accessMode: { mode: Mode.SINGLE_NODE_SINGLE_WRITER },
};

/** A client of a driver whose methods answer the same each time, and what they were asked. */
async function asking(answers: { [Name in keyof ControllerDriver]?: unknown }) {
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
  const { client } = await serve({ controller: scriptedController(script) });
  return { asked, controller: client.controller };
}

describe('CreateVolume', () => {
  const created = { id: ID, size: gib(10), accessibleFrom: [{ rack: 'r1' }, { rack: 'r2' }] };
  const segments = (rack: string) => ({ segments: { 'topology.csi.stowage.dev/rack': rack } });
  const request: MessageInitShape<typeof CreateVolumeRequestSchema> = {
    name: 'pvc-1',
    capacityRange: { requiredBytes: 9n * GIB + 1n, limitBytes: 20n * GIB },
    parameters: { type: 'ssd', 'csi.storage.k8s.io/pvc/name': 'data' },
    mutableParameters: { maxIops: '100' },
    volumeCapabilities: [mount],
    accessibilityRequirements: { requisite: [segments('r1'), segments('r2')], preferred: [segments('r2')] },
    secrets: { password: 'never seen again' },
  };

  it('asks in whole GiB and the words of the domain, without secrets', async () => {
    const { asked, controller } = await asking({ createVolume: created });
    await controller.createVolume(request);
    expect(asked).toEqual([
      {
        name: 'pvc-1',
        size: { required: 10, limit: 20 },
        parameters: { type: 'ssd', 'csi.storage.k8s.io/pvc/name': 'data' },
        attributes: { maxIops: '100' },
        capabilities: [{ kind: 'mount', accessMode: 'ReadWriteOncePod', fsType: 'xfs', mountFlags: ['noatime'] }],
        requisite: [{ rack: 'r1' }, { rack: 'r2' }],
        preferred: [{ rack: 'r2' }],
      },
    ]);
  });

  it('answers with id, exact size and where the volume can be reached from', async () => {
    const { controller } = await asking({ createVolume: created });
    expect(await controller.createVolume(request)).toMatchObject({
      value: {
        volume: { volumeId: ID, capacityBytes: 10n * GIB, accessibleTopology: [segments('r1'), segments('r2')] },
      },
    });
  });

  it.each([
    { kind: 'snapshot', type: { case: 'snapshot' as const, value: { snapshotId: ID } } },
    { kind: 'volume', type: { case: 'volume' as const, value: { volumeId: ID } } },
  ])('asks for a copy of a $kind, and says what it was made of', async ({ kind, type }) => {
    const source = { kind, id: ID };
    const { asked, controller } = await asking({ createVolume: { ...created, source } });
    const answer = await controller.createVolume({ ...request, volumeContentSource: { type } });
    expect(asked).toMatchObject([{ source, size: { required: 10, limit: 20 } }]);
    expect(answer).toMatchObject({ value: { volume: { contentSource: { type } } } });
  });

  it('leaves the size of a copy to its source where none is asked for', async () => {
    const { asked, controller } = await asking({ createVolume: created });
    const type = { case: 'volume' as const, value: { volumeId: ID } };
    await controller.createVolume({
      ...request,
      capacityRange: { limitBytes: 20n * GIB },
      volumeContentSource: { type },
    });
    expect(asked).toMatchObject([{ size: { required: 0, limit: 20 } }]);
  });

  it('takes a name of 128 bytes in any script', async () => {
    const { controller } = await asking({ createVolume: created });
    expect(await controller.createVolume({ ...request, name: 'ü'.repeat(64) })).toMatchObject({ kind: 'ok' });
  });

  it.each([
    { what: 'no name', wrong: { name: '' } },
    { what: 'a name of 129 bytes', wrong: { name: 'n'.repeat(129) } },
    { what: 'a control character in the name', wrong: { name: 'pvc\n1' } },
    { what: 'no capabilities', wrong: { volumeCapabilities: [] } },
    { what: 'block and mount at once', wrong: { volumeCapabilities: [mount, block] } },
    { what: 'parameters over 4 KiB', wrong: { parameters: { type: 'x'.repeat(4093) } } },
    { what: 'mutable parameters over 4 KiB', wrong: { mutableParameters: { tags: 'x'.repeat(4093) } } },
    {
      what: 'a source without an id',
      wrong: { volumeContentSource: { type: { case: 'volume' as const, value: { volumeId: '' } } } },
    },
    {
      what: 'a source of no kind',
      wrong: { volumeContentSource: {} },
    },
    {
      what: 'a foreign topology key',
      wrong: { accessibilityRequirements: { requisite: [{ segments: { zone: 'z' } }] } },
    },
    { what: 'an impossible size', wrong: { capacityRange: { requiredBytes: 2n, limitBytes: 1n } }, is: 'OUT_OF_RANGE' },
  ])('refuses $what without asking the driver', async ({ wrong, is = 'INVALID_ARGUMENT' }) => {
    const { asked, controller } = await asking({ createVolume: created });
    expect(await controller.createVolume({ ...request, ...wrong })).toMatchObject({ kind: 'error', status: is });
    expect(asked).toEqual([]);
  });
});

describe('DeleteVolume', () => {
  it.each(['', 'v'.repeat(129)])('refuses a volume_id like "%s"', async (volumeId) => {
    const { asked, controller } = await asking({ deleteVolume: undefined });
    expect(await controller.deleteVolume({ volumeId })).toMatchObject({ status: 'INVALID_ARGUMENT' });
    expect(asked).toEqual([]);
  });

  it('passes on ids that are none of ours: they name nothing, and nothing is deleted already', async () => {
    const { asked, controller } = await asking({ deleteVolume: undefined });
    expect(await controller.deleteVolume({ volumeId: 'fake-vol-id' })).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual(['fake-vol-id']);
  });
});

describe('ControllerPublishVolume', () => {
  const publication = '6c1a7d0e-6a39-4b59-8a6e-0f0a2a6d7e01' as PublicationId;
  const request = { volumeId: ID, nodeId: 'node-1', volumeCapability: block };

  it('hands out a handle and nothing else', async () => {
    const { asked, controller } = await asking({ publish: { publication } });
    expect(await controller.controllerPublishVolume(request)).toMatchObject({
      value: { publishContext: { 'csi.stowage.dev/publication': publication } },
    });
    const capability = { kind: 'block', accessMode: 'ReadWriteOnce' };
    expect(asked).toEqual([{ volume: ID, node: 'node-1', readonly: false, capability }]);
  });

  it.each([
    { mode: Mode.MULTI_NODE_READER_ONLY, readonly: false, is: true },
    { mode: Mode.SINGLE_NODE_READER_ONLY, readonly: false, is: true },
    { mode: Mode.SINGLE_NODE_WRITER, readonly: true, is: true },
    { mode: Mode.SINGLE_NODE_WRITER, readonly: false, is: false },
  ])('mode $mode with readonly $readonly lets nobody write: $is', async ({ mode, readonly, is }) => {
    const { asked, controller } = await asking({ publish: { publication } });
    const volumeCapability = { ...block, accessMode: { mode } };
    await controller.controllerPublishVolume({ ...request, readonly, volumeCapability });
    expect(asked).toMatchObject([{ readonly: is }]);
  });

  it.each([{ volumeId: '' }, { nodeId: '' }, { nodeId: 'n'.repeat(257) }])('refuses %o', async (wrong) => {
    const { asked, controller } = await asking({ publish: { publication } });
    const answer = await controller.controllerPublishVolume({ ...request, ...wrong });
    expect(answer).toMatchObject({ status: 'INVALID_ARGUMENT' });
    expect(asked).toEqual([]);
  });

  it('refuses a request without capability', async () => {
    const { controller } = await asking({ publish: { publication } });
    const answer = await controller.controllerPublishVolume({ volumeId: ID, nodeId: 'node-1' });
    expect(answer).toMatchObject({ status: 'INVALID_ARGUMENT' });
  });
});

describe('ControllerUnpublishVolume', () => {
  it.each([
    { nodeId: 'node-1', node: 'node-1' },
    { nodeId: '', node: undefined },
  ])('of node "$nodeId" asks for $node', async ({ nodeId, node }) => {
    const { asked, controller } = await asking({ unpublish: undefined });
    expect(await controller.controllerUnpublishVolume({ volumeId: ID, nodeId })).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual([{ volume: ID, node }]);
  });
});

describe('ValidateVolumeCapabilities', () => {
  const request = {
    volumeId: ID,
    volumeCapabilities: [block, mount],
    parameters: { type: 'ssd' },
    mutableParameters: { maxIops: '100' },
    volumeContext: { 'storage.kubernetes.io/csiProvisionerIdentity': 'x' },
  };

  it('confirms what was looked at, and no more', async () => {
    const { controller } = await asking({ validate: { kind: 'confirmed' } });
    const answer = await controller.validateVolumeCapabilities(request);
    expect(answer).toMatchObject({
      value: {
        confirmed: {
          volumeCapabilities: [block, mount],
          parameters: { type: 'ssd' },
          mutableParameters: { maxIops: '100' },
          volumeContext: {},
        },
        message: '',
      },
    });
  });

  it('says why it does not confirm, which is no error', async () => {
    const { controller } = await asking({ validate: { kind: 'refused', message: 'it is a block volume' } });
    const answer = await controller.validateVolumeCapabilities(request);
    expect(answer).toMatchObject({ kind: 'ok', value: { message: 'it is a block volume' } });
    expect(answer).not.toHaveProperty('value.confirmed');
  });

  it('refuses a request without capabilities', async () => {
    const { controller } = await asking({ validate: { kind: 'confirmed' } });
    const answer = await controller.validateVolumeCapabilities({ volumeId: ID });
    expect(answer).toMatchObject({ status: 'INVALID_ARGUMENT' });
  });
});

describe('ListVolumes', () => {
  const volume = { id: ID, size: gib(2), accessibleFrom: [], publishedTo: ['node-1' as NodeName] };

  it('lists volumes with the nodes that have them, and how to go on', async () => {
    const { asked, controller } = await asking({ list: { volumes: [volume], next: ID } });
    expect(await controller.listVolumes({ maxEntries: 1 })).toMatchObject({
      value: {
        entries: [{ volume: { volumeId: ID, capacityBytes: 2n * GIB }, status: { publishedNodeIds: ['node-1'] } }],
        nextToken: ID,
      },
    });
    await controller.listVolumes({ startingToken: ID });
    await controller.listVolumes({ maxEntries: 2 ** 31 - 1 });
    expect(asked).toEqual([
      { after: undefined, limit: 1 },
      { after: ID, limit: 1000 },
      { after: undefined, limit: 1000 },
    ]);
  });

  it('ends with an empty token', async () => {
    const { controller } = await asking({ list: { volumes: [], next: undefined } });
    expect(await controller.listVolumes({})).toMatchObject({ value: { entries: [], nextToken: '' } });
  });

  it.each([
    { request: { maxEntries: -1 }, status: 'INVALID_ARGUMENT' },
    { request: { startingToken: 'invalid-token' }, status: 'ABORTED' },
    { request: { startingToken: `${ID} ` }, status: 'ABORTED' },
  ])('answers $request with $status', async ({ request, status }) => {
    const { asked, controller } = await asking({ list: { volumes: [], next: undefined } });
    expect(await controller.listVolumes(request)).toMatchObject({ kind: 'error', status });
    expect(asked).toEqual([]);
  });
});

describe('ControllerModifyVolume', () => {
  const mutableParameters = { maxIops: '100', 'csi.storage.k8s.io/pvc/name': 'data' };

  it('asks for what is named', async () => {
    const { asked, controller } = await asking({ modify: undefined });
    expect(await controller.controllerModifyVolume({ volumeId: ID, mutableParameters })).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual([{ volume: ID, attributes: mutableParameters }]);
  });

  it.each([{ mutableParameters }, { volumeId: ID }, { volumeId: ID, mutableParameters: { tags: 'x'.repeat(4093) } }])(
    'refuses %j without asking the driver',
    async (request) => {
      const { asked, controller } = await asking({ modify: undefined });
      expect(await controller.controllerModifyVolume(request)).toMatchObject({ status: 'INVALID_ARGUMENT' });
      expect(asked).toEqual([]);
    },
  );
});

describe('GetCapacity', () => {
  const capacity = { available: gib(100), maximumVolume: gib(40) };

  it('asks for everything where nothing is said', async () => {
    const { asked, controller } = await asking({ capacity });
    expect(await controller.getCapacity({})).toMatchObject({
      value: { availableCapacity: 100n * GIB, maximumVolumeSize: 40n * GIB },
    });
    expect(asked).toEqual([{ parameters: {}, segment: undefined, capabilities: [] }]);
  });

  it('asks for one segment', async () => {
    const { asked, controller } = await asking({ capacity });
    await controller.getCapacity({ accessibleTopology: { segments: { 'topology.csi.stowage.dev/rack': 'r1' } } });
    expect(asked).toMatchObject([{ segment: { rack: 'r1' } }]);
  });
});

describe('ControllerExpandVolume', () => {
  it('asks for the size and answers what it became', async () => {
    const { asked, controller } = await asking({ expand: { size: gib(11), nodeExpansionRequired: true } });
    const answer = await controller.controllerExpandVolume({
      volumeId: ID,
      capacityRange: { requiredBytes: 11n * GIB },
    });
    expect(answer).toMatchObject({ value: { capacityBytes: 11n * GIB, nodeExpansionRequired: true } });
    expect(asked).toEqual([{ volume: ID, size: { required: 11, limit: undefined } }]);
  });

  it.each([{ volumeId: ID }, { volumeId: '', capacityRange: { requiredBytes: GIB } }])(
    'refuses %o',
    async (request) => {
      const { asked, controller } = await asking({ expand: { size: gib(11), nodeExpansionRequired: true } });
      expect(await controller.controllerExpandVolume(request)).toMatchObject({ status: 'INVALID_ARGUMENT' });
      expect(asked).toEqual([]);
    },
  );
});

describe('a driver without configuration', () => {
  it('is asked nothing, but malformed requests are refused as such', async () => {
    const { client } = await serve({ controller: scriptedController({ ready: () => false }) });
    const volumeCapabilities: MessageInitShape<typeof VolumeCapabilitySchema>[] = [block];
    expect(await client.controller.createVolume({ name: 'v', volumeCapabilities })).toMatchObject({
      status: 'UNAVAILABLE',
    });
    expect(await client.controller.createVolume({ name: 'v' })).toMatchObject({ status: 'INVALID_ARGUMENT' });
    expect(await client.controller.controllerGetCapabilities({})).toMatchObject({ kind: 'ok' });
  });
});
