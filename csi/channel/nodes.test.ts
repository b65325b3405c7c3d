import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { RegisteredNode } from '../registered-node.ts';
import type { LegId, NodeName, PublicationId, VolumeId } from '../../core/model/ids.ts';
import { chapCredentials } from '../chap.ts';
import { CsiError } from '../csi-error.ts';
import { exportAddress } from '../export-address.ts';
import type { ArrayEvent, PublicationDirectory, PublishedLegs } from '../host/publication-directory.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverErrorCode } from '../services/outcome.ts';
import { volumeKey } from '../volume-key.ts';
import { DOMAIN, connectNode, startServer } from './testing/channel-rig.ts';
import { revealed } from './testing/revealed.ts';

const NODE = 'node-1' as NodeName;
const publication = randomUUID() as PublicationId;
const [leg, lost] = [randomUUID() as LegId, randomUUID() as LegId];
const KEY = new Uint8Array(64).map((_, index) => index * 3);
const SECRET = 'correct-horse-battery-staple';

const published: PublishedLegs = {
  publication,
  volume: randomUUID() as VolumeId,
  node: NODE,
  layout: 'mirrored-slice',
  size: gib(100),
  fsType: 'xfs',
  made: true,
  legs: [
    {
      leg,
      dropped: false,
      rebuilding: false,
      export: {
        address: exportAddress({ transport: 'iscsi', address: '192.0.2.1', port: 3260 }, leg, publication),
        chap: chapCredentials(publication, SECRET),
        zeroed: true,
      },
    },
    { leg: lost, dropped: true, rebuilding: false, export: undefined },
  ],
  encryption: { salt: 'ab'.repeat(32), keyGeneration: 2, key: volumeKey(KEY) },
};

/** A driver that has made one publication, to node-1. */
const directory = (script: Partial<PublicationDirectory> = {}) => ({
  nodeOf: (id: PublicationId) => (id === publication ? NODE : undefined),
  directory: {
    lookup: () => Promise.resolve(published),
    limits: () => Promise.resolve([]),
    report: () => Promise.resolve(ok(undefined)),
    ...script,
  },
});

describe('a node looks a publication up', () => {
  it('and gets all of it, with key and secret, which no log tells', async () => {
    const started = await startServer(directory());
    const node = await connectNode(started, NODE);
    const found = await node.lookup(publication);
    expect(revealed(found)).toEqual(revealed(published));
    expect(JSON.stringify(revealed(found))).toContain(SECRET);
    expect(started.log.lines.join('\n')).not.toContain(SECRET);
  });

  it('that is plain and whole', async () => {
    const plain = { ...published, encryption: undefined, legs: [] };
    const started = await startServer(directory({ lookup: () => Promise.resolve(plain) }));
    expect(await (await connectNode(started, NODE)).lookup(publication)).toEqual(plain);
  });

  it.each([
    ['was never made', directory(), randomUUID() as PublicationId],
    ['is not live any more', directory({ lookup: () => Promise.resolve(undefined) }), publication],
  ])('that %s', async (_, options, id) => {
    const started = await startServer(options);
    expect(await (await connectNode(started, NODE)).lookup(id)).toBeUndefined();
  });

  it('whose key cannot be derived now', async () => {
    const noKey = new CsiError('no-key', 'secret storage/key is missing');
    const started = await startServer(directory({ lookup: () => Promise.reject(noKey) }));
    await expect((await connectNode(started, NODE)).lookup(publication)).rejects.toMatchObject({
      code: 'no-key',
      message: 'secret storage/key is missing',
    });
  });

  it('of another node, and is denied', async () => {
    let asked = false;
    const lookup = () => {
      asked = true;
      return Promise.resolve(published);
    };
    const started = await startServer(directory({ lookup }));
    await expect((await connectNode(started, 'node-2')).lookup(publication)).rejects.toMatchObject({
      code: 'no-answer',
      message: expect.stringContaining(`publication ${publication} is not to it`) as string,
    });
    expect(asked).toBe(false);
  });

  it('of a driver that fails, and is told nothing of why', async () => {
    const started = await startServer(directory({ lookup: () => Promise.reject(new Error(SECRET)) }));
    const lookedUp = (await connectNode(started, NODE)).lookup(publication);
    await expect(lookedUp).rejects.toMatchObject({
      code: 'no-answer',
      message: expect.not.stringContaining(SECRET) as string,
    });
    expect(started.log.lines.join('\n')).toContain('bug in /stowage.channel.v1.Nodes/Lookup');
  });

  it('of a driver that does not answer in time', async () => {
    const started = await startServer(directory({ lookup: () => new Promise(() => undefined) }));
    const node = await connectNode(started, NODE, { answerWithin: 30 });
    await expect(node.lookup(publication)).rejects.toMatchObject({ code: 'no-answer' });
  });

  it('of a driver that is gone, and again when it is back', async () => {
    const started = await startServer(directory());
    const node = await connectNode(started, NODE);
    await node.lookup(publication);
    await started.server.stop();
    await expect(node.lookup(publication)).rejects.toMatchObject({ code: 'no-answer' });
    await startServer({ ...directory(), listen: started.server.bound });
    await expect.poll(() => node.lookup(publication).catch(() => undefined), { timeout: 10_000 }).toBeDefined();
  });
});

describe('a node reports', () => {
  const events: readonly ArrayEvent[] = [
    { kind: 'starting' },
    { kind: 'stopped', inSync: [leg] },
    { kind: 'stopped', inSync: [] },
    { kind: 'dropped', legs: [lost] },
    { kind: 'recovered', legs: [lost, leg] },
  ];

  it.each(events)('%o', async (event) => {
    const told: unknown[] = [];
    const report: PublicationDirectory['report'] = (...reported) => {
      told.push(reported);
      return Promise.resolve(ok(undefined));
    };
    const started = await startServer(directory({ report }));
    expect(await (await connectNode(started, NODE)).report(publication, event)).toEqual(ok(undefined));
    expect(told).toEqual([[publication, event]]);
  });

  it.each<DriverErrorCode>(['not-found', 'unsupported', 'unavailable', 'busy', 'internal'])(
    'and is refused: %s',
    async (code) => {
      const refused = failed(code, 'no leg would be left');
      const started = await startServer(directory({ report: () => Promise.resolve(refused) }));
      expect(await (await connectNode(started, NODE)).report(publication, { kind: 'starting' })).toEqual(refused);
    },
  );

  it.each([
    ['of another node', 'node-2', publication, 'denied'],
    ['that was never made', NODE, randomUUID() as PublicationId, 'not-found'],
    ['whose id is none', NODE, '../secret' as PublicationId, 'unavailable'],
  ])('a publication %s, and is refused', async (_, name, id, code) => {
    const started = await startServer(directory({ report: () => Promise.reject(new Error('asked')) }));
    const node = await connectNode(started, name);
    expect(await node.report(id, { kind: 'starting' })).toMatchObject({ kind: 'error', code });
    expect(started.log.lines.join('\n')).not.toContain('bug');
  });

  it('to a driver that is gone', async () => {
    const started = await startServer(directory());
    const node = await connectNode(started, NODE);
    await started.server.stop();
    expect(await node.report(publication, { kind: 'starting' })).toMatchObject({ code: 'unavailable' });
  });
});

describe('a node registers', () => {
  it('under the name that its certificate says, and learns where it stands', async () => {
    const registered: RegisteredNode[] = [];
    const started = await startServer({
      registerNode: (node) => {
        registered.push(node);
        return Promise.resolve({ zone: 'a', bandwidthDomain: 'row-1' });
      },
    });
    const node = await connectNode(started, NODE);
    expect(await node.register(8)).toEqual(ok({ domain: DOMAIN, segment: { zone: 'a', bandwidthDomain: 'row-1' } }));
    expect(registered).toEqual([{ name: NODE, maximumVolumes: 8 }]);
  });
});

describe('a node tells what it keeps volumes to', () => {
  const limits = { readIops: 500, writeBandwidth: 2 ** 40 };

  it('and hears of others', async () => {
    const heard: unknown[] = [];
    const others = [{ publication, limits }];
    const started = await startServer(
      directory({
        limits: (kept) => {
          heard.push(...kept);
          return Promise.resolve(others);
        },
      }),
    );
    const kept = [
      { publication, limits: {}, why: undefined },
      { publication: randomUUID() as PublicationId, limits, why: 'no cgroup v2' },
    ];
    expect(await (await connectNode(started, NODE)).limits(kept)).toEqual(others);
    expect(heard).toEqual(kept);
  });

  it('and not those of another node', async () => {
    const started = await startServer(directory());
    const other = await connectNode(started, 'node-2');
    await expect(other.limits([{ publication, limits, why: undefined }])).rejects.toMatchObject({ code: 'no-answer' });
  });

  it('with those that it looks up', async () => {
    const started = await startServer(directory({ lookup: () => Promise.resolve({ ...published, limits }) }));
    expect(await (await connectNode(started, NODE)).lookup(publication)).toMatchObject({ limits });
  });
});
