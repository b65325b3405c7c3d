import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { failed } from '../../csi/outcome.ts';
import type { DriverErrorCode } from '../../csi/services/outcome.ts';
import { packageVersion } from '../package-version.ts';
import { buildApi } from './build-api.ts';
import { testApi, TOKENS } from './testing/api-client.ts';
import type { TestApi } from './testing/api-client.ts';
import { clusterSaying, USE } from './testing/cluster.ts';
import { fakePort } from './testing/fake-port.ts';
import { ACTIVE_WITH_GOLD, publicationOf, revisionOf, stuckOperation, volumeOf } from './testing/fixture.ts';
import { driveId, foundDrive, foundEnclosure, foundLeg, mirrorOf, silentEnclosure } from './testing/found.ts';

interface Operation {
  readonly operationId: string;
  readonly security?: readonly unknown[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

let document: Promise<Document> | undefined;

/** It takes a while to write, and many tests read it. */
const documented = (): Promise<Document> => (document ??= writeDocument());

async function writeDocument(): Promise<Document> {
  const options = { port: fakePort(), tokens: TOKENS, version: packageVersion(), reportBug: () => undefined };
  const app = await buildApi(options);
  return JSON.parse((await app.inject('/openapi.json')).body) as Document;
}

/** A request for each operation that succeeds, and one that is refused. */
const REQUESTS: Readonly<Record<string, (api: TestApi) => Promise<Awaited<ReturnType<TestApi['read']>>>>> = {
  healthz: (api) => api.as(undefined, { url: '/healthz' }),
  readyz: (api) => api.as(undefined, { url: '/readyz' }),
  metrics: (api) => api.read('/metrics'),
  support: (api) => api.read('/api/v1/support'),
  getConfiguration: (api) => api.read('/api/v1/configuration'),
  listDrives: (api) => api.read('/api/v1/drives?limit=2'),
  getDrive: (api) => api.read('/api/v1/drives/eui.box-1-1'),
  listEnclosures: (api) => api.read('/api/v1/enclosures'),
  listBackends: (api) => api.read('/api/v1/backends'),
  listBandwidthDomains: (api) => api.read('/api/v1/bandwidth-domains'),
  listClasses: (api) => api.read('/api/v1/classes'),
  listVolumes: (api) => api.read('/api/v1/volumes'),
  listSnapshots: (api) => api.read('/api/v1/snapshots'),
  createSnapshot: (api) => api.change('POST', '/api/v1/snapshots', { name: 'nightly', volume: 'db-0' }),
  deleteSnapshot: (api) => api.change('DELETE', '/api/v1/snapshots/weekly'),
  listRevisions: (api) => api.read('/api/v1/revisions'),
  getVolume: (api) => api.read('/api/v1/volumes/db-0'),
  createVolume: (api) => api.change('POST', '/api/v1/volumes', { name: 'new', class: 'fast', size: '1Gi' }),
  expandVolume: (api) => api.change('POST', '/api/v1/volumes/db-0/expand', { size: '20Gi' }),
  modifyVolume: (api) => api.change('POST', '/api/v1/volumes/db-0/modify', { attributesClass: 'gold' }),
  deleteVolume: (api) => api.change('DELETE', '/api/v1/volumes/db-1'),
  dropLeg: (api) => api.change('POST', '/api/v1/volumes/db-2/legs/leg-b/drop'),
  unpublishVolume: (api) => api.change('POST', '/api/v1/volumes/db-0/nodes/worker-1/unpublish'),
  listFound: (api) => api.read('/api/v1/found'),
  explainVolume: (api) => api.read('/api/v1/explain/volume?class=fast&size=10Ti'),
  simulatePlace: (api) => api.read('/api/v1/simulate/place?class=fast&size=400Gi&count=100&node=worker-1'),
  simulateFill: (api) => api.read('/api/v1/simulate/fill?size=700Gi'),
  simulateLoss: (api) => api.read('/api/v1/simulate/loss?level=enclosure&domain=box-2'),
  simulateDefrag: (api) => api.read('/api/v1/simulate/defrag?moves=5'),
  listOperations: (api) => api.read('/api/v1/operations'),
  getOperation: (api) => api.read(`/api/v1/operations/${stuckOperation().id}`),
  retryOperation: (api) => api.change('POST', `/api/v1/operations/${stuckOperation().id}/retry`),
  abandonOperation: (api) => api.change('POST', `/api/v1/operations/${stuckOperation().id}/abandon`),
  listDecisions: (api) => api.read('/api/v1/decisions'),
  adoptDrive: (api) => api.change('POST', `/api/v1/found/box-1/drives/${driveId(1)}/adopt`),
  wipeDrive: (api) => api.change('POST', `/api/v1/found/box-1/drives/${driveId(2)}/wipe`),
};

const operationsOf = (document: Document) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

let validators: Ajv | undefined;

/** Made once: what it has compiled is used again. */
function ajvOf(document: Document): Ajv {
  if (validators) return validators;
  validators = new Ajv({ strict: false });
  validators.addSchema({ ...document, $id: 'document' });
  return validators;
}

/** Checks an answer against the document alone, `$ref`s into it included. */
function checker(document: Document) {
  const ajv = ajvOf(document);
  const pointer = (parts: readonly string[]) =>
    parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  return (path: string, method: string, status: number, body: unknown): void => {
    const response = document.paths[path]?.[method]?.responses[String(status)];
    expect(response, `${method} ${path} documents ${String(status)}`).toBeDefined();
    if (!response?.content) {
      expect(body).toBeUndefined();
      return;
    }
    const type = typeof body === 'string' ? 'text/plain' : 'application/json';
    const parts = ['paths', path, method, 'responses', String(status), 'content', type, 'schema'];
    const validate = ajv.compile({ $ref: `document#/${pointer(parts)}` });
    validate(body);
    expect(validate.errors, `${method} ${path}`).toBeNull();
  };
}

function busyPort() {
  const volume = volumeOf('db-0');
  const port = fakePort([volume, volumeOf('db-1', { mode: 'block', reachableFrom: undefined }), mirrorOf('db-2')]);
  const origin = { source: { kind: 'volume', id: volume.id } } as const;
  const weekly = { ...volumeOf('weekly'), snapshot: { takenAt: '2026-11-02T08:00:00.000Z' }, origin };
  port.volumes.set(weekly.id, weekly);
  port.active = ACTIVE_WITH_GOLD;
  const drives = [
    foundDrive(1, { standing: { kind: 'foreign', domain: 'somebody' as never } }),
    foundDrive(2, { standing: { kind: 'unknown-data', found: 'ext4' } }),
    foundDrive(3, { standing: { kind: 'in-use', by: 'mounted at /' }, rotationSpeedRPM: undefined }),
  ];
  port.found.push(foundEnclosure('box-1', drives, [foundLeg(1, 1)]), silentEnclosure('box-2', 'no agent is attached'));
  const decided = { at: '2026-11-02T08:00:00.000Z', by: 'admin' } as const;
  port.decided.push({
    ...decided,
    outcome: { kind: 'done' },
    kind: 'drop-leg',
    volume: volume.id,
    leg: 'leg-a' as never,
  });
  const outcome = { kind: 'refused', code: 'drive-in-use', message: 'm' } as const;
  port.decided.push({ ...decided, outcome, kind: 'wipe-drive', enclosure: 'box-1' as never, drive: driveId(9) });
  const leaving = {
    id: 'unpublish/p' as never,
    kind: 'unpublish',
    volume: volume.id,
    node: 'worker-1' as never,
  } as const;
  port.underWay.push(stuckOperation(), stuckOperation(leaving));
  port.cluster = clusterSaying(USE, 'worker-1');
  port.publications.push(publicationOf(volume, 'worker-1'));
  const findings = [{ code: 'source/empty', severity: 'error', message: 'm', help: 'h' }] as const;
  port.proposed.push(revisionOf(1), revisionOf(2, { status: { kind: 'refused', at: '', findings, leftOut: 0 } }));
  return port;
}

describe('the OpenAPI document', () => {
  it('is the one that is committed (vitest -u writes it)', async () => {
    const text = `${JSON.stringify(await documented(), undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../docs/reference/openapi.json');
  });

  it('has a request here for every operation', async () => {
    const ids = operationsOf(await documented()).map(({ operation }) => operation.operationId);
    expect([...ids].sort()).toEqual(Object.keys(REQUESTS).sort());
  });

  it('names its schemas, so that generated clients do', async () => {
    const { components } = await documented();
    expect(Object.keys(components.schemas)).toContain('Volume');
    expect(Object.keys(components.schemas).filter((name) => name.startsWith('def-'))).toEqual([]);
  });

  it.each(Object.entries(REQUESTS))('describes what %s answers, done or refused', async (id, request) => {
    const document = await documented();
    const check = checker(document);
    const found = operationsOf(document).find(({ operation }) => operation.operationId === id);
    if (!found) throw new Error(`there is no operation ${id}`);
    const { path, method, operation } = found;
    const api = await testApi(busyPort());
    if (operation.security?.length !== 0) {
      const stranger = await api.as(undefined, { method: method.toUpperCase() as 'GET', url: path });
      check(path, method, 401, stranger.body);
    }
    const { status, body } = await request(api);
    expect(status).toBeLessThan(300);
    check(path, method, status, body);
  });

  it('asks for a token everywhere but where the server is looked at from outside', async () => {
    const open = operationsOf(await documented()).filter(({ operation }) => operation.security?.length === 0);
    expect(open.map(({ path }) => path).sort()).toEqual(['/healthz', '/readyz']);
  });
});

type Provoke = (api: TestApi, port: ReturnType<typeof busyPort>, id: string) => Promise<Answer>;
type Answer = Awaited<ReturnType<TestApi['read']>>;

/** How each operation is asked, as `METHOD url`; with a body where it takes one. */
const CHANGES: Readonly<Record<string, readonly [method: 'POST' | 'DELETE', url: string, body?: object]>> = {
  createVolume: ['POST', '/api/v1/volumes', { name: 'new', class: 'fast', size: '1Gi' }],
  expandVolume: ['POST', '/api/v1/volumes/db-0/expand', { size: '20Gi' }],
  modifyVolume: ['POST', '/api/v1/volumes/db-0/modify', { attributesClass: 'gold' }],
  deleteVolume: ['DELETE', '/api/v1/volumes/db-1'],
  dropLeg: ['POST', '/api/v1/volumes/db-2/legs/leg-b/drop'],
  unpublishVolume: ['POST', '/api/v1/volumes/db-0/nodes/worker-1/unpublish'],
  adoptDrive: ['POST', `/api/v1/found/box-1/drives/${driveId(1)}/adopt`],
  wipeDrive: ['POST', `/api/v1/found/box-1/drives/${driveId(2)}/wipe`],
  createSnapshot: ['POST', '/api/v1/snapshots', { name: 'nightly', volume: 'db-0' }],
  deleteSnapshot: ['DELETE', '/api/v1/snapshots/weekly'],
  retryOperation: ['POST', `/api/v1/operations/${stuckOperation().id}/retry`],
  abandonOperation: ['POST', `/api/v1/operations/${stuckOperation().id}/abandon`],
};

const PORT_METHOD = {
  unpublishVolume: 'unpublish',
  expandVolume: 'expand',
  modifyVolume: 'modify',
} as Readonly<Record<string, string>>;

const askAgain = (api: TestApi, id: string): Promise<Answer> => REQUESTS[id]?.(api) ?? Promise.reject(new Error(id));

const changing = (api: TestApi, id: string, token: string, more: object = {}): Promise<Answer> => {
  const [method = 'POST', url = '', payload] = CHANGES[id] ?? [];
  return api.as(token, { method, url, ...(payload && { payload }), ...more });
};

/** The driver answers the operation with a refusal. */
const refusing =
  (code: DriverErrorCode): Provoke =>
  (api, port, id) => {
    Object.assign(port, { [PORT_METHOD[id] ?? id]: () => Promise.resolve(failed(code, 'no')) });
    return askAgain(api, id);
  };

const SIMULATIONS = ['explainVolume', 'simulatePlace', 'simulateFill', 'simulateLoss', 'simulateDefrag'];

/** A request that is answered with the status, for every operation that documents it. */
const PROVOKED: Readonly<Record<number, Provoke>> = {
  400: (api, _, id) => {
    if (id === 'getVolume') return api.read(`/api/v1/volumes/${'x'.repeat(200)}`);
    if (id === 'getDrive') return api.read(`/api/v1/drives/${'x'.repeat(200)}`);
    if (id === 'getOperation') return api.read(`/api/v1/operations/create/${'x'.repeat(200)}`);
    if (id in CHANGES) return refusing('invalid-argument')(api, _, id);
    return api.read(`/api/v1/${pathOf(id)}?nonsense=1`);
  },
  401: (api, _, id) => (id in CHANGES ? changing(api, id, 'x') : api.as('x', { url: `/api/v1/${pathOf(id)}` })),
  403: (api, _, id) => changing(api, id, TOKENS.reader),
  404: (api, port, id) => {
    if (id === 'getVolume') return api.read('/api/v1/volumes/none');
    if (id === 'getDrive') return api.read('/api/v1/drives/none');
    if (id === 'getOperation') return api.read('/api/v1/operations/create/none');
    if (id === 'simulateLoss') return api.read('/api/v1/simulate/loss?level=enclosure&domain=none');
    if (SIMULATIONS.includes(id)) return api.read(`/api/v1/${pathOf(id)}?class=none&size=1Gi`);
    return refusing('not-found')(api, port, id);
  },
  409: async (api, port, id) => {
    if (!SIMULATIONS.includes(id)) return refusing('busy')(api, port, id);
    const answers = await Promise.all([1, 2, 3].map(() => askAgain(api, id)));
    return answers.find(({ status }) => status === 409) ?? answers[0]!;
  },
  413: (api, _, id) => changing(api, id, TOKENS.admin, { payload: { name: 'x'.repeat(70_000) } }),
  415: (api, _, id) => {
    const headers = { 'content-type': 'text/plain' };
    return changing(api, id, TOKENS.admin, { payload: 'x', headers });
  },
  422: refusing('denied'),
  500: (api, port, id) => {
    const broken = (): never => {
      throw new Error('a mistake');
    };
    const parts = [
      'snapshot',
      'ground',
      'revisions',
      'inventory',
      'decisions',
      'operations',
      'examineOperations',
      'retryOperation',
      'abandonOperation',
      'metrics',
      'support',
      'adoptDrive',
      'wipeDrive',
    ];
    Object.assign(port, Object.fromEntries(parts.map((part) => [part, broken])));
    return askAgain(api, id);
  },
  503: (api, port, id) => {
    if (id === 'readyz') port.active = undefined;
    port.stopping = true;
    return askAgain(api, id);
  },
  507: refusing('no-capacity'),
};

const pathOf = (id: string): string =>
  ({
    listBandwidthDomains: 'bandwidth-domains',
    explainVolume: 'explain/volume',
    getVolume: 'volumes/db-0',
    getDrive: 'drives/eui.box-1-1',
    getConfiguration: 'configuration',
    metrics: '../../metrics',
  })[id] ??
  id
    .replace(/^list/, '')
    .replace(/^simulate/, 'simulate/')
    .toLowerCase();

describe('each status that the document names', async () => {
  const document = await documented();
  const errors = operationsOf(document).flatMap(({ path, method, operation }) =>
    Object.keys(operation.responses)
      .map(Number)
      .filter((status) => status >= 300)
      .map((status) => ({ id: operation.operationId, status, path, method })),
  );

  it.each(errors)('is answered as described: $id $status', async ({ id, status, path, method }) => {
    const port = busyPort();
    const api = await testApi(port);
    const answer = await PROVOKED[status]!(api, port, id);
    expect(answer.status).toBe(status);
    checker(document)(path, method, status, answer.body);
  });
});

describe('a server', () => {
  it('has no route that the document leaves out', async () => {
    const { app } = await testApi(fakePort());
    const routes = app.printRoutes({ commonPrefix: false }).match(/\(([A-Z, ]+)\)/g) ?? [];
    const methods = routes.flatMap((each) => each.slice(1, -1).split(', '));
    const operations = operationsOf(await documented());
    // The document itself is hidden in it.
    expect(methods).toHaveLength(operations.length + 1);
  });
});
