import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DriveId, EnclosureName, LegId, NodeName, PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { EnclosureHost, ExportLeg } from '../backends/composable/enclosure-host.ts';
import { chapCredentials } from '../chap.ts';
import { exportAddress } from '../export-address.ts';
import { failed, ok } from '../outcome.ts';
import { MAX_AGENT_MESSAGE_BYTES, MAX_COMMANDS_IN_FLIGHT } from './channel-limits.ts';
import { BOX, attachedAgent, authority, startAgent, startServer } from './testing/channel-rig.ts';
import { agent } from './testing/certificates.ts';
import { HELLO, READY, dialRaw } from './testing/raw-agent.ts';
import { startRelay } from './testing/relay.ts';
import { emptyHost, scriptedHost } from './testing/scripted-host.ts';

const EMPTY = ok({ drives: [], legs: [], exports: [] });
const never = () => new Promise<never>(() => undefined);
const serving = (host: EnclosureHost) => ({ hostFor: () => Promise.resolve(host) });

const release = {
  fence: { epoch: 1, generation: 1 },
  volume: randomUUID() as VolumeId,
  leg: randomUUID() as LegId,
  drive: 'wwn-0x5000000000000001' as DriveId,
};

/** A host whose releases begin, and end when the test says. */
function slowHost() {
  let began = (): void => undefined;
  let end = (): void => undefined;
  const underWay = new Promise<void>((resolve) => (began = resolve));
  const released = new Promise<void>((resolve) => (end = resolve));
  const host = scriptedHost({
    observe: () => emptyHost.observe(),
    releaseLeg: async () => {
      began();
      await released;
      return ok(undefined);
    },
  });
  return {
    host,
    underWay,
    end: () => {
      end();
    },
  };
}

describe('an enclosure', () => {
  it('is unavailable until its agent is attached, and says what to do', async () => {
    const { enclosures } = await startServer();
    expect(enclosures.names()).toEqual([]);
    const message = expect.stringMatching(/^no agent of enclosure box is attached; start "stowage agent"/) as string;
    expect(await enclosures.of(BOX).observe()).toEqual({ kind: 'error', code: 'unavailable', message });
  });

  it('is listed while its agent is attached', async () => {
    const started = await startServer();
    const attic = await attachedAgent(started, emptyHost, 'attic' as EnclosureName);
    await attachedAgent(started, emptyHost);
    expect(started.enclosures.names()).toEqual(['attic', 'box']);
    await attic.attachment.stop();
    await started.log.until('the agent of enclosure attic is gone');
    expect(started.enclosures.names()).toEqual(['box']);
  });

  it('is told of when its agent attaches, and when that stream is over', async () => {
    const told: string[] = [];
    const attached = (enclosure: EnclosureName, over: AbortSignal): void => {
      told.push(`${enclosure} attached`);
      over.addEventListener('abort', () => told.push(`${enclosure} over`));
    };
    const started = await startServer({ attached });
    const older = await startAgent(started, { ...serving(emptyHost), backoff: { first: 1, longest: 3_600_000 } });
    await started.log.until('is attached');
    expect(told).toEqual(['box attached']);
    await attachedAgent(started, emptyHost);
    await older.log.until('replaced');
    expect(told).toEqual(['box attached', 'box over', 'box attached']);
    await started.server.stop();
    expect(told.at(-1)).toBe('box over');
  });

  it('answers what its host answers, refusals in their own words', async () => {
    const started = await startServer();
    const refused = failed('exported', 'leg is exported to node-1');
    await attachedAgent(
      started,
      scriptedHost({ observe: () => emptyHost.observe(), releaseLeg: () => Promise.resolve(refused) }),
    );
    expect(await started.enclosures.of(BOX).observe()).toEqual(EMPTY);
    expect(await started.enclosures.of(BOX).releaseLeg(release)).toEqual(refused);
  });

  it('works on commands side by side', async () => {
    const started = await startServer();
    const { host, end } = slowHost();
    await attachedAgent(started, host);
    const remote = started.enclosures.of(BOX);
    const slow = remote.releaseLeg(release);
    expect(await remote.observe()).toEqual(EMPTY);
    end();
    expect(await slow).toEqual(ok(undefined));
  });

  it('is unavailable for a command that is too slow, whose answer then is nobody’s', async () => {
    const started = await startServer({ answerWithin: 30 });
    const { host, end } = slowHost();
    const { log } = await attachedAgent(started, host);
    const remote = started.enclosures.of(BOX);
    expect(await remote.releaseLeg(release)).toMatchObject({
      code: 'unavailable',
      message: 'the agent of enclosure box did not answer within 0.03 s; repeat the request',
    });
    end();
    await log.until(': done');
    expect(started.enclosures.names()).toEqual(['box']);
  });

  it('takes a bounded number of commands at once', async () => {
    const started = await startServer();
    await attachedAgent(started, scriptedHost({ observe: never }));
    const remote = started.enclosures.of(BOX);
    for (let sent = 0; sent < MAX_COMMANDS_IN_FLIGHT; sent++) void remote.observe();
    expect(await remote.observe()).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('too many') as string,
    });
  });

  it('is unavailable where its agent fails unexpectedly, and nothing of why leaves the host', async () => {
    const started = await startServer();
    const { log } = await attachedAgent(
      started,
      scriptedHost({ observe: () => Promise.reject(new Error('/dev/secret')) }),
    );
    const outcome = await started.enclosures.of(BOX).observe();
    expect(outcome).toMatchObject({ code: 'unavailable' });
    expect(JSON.stringify(outcome)).not.toContain('/dev/secret');
    expect(log.lines.join('\n')).toContain('/dev/secret');
  });

  it('gives an answer that is too large to send as unavailable, and stays attached', async () => {
    const started = await startServer();
    const model = 'x'.repeat(MAX_AGENT_MESSAGE_BYTES);
    const drive = {
      id: release.drive,
      mediaType: 'SSD',
      protocol: 'NVMe',
      rotationSpeedRPM: 0,
      capacityBytes: 1n,
      percentageUsed: 3,
      model,
      serialNumber: '',
      standing: { kind: 'blank' },
    } as const;
    await attachedAgent(
      started,
      scriptedHost({ observe: () => Promise.resolve(ok({ drives: [drive], legs: [], exports: [] })) }),
    );
    expect(await started.enclosures.of(BOX).observe()).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^the answer has \d+ bytes, and 16777216 may be sent$/) as string,
    });
    expect(started.enclosures.names()).toEqual(['box']);
  });

  it('gets the secret of an export, which no log tells', async () => {
    const started = await startServer();
    const seen: ExportLeg[] = [];
    const portal = { transport: 'iscsi', address: '192.0.2.1', port: 3260 } as const;
    const publication = randomUUID() as PublicationId;
    const address = exportAddress(portal, release.leg, publication);
    const { log } = await attachedAgent(
      started,
      scriptedHost({
        exportLeg: (command) => {
          seen.push(command);
          return Promise.resolve(ok({ address, zeroed: true }));
        },
      }),
    );
    const chap = chapCredentials(publication, 'correct-horse-battery-staple');
    const command = { ...release, publication, node: 'node-1' as NodeName, portal, chap };
    expect(await started.enclosures.of(BOX).exportLeg(command)).toEqual(ok({ address, zeroed: true }));
    expect(seen).toMatchObject([{ publication, node: 'node-1', portal, chap: { user: publication } }]);
    expect(seen[0]?.chap?.reveal()).toBe('correct-horse-battery-staple');
    expect([...log.lines, ...started.log.lines].join('\n')).not.toContain('correct-horse');
    expect(log.lines).toContainEqual(`export leg ${release.leg} of volume ${release.volume} to node node-1: done`);
  });
});

describe('a stream', () => {
  it('that is cut leaves its commands without an answer, and comes back', async () => {
    const started = await startServer();
    const relay = await startRelay(started.server.bound);
    const { host, underWay } = slowHost();
    await startAgent(started, { ...serving(host), driver: relay });
    await started.log.until('is attached');
    const cutOff = started.enclosures.of(BOX).releaseLeg(release);
    await underWay;
    relay.cut();
    expect(await cutOff).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('is gone') as string,
    });
    await started.log.until('is attached', 2);
    expect(await started.enclosures.of(BOX).observe()).toEqual(EMPTY);
  });

  it('takes the place of an older one of the same enclosure', async () => {
    const started = await startServer();
    const { host, underWay } = slowHost();
    const older = await startAgent(started, { ...serving(host), backoff: { first: 1, longest: 3_600_000 } });
    await started.log.until('is attached');
    const lost = started.enclosures.of(BOX).releaseLeg(release);
    await underWay;
    await attachedAgent(started, emptyHost);
    await started.log.until('is attached', 2);
    expect(await lost).toMatchObject({ code: 'unavailable', message: expect.stringContaining('replaced') as string });
    await older.log.until('replaced');
    expect(await started.enclosures.of(BOX).observe()).toEqual(EMPTY);
  });

  it('ends when the agent stops, after the commands that are under way', async () => {
    const started = await startServer();
    const { host, underWay, end } = slowHost();
    const { attachment } = await attachedAgent(started, host);
    const last = started.enclosures.of(BOX).releaseLeg(release);
    await underWay;
    const stopped = attachment.stop();
    end();
    expect(await last).toEqual(ok(undefined));
    await stopped;
    await started.log.until('is gone');
  });

  it('ends when the driver stops, with its commands', async () => {
    const started = await startServer();
    const { host, underWay } = slowHost();
    await attachedAgent(started, host);
    const lost = started.enclosures.of(BOX).releaseLeg(release);
    await underWay;
    await started.server.stop();
    expect(await lost).toMatchObject({ code: 'unavailable' });
    expect(started.enclosures.names()).toEqual([]);
  });
});

describe('what no agent says', () => {
  const raw = async (options: Parameters<typeof startServer>[0] = {}) => {
    const started = await startServer(options);
    const peer = dialRaw(started.server, await authority.issue(agent(BOX)));
    return { ...started, peer };
  };

  it.each([
    [
      'bytes of another kind',
      (peer: ReturnType<typeof dialRaw>) => {
        peer.sayBytes(new Uint8Array([0xff, 0xff, 0xff]));
      },
    ],
    [
      'nothing',
      (peer: ReturnType<typeof dialRaw>) => {
        peer.sayBytes(new Uint8Array());
      },
    ],
    [
      'an answer before the greeting',
      (peer: ReturnType<typeof dialRaw>) => {
        peer.say({ case: 'answer', value: { id: 1n } });
      },
    ],
    [
      'that it is ready before the greeting',
      (peer: ReturnType<typeof dialRaw>) => {
        peer.say(READY);
      },
    ],
    [
      'two greetings',
      (peer: ReturnType<typeof dialRaw>) => {
        peer.say(HELLO);
        peer.say(HELLO);
      },
    ],
  ])('%s ends the stream', async (_, speak) => {
    const { peer, enclosures } = await raw();
    speak(peer);
    expect(await peer.ended).toMatchObject({ status: 'INVALID_ARGUMENT' });
    expect(enclosures.names()).toEqual([]);
  });

  it('a greeting of another protocol ends the stream', async () => {
    const { peer } = await raw();
    peer.say({ case: 'hello', value: { protocolVersion: 99, softwareVersion: '9', enclosure: BOX } });
    expect(await peer.ended).toEqual({
      status: 'FAILED_PRECONDITION',
      details: 'the agent speaks protocol 99, and the driver 1: install the same release',
    });
  });

  it('silence ends the stream', async () => {
    const { peer } = await raw({ greetingWithin: 20 });
    expect(await peer.ended).toMatchObject({ status: 'DEADLINE_EXCEEDED' });
  });

  it('a message that is too large ends its stream, and no other', async () => {
    const started = await startServer();
    await attachedAgent(started, emptyHost, 'attic' as EnclosureName);
    const peer = dialRaw(started.server, await authority.issue(agent(BOX)));
    peer.sayBytes(new Uint8Array(MAX_AGENT_MESSAGE_BYTES + 1));
    expect(await peer.ended).toMatchObject({ status: 'RESOURCE_EXHAUSTED' });
    expect(await started.enclosures.of('attic' as EnclosureName).observe()).toEqual(EMPTY);
  });

  it.each([
    ['the answer to another command', { case: 'done', value: {} }, 'no answer to this command'],
    ['an error without a code', { case: 'failure', value: { message: 'no' } }, 'error code 0 is unknown'],
    ['a leg whose id is none', { case: 'observation', value: { legs: [{ leg: '../../etc' }] } }, 'is no leg id'],
    [
      'a drive that stands nowhere',
      { case: 'observation', value: { drives: [{ id: 'wwn-1', mediaType: 1, protocol: 1 }] } },
      'stands in a way',
    ],
  ] as const)('%s counts as none', async (_, result, why) => {
    const { peer, enclosures, log } = await raw();
    peer.say(HELLO);
    expect((await peer.hear()).case).toBe('welcome');
    peer.say(READY);
    await log.until('is attached');
    const observed = enclosures.of(BOX).observe();
    const command = await peer.hear();
    if (command.case !== 'command') throw new Error('no command');
    peer.say({ case: 'answer', value: { id: command.value.id, result: result as never } });
    expect(await observed).toMatchObject({ code: 'unavailable', message: expect.stringContaining(why) as string });
    expect(enclosures.names()).toEqual(['box']);
  });
});
