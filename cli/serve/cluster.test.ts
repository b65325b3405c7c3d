import { describe, expect, it, onTestFinished } from 'vitest';
import { CONTROLLER_ACCESS, MARKER_ACCESS, SECRET_ACCESS } from '../../controller/cluster/api/access.ts';
import {
  EVENTS,
  NAMESPACES,
  PERSISTENT_VOLUME_CLAIMS,
  SECRETS,
  STORAGE_CLASSES,
} from '../../controller/cluster/api/resource.ts';
import { bare, claim, turn, putObject, removeObject, until } from '../../controller/cluster/testing/objects.ts';
import { simulateCluster } from '../../controller/cluster/testing/simulated-cluster.ts';
import type { DriverOutside } from '../../csi/driver/context.ts';
import type { Driver } from '../../csi/driver/driver.ts';
import { createDriverWorld, createRequest, smallInventory } from '../../csi/driver/testing/driver-world.ts';
import { createObservation } from '../observe/observation.ts';
import { clusterOn } from './cluster.ts';
import type { ClusterOptions } from './cluster.ts';

const KEYS = { namespace: 'stowage-system', name: 'keys' };

/** What the claim `shop/NAME` asks for. */
const claimed = (name: string, size: number, parameters: Readonly<Record<string, string>> = {}) =>
  createRequest(`pvc-${name}`, size, {
    'csi.storage.k8s.io/pvc/namespace': 'shop',
    'csi.storage.k8s.io/pvc/name': name,
    ...parameters,
  });

const secret = (content: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { ...KEYS, ...more },
  data: { secret: Buffer.from(content.repeat(32)).toString('base64') },
});

/** Small drives, and a rule on claims. */
const inventory = () => [
  ...smallInventory(),
  {
    apiVersion: 'stowage.dev/v1alpha1',
    kind: 'PlacementPolicy',
    metadata: { name: 'live-alone' },
    spec: {
      scope: 'Request',
      validations: [
        {
          expression: "request.claim.namespaceLabels['env'] == 'live' && request.claim.storageClass == 'fast'",
          message: 'only what is live',
        },
      ],
    },
  },
];

type Pause = NonNullable<ClusterOptions['pause']>;

async function leading(name?: string, pause: Pause = turn) {
  const simulated = simulateCluster([...CONTROLLER_ACCESS, ...MARKER_ACCESS, ...SECRET_ACCESS]);
  const kubectl = simulated.api('kubectl');
  await putObject(kubectl, NAMESPACES, bare('Namespace', 'shop', { env: 'live' }));
  await putObject(kubectl, STORAGE_CLASSES, bare('StorageClass', 'fast'));
  for (const each of ['a', 'b', 'c']) await putObject(kubectl, PERSISTENT_VOLUME_CLAIMS, claim({ name: each }));
  await putObject(kubectl, SECRETS, secret('s'));
  const lines: string[] = [];
  const observation = createObservation({}, { stderr: { write: (text: string) => lines.push(text) } });
  let isClosed = false;
  const cluster = clusterOn({
    ...observation,
    ...{ api: simulated.api(), name, instance: 'stowage-0', repository: { repo: '.' } },
    close: () => (isClosed = true),
    pause,
  });
  const { claims, refusals, secrets } = cluster;
  const told: Partial<DriverOutside> = { claims, refusals, secrets };
  const world = await createDriverWorld(inventory(), told);
  const driver = await world.start();
  const due: (readonly string[])[] = [];
  cluster.start({
    snapshot: () => driver.snapshot(),
    secretChanged: (backends) => due.push(backends),
    store: driver.store,
  });
  onTestFinished(async () => {
    await cluster.stop();
    expect(isClosed).toBe(true);
  });
  const log = () => lines.map((line) => line.replace(/^\S+ /, '').trimEnd());
  return { ...{ simulated, kubectl, cluster, driver, world, due, log, observation } };
}

const messageOf = (outcome: Awaited<ReturnType<Driver['createVolume']>>): string =>
  outcome.kind === 'ok' ? 'ok' : outcome.message;

describe('a driver beside a cluster', () => {
  it('places by what the claim and its namespace say', async () => {
    const { driver, kubectl, cluster } = await leading();
    expect(messageOf(await driver.createVolume(claimed('a', 5)))).toBe('ok');
    await putObject(kubectl, PERSISTENT_VOLUME_CLAIMS, claim({ name: 'slow' }, { storageClassName: 'slow' }));
    expect(messageOf(await driver.createVolume(claimed('slow', 5)))).toContain('only what is live');
    const [volume] = driver.snapshot().volumes;
    await until(() => cluster.knowledge.useOf(volume!) !== undefined);
    expect(cluster.knowledge.useOf(volume!)).toMatchObject({ claim: { namespace: 'shop', name: 'a' } });
    expect(cluster.knowledge.lacksNode(volume!, 'worker-9')).toBe(true);
  });

  it('tells a refusal in full on its claim', async () => {
    const { driver, kubectl, observation } = await leading();
    expect(messageOf(await driver.createVolume(claimed('b', 500, { striping: 'false' })))).toContain('not placed');
    const events = async () => (await kubectl.list(EVENTS)).items;
    for (let found = await events(); found.length === 0; found = await events());
    const [event] = await events();
    expect(event).toMatchObject({
      metadata: { namespace: 'shop' },
      reason: 'NoCapacity',
      regarding: { kind: 'PersistentVolumeClaim', name: 'b' },
      note: expect.stringContaining('refused (no-capacity)') as string,
    });
    const metrics = await observation.metrics.registry.metrics();
    expect(metrics).toContain('stowage_cluster_events_total{outcome="sent"} 1');
    expect(metrics).toContain('stowage_cluster_requests_total{verb="patch",resource="events",outcome="ok"} 1');
  });

  it('knows nothing of the claims of another cluster, and tells nobody there', async () => {
    const { driver, kubectl, cluster } = await leading('east');
    const west = driver.forCluster('west');
    expect(messageOf(await west.createVolume(claimed('a', 5)))).toContain('live-alone');
    expect(messageOf(await driver.forCluster('east').createVolume(claimed('a', 5)))).toBe('ok');
    const [volume] = driver.snapshot().volumes;
    await until(() => cluster.knowledge.useOf(volume!) !== undefined);
    expect(cluster.knowledge.useOf({ ...volume!, cluster: 'west' })).toBeUndefined();
    expect(cluster.knowledge.lacksNode({ cluster: 'west' }, 'worker-9')).toBe(false);
    expect((await kubectl.list(EVENTS)).items).toEqual([]);
  });

  it('goes on while the API server is away, and says so once', async () => {
    const { driver, simulated, cluster, log } = await leading();
    await driver.createVolume(claimed('a', 5));
    const [volume] = driver.snapshot().volumes;
    await until(() => cluster.knowledge.useOf(volume!) !== undefined);
    simulated.failNext(...Array.from({ length: 10_000 }, () => 'unreachable' as const));
    simulated.compact();
    await until(() => log().length > 0);
    expect(messageOf(await driver.createVolume(claimed('b', 5)))).toBe('ok');
    expect(messageOf(await driver.createVolume(claimed('new', 5)))).toContain('live-alone');
    expect(log()).toEqual([expect.stringMatching(/^warning .*simulated; what is known of the cluster stays/)]);
  });
});

it('whatever waits for the API server at a time, Node warns of no leak', async () => {
  const warnings: string[] = [];
  const warned = ({ name }: Error): void => void warnings.push(name);
  process.on('warning', warned);
  onTestFinished(() => void process.off('warning', warned));
  let waiting = 0;
  const { simulated } = await leading(undefined, async (_, signal) => {
    waiting += 1;
    if (signal.aborted) return;
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    });
  });
  simulated.failNext(...Array.from({ length: 100 }, () => 'unreachable' as const));
  simulated.compact();
  await until(() => waiting > 15);
  expect(warnings).toEqual([]);
});

describe('a Secret that a backend refers to', () => {
  const ENCRYPTED = { encrypt: 'true' };

  it('is what keys derive from', async () => {
    const { driver, kubectl } = await leading();
    expect(messageOf(await driver.createVolume(claimed('a', 5, ENCRYPTED)))).toBe('ok');
    await removeObject(kubectl, SECRETS, KEYS);
    expect(messageOf(await driver.createVolume(claimed('b', 5, ENCRYPTED)))).toContain(
      'there is no secret stowage-system/keys',
    );
  });

  it('makes what waits for it due, on its backends alone, where it holds something else', async () => {
    const { kubectl, simulated, due, log } = await leading();
    await until(() => simulated.calls.includes('stowage: watch secrets'));
    await putObject(kubectl, SECRETS, secret('s', { labels: { touched: 'yes' } }));
    await putObject(kubectl, SECRETS, secret('t', { labels: { touched: 'yes' } }));
    await until(() => due.length > 0);
    expect(due).toEqual([['main']]);
    expect(log()).toEqual([
      'info secret stowage-system/keys of backend main holds something else: it is used from now on',
    ]);
  });

  it('is to be put back where volumes were encrypted by what it held', async () => {
    const { driver, kubectl, simulated, log } = await leading();
    await driver.createVolume(claimed('a', 5, ENCRYPTED));
    await until(() => simulated.calls.includes('stowage: watch secrets'));
    await putObject(kubectl, SECRETS, secret('t'));
    await until(() => log().length === 1);
    await removeObject(kubectl, SECRETS, KEYS);
    await until(() => log().length === 2);
    expect(log()).toEqual([
      'error secret stowage-system/keys of backend main holds something else, and 1 encrypted volume can be opened only by what it held before: put that back',
      'error secret stowage-system/keys of backend main is gone, and 1 encrypted volume can be opened only by it: put it back',
    ]);
  });
});
