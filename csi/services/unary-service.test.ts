import { describe, expect, it } from 'vitest';
import { scriptedController } from '../testing/scripted-drivers.ts';
import { serve } from '../testing/serve.ts';
import { failed, ok } from './outcome.ts';
import type { DriverErrorCode } from './outcome.ts';

const STATUS: Readonly<Record<DriverErrorCode, string>> = {
  'invalid-argument': 'INVALID_ARGUMENT',
  unsupported: 'FAILED_PRECONDITION',
  denied: 'FAILED_PRECONDITION',
  'not-found': 'NOT_FOUND',
  'already-exists': 'ALREADY_EXISTS',
  busy: 'ABORTED',
  'out-of-range': 'OUT_OF_RANGE',
  'no-capacity': 'RESOURCE_EXHAUSTED',
  'node-full': 'RESOURCE_EXHAUSTED',
  'in-use': 'FAILED_PRECONDITION',
  'published-elsewhere': 'FAILED_PRECONDITION',
  'not-staged': 'FAILED_PRECONDITION',
  'bad-token': 'ABORTED',
  'not-ready': 'UNAVAILABLE',
  unavailable: 'UNAVAILABLE',
  internal: 'INTERNAL',
};

const deleting = (deleteVolume: () => Promise<never>) => scriptedController({ deleteVolume });

describe('a refusal', () => {
  it.each(Object.entries(STATUS) as [DriverErrorCode, string][])('%s is %s', async (code, status) => {
    const controller = scriptedController({ deleteVolume: () => Promise.resolve(failed(code, 'in use by node-1')) });
    const { client } = await serve({ controller });
    const refused = { kind: 'error', status, message: 'in use by node-1' };
    expect(await client.controller.deleteVolume({ volumeId: 'v' })).toEqual(refused);
  });

  it('without words gets some, as the specification asks', async () => {
    const controller = scriptedController({ deleteVolume: () => Promise.resolve(failed('busy', '')) });
    const { client } = await serve({ controller });
    const refused = { status: 'ABORTED', message: expect.stringMatching(/./) as string };
    expect(await client.controller.deleteVolume({ volumeId: 'v' })).toMatchObject(refused);
  });

  it('of any length and in any script arrives', async () => {
    const controller = scriptedController({
      deleteVolume: () => Promise.resolve(failed('no-capacity', 'no drives – '.repeat(10_000))),
    });
    const { client } = await serve({ controller });
    const answer = await client.controller.deleteVolume({ volumeId: 'v' });
    expect(answer).toMatchObject({ status: 'RESOURCE_EXHAUSTED' });
    expect(answer.kind === 'error' && answer.message.length).toBe(2048);
  });
});

describe('a handler with a bug', () => {
  it.each([
    {
      how: 'throws',
      deleteVolume: (): never => {
        throw new Error('password is 1234');
      },
    },
    { how: 'rejects', deleteVolume: () => Promise.reject(new Error('password is 1234')) },
  ])('that $how is answered without its text, told of, and outlived', async ({ deleteVolume }) => {
    const bugs: [string, unknown][] = [];
    const { client } = await serve({
      controller: deleting(deleteVolume),
      reportBug: (method, error) => bugs.push([method, error]),
    });
    const answer = await client.controller.deleteVolume({ volumeId: 'v' });
    expect(answer).toMatchObject({ kind: 'error', status: 'INTERNAL' });
    expect(answer).not.toMatchObject({ message: expect.stringContaining('1234') as string });
    expect(bugs).toEqual([['/csi.v1.Controller/DeleteVolume', new Error('password is 1234')]]);
    expect(await client.identity.probe({})).toMatchObject({ kind: 'ok' });
  });
});

describe('what is not served', () => {
  it('is UNIMPLEMENTED', async () => {
    const withoutNode: object = { node: undefined };
    const { client } = await serve(withoutNode);
    const info = await client.node.nodeGetInfo({});
    expect(info).toMatchObject({ kind: 'error', status: 'UNIMPLEMENTED' });
  });
});

describe('many calls at once', () => {
  it('are each answered with their own answer', async () => {
    const controller = scriptedController({ deleteVolume: (volume) => Promise.resolve(failed('busy', volume)) });
    const { client } = await serve({ controller });
    const ids = Array.from({ length: 64 }, (_, index) => `volume-${String(index)}`);
    const answers = await Promise.all(ids.map((volumeId) => client.controller.deleteVolume({ volumeId })));
    expect(answers.map((answer) => answer.kind === 'error' && answer.message)).toEqual(ids);
  });

  it('of which one hangs are not held up', async () => {
    const controller = scriptedController({
      deleteVolume: (volume) => (volume === 'slow' ? new Promise(() => undefined) : Promise.resolve(ok(undefined))),
    });
    const { client, server } = await serve({ controller, stopMilliseconds: 1 });
    const slow = client.controller.deleteVolume({ volumeId: 'slow' });
    expect(await client.controller.deleteVolume({ volumeId: 'quick' })).toMatchObject({ kind: 'ok' });
    await server.stop();
    expect(await slow).toMatchObject({ kind: 'error' });
  });
});
