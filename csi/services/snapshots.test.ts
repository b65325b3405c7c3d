import { describe, expect, it } from 'vitest';
import { BYTES_PER_GIB, gib } from '../../core/model/capacity.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import { scriptedController } from '../testing/scripted-drivers.ts';
import { serve } from '../testing/serve.ts';
import type { ControllerDriver } from './driver-port.ts';
import { failed, ok } from './outcome.ts';

const ID = '0b8f5cbe-8a0e-4e3b-a8a5-2a2f6f6a1c11' as VolumeId;
const SOURCE = '0b8f5cbe-8a0e-4e3b-a8a5-2a2f6f6a1c12' as VolumeId;
const taken = { id: ID, source: SOURCE, size: gib(10), takenAt: '2026-11-21T12:00:00.000Z', ready: false };
const message = {
  snapshotId: ID,
  sourceVolumeId: SOURCE,
  sizeBytes: 10n * BYTES_PER_GIB,
  creationTime: { seconds: 1_795_262_400n, nanos: 0 },
  readyToUse: false,
};

async function asking(answers: { [Name in keyof ControllerDriver]?: unknown }) {
  const asked: unknown[] = [];
  const script = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      (request: unknown) => {
        asked.push(request);
        return Promise.resolve(ok(answer));
      },
    ]),
  );
  const { client } = await serve({ controller: scriptedController(script) });
  return { asked, controller: client.controller };
}

describe('CreateSnapshot', () => {
  const request = {
    name: 'snapshot-1',
    sourceVolumeId: SOURCE,
    parameters: { 'csi.storage.k8s.io/volumesnapshot/name': 'nightly' },
    secrets: { password: 'never seen again' },
  };

  it('asks by name and source, and says since when it is and whether it can be used', async () => {
    const { asked, controller } = await asking({ createSnapshot: taken });
    expect(await controller.createSnapshot(request)).toMatchObject({ value: { snapshot: message } });
    expect(asked).toEqual([{ name: 'snapshot-1', source: SOURCE }]);
  });

  it.each([
    { what: 'no name', wrong: { name: '' } },
    { what: 'a name of 129 bytes', wrong: { name: 'n'.repeat(129) } },
    { what: 'no source', wrong: { sourceVolumeId: '' } },
    { what: 'a parameter that it does not know', wrong: { parameters: { pool: 'cheap' } } },
  ])('refuses $what without asking the driver', async ({ wrong }) => {
    const { asked, controller } = await asking({ createSnapshot: taken });
    expect(await controller.createSnapshot({ ...request, ...wrong })).toMatchObject({ status: 'INVALID_ARGUMENT' });
    expect(asked).toEqual([]);
  });

  it.each([
    ['already-exists', 'ALREADY_EXISTS'],
    ['not-found', 'NOT_FOUND'],
    ['in-use', 'FAILED_PRECONDITION'],
    ['busy', 'ABORTED'],
    ['no-capacity', 'RESOURCE_EXHAUSTED'],
  ] as const)('answers %s by %s', async (code, status) => {
    const createSnapshot = () => Promise.resolve(failed(code, 'why'));
    const { client } = await serve({ controller: scriptedController({ createSnapshot }) });
    expect(await client.controller.createSnapshot(request)).toMatchObject({ status, message: 'why' });
  });
});

describe('DeleteSnapshot', () => {
  it('passes on ids that are none of ours', async () => {
    const { asked, controller } = await asking({ deleteSnapshot: undefined });
    expect(await controller.deleteSnapshot({ snapshotId: 'reallyfakesnapshotid' })).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual(['reallyfakesnapshotid']);
  });

  it('refuses none', async () => {
    const { controller } = await asking({ deleteSnapshot: undefined });
    expect(await controller.deleteSnapshot({})).toMatchObject({ status: 'INVALID_ARGUMENT' });
  });
});

describe('ListSnapshots', () => {
  it('asks for a page of what matches', async () => {
    const { asked, controller } = await asking({ listSnapshots: { snapshots: [taken], next: ID } });
    const request = { maxEntries: 3, startingToken: SOURCE, sourceVolumeId: 'a', snapshotId: 'b' };
    expect(await controller.listSnapshots(request)).toMatchObject({
      value: { entries: [{ snapshot: message }], nextToken: ID },
    });
    expect(asked).toEqual([{ limit: 3, after: SOURCE, source: 'a', snapshot: 'b' }]);
  });

  it('answers pages far below the 4 MiB that Go clients take', async () => {
    const { asked, controller } = await asking({ listSnapshots: { snapshots: [], next: undefined } });
    await controller.listSnapshots({});
    expect(asked).toEqual([{ limit: 1000, after: undefined, source: undefined, snapshot: undefined }]);
  });

  it.each([
    { wrong: { startingToken: 'next' }, status: 'ABORTED' },
    { wrong: { maxEntries: -1 }, status: 'INVALID_ARGUMENT' },
  ])('refuses $wrong by $status', async ({ wrong, status }) => {
    const { controller } = await asking({});
    expect(await controller.listSnapshots(wrong)).toMatchObject({ status });
  });
});

describe('GetSnapshot', () => {
  it('shows one', async () => {
    const { asked, controller } = await asking({ getSnapshot: taken });
    expect(await controller.getSnapshot({ snapshotId: ID })).toMatchObject({ value: { snapshot: message } });
    expect(asked).toEqual([ID]);
  });

  it('refuses none', async () => {
    const { controller } = await asking({ getSnapshot: taken });
    expect(await controller.getSnapshot({})).toMatchObject({ status: 'INVALID_ARGUMENT' });
  });
});
