import { describe, expect, it } from 'vitest';
import { connect, serve } from '../../csi/testing/serve.ts';
import { scriptedController, scriptedNode } from '../../csi/testing/scripted-drivers.ts';
import { failed, ok } from '../../csi/services/outcome.ts';
import type { ControllerDriver } from '../../csi/services/driver-port.ts';
import type { ObserveOptions } from '../commands/options.ts';
import { createObservation } from './observation.ts';

const NOW = new Date('2026-11-28T06:00:00.000Z');

async function logged(script: Partial<ControllerDriver>, options: ObserveOptions = {}) {
  const lines: string[] = [];
  const observation = createObservation(options, { stderr: { write: (text) => lines.push(text) } }, { now: () => NOW });
  const { log, around } = observation;
  const controller = scriptedController(script);
  const served = await serve({ controller, node: scriptedNode({}), around, reportBug: log.bug });
  return { lines, client: connect(served.endpoint) };
}

const created = { id: 'volume-1' as never, size: 10 as never, accessibleFrom: [] };

describe('a call of CSI', () => {
  it('is one line of text, with what names it', async () => {
    const { lines, client } = await logged({ deleteVolume: () => Promise.resolve(ok(undefined)) });
    await client.controller.deleteVolume({ volumeId: 'volume-1' });
    expect(lines).toEqual([
      expect.stringMatching(
        /^2026-11-28T06:00:00\.000Z info DeleteVolume volume-1: OK in [\d.]+ ms \(operation [0-9a-f]{16}\)\n$/,
      ),
    ]);
  });

  it('is one line of JSON, with request and answer', async () => {
    const { lines, client } = await logged({ createVolume: () => Promise.resolve(ok(created)) }, { logFormat: 'json' });
    const volumeCapabilities = [
      { accessType: { case: 'mount' as const, value: { mountFlags: ['pw=hunter22'] } }, accessMode: { mode: 1 } },
    ];
    await client.controller.createVolume({ name: 'pvc-1', volumeCapabilities, secrets: { key: 'hunter23' } });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      time: NOW.toISOString(),
      msg: expect.stringMatching(/^CreateVolume pvc-1: OK in /) as string,
      operation: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      method: '/csi.v1.Controller/CreateVolume',
      volume: 'volume-1',
      name: 'pvc-1',
      code: 'OK',
      seconds: expect.any(Number) as number,
      request: {
        name: 'pvc-1',
        volume_capabilities: [{ mount: { mount_flags: '***stripped***' }, access_mode: { mode: 1 } }],
        secrets: '***stripped***',
      },
      response: { volume: { volume_id: 'volume-1', capacity_bytes: 10 * 2 ** 30 } },
    });
  });

  it('that only reads is left out, unless asked for', async () => {
    for (const [logLevel, count] of [
      ['info', 0],
      ['debug', 2],
    ] as const) {
      const { lines, client } = await logged({}, { logLevel });
      await client.identity.probe({});
      await client.controller.controllerGetCapabilities({});
      expect(lines).toHaveLength(count);
    }
  });

  it('that is refused says why, and holds no secret of its request', async () => {
    const { lines, client } = await logged({
      createVolume: () => Promise.resolve(failed('no-capacity', 'no drive for hunter22, 2 short')),
    });
    const volumeCapabilities = [{ accessType: { case: 'block' as const, value: {} }, accessMode: { mode: 1 } }];
    const answer = await client.controller.createVolume({
      name: 'pvc-1',
      volumeCapabilities,
      secrets: { key: 'hunter22' },
    });
    expect(answer).toMatchObject({ status: 'RESOURCE_EXHAUSTED', message: 'no drive for ***, 2 short' });
    expect(lines.join('')).toMatch(
      / warning CreateVolume pvc-1: ResourceExhausted in .* ms: no drive for \*\*\*, 2 short/,
    );
  });

  it('that breaks says where, and holds no secret of its request', async () => {
    const { lines, client } = await logged({
      deleteVolume: () => Promise.reject(new Error('cannot use hunter22')),
    });
    await client.controller.deleteVolume({ volumeId: 'volume-1', secrets: { key: 'hunter22' } });
    expect(lines).toHaveLength(2);
    expect(lines.join('')).toContain('cannot use ***');
    expect(lines.join('')).not.toContain('hunter22');
    const operations = lines.map((line) => /operation ([0-9a-f]+)/.exec(line)?.[1]);
    expect(operations[0]).toBe(operations[1]);
  });
});
