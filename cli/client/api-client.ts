import type { ApiErrorBody, ApiErrorCode } from '../api/api-outcome.ts';
import type { Page } from '../api/paging.ts';
import type { Role } from '../api/state-files.ts';
import type { DriveDetailView } from '../api/views/drive-view.ts';
import type { FoundEnclosureView } from '../api/views/found-view.ts';
import type { OperationView } from '../api/views/operation-view.ts';
import type { RevisionView } from '../api/views/revision-view.ts';
import type { Resource, ResourceViews } from '../api/views/resource-views.ts';
import type { VolumeView } from '../api/views/volume-view.ts';
import type { SnapshotView } from '../api/views/snapshot-view.ts';
import type { NewSnapshot } from '../api/snapshot-operations.ts';
import type { NewVolume } from '../api/volume-operations.ts';
import { CliError } from '../cli-error.ts';
import type { CliErrorCode } from '../cli-error.ts';
import type { ServerOptions } from '../commands/options.ts';
import type { FillQuestion } from '../../core/simulate/fill.ts';
import type { SimulationAnswer, SimulationQuestion } from '../../core/simulate/simulation.ts';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { SupportFile } from '../support/support-file.ts';
import { readJson } from './bounded-body.ts';
import { findServer } from './find-server.ts';
import type { ServerLocation } from './find-server.ts';

/** What commands ask a running server. Every method throws CliError for what goes wrong. */
export interface ApiClient {
  /** Every item, page after page; only those of the name where one is given. */
  list<Name extends Resource>(resource: Name, name?: string): Promise<readonly ResourceViews[Name][]>;
  volume(name: string): Promise<VolumeView>;
  drive(id: string): Promise<DriveDetailView>;
  /** `undefined` where no configuration is active yet. */
  configuration(): Promise<ActiveConfiguration | undefined>;
  createVolume(asked: NewVolume): Promise<VolumeView>;
  createSnapshot(asked: NewSnapshot): Promise<SnapshotView>;
  deleteSnapshot(name: string): Promise<void>;
  expandVolume(name: string, size: string): Promise<VolumeView>;
  /** Gives it what a VolumeAttributesClass says. */
  modifyVolume(name: string, attributesClass: string): Promise<VolumeView>;
  deleteVolume(name: string): Promise<void>;
  /** Lets the volume start without the leg. */
  dropLeg(name: string, leg: string): Promise<VolumeView>;
  /** Takes the volume away from the node. */
  unpublishVolume(name: string, node: string): Promise<VolumeView>;
  operation(id: string): Promise<OperationView>;
  retryOperation(id: string): Promise<void>;
  abandonOperation(id: string): Promise<void>;
  /** What would happen. @throws CliError `not-found` where something is named that is not there */
  simulate(question: SimulationQuestion): Promise<SimulationAnswer>;
  /** What the agents of all enclosures find now. */
  found(enclosure?: string): Promise<readonly FoundEnclosureView[]>;
  /** What a support bundle holds. */
  support(): Promise<readonly SupportFile[]>;
  adoptDrive(drive: FoundDriveName): Promise<void>;
  wipeDrive(drive: FoundDriveName): Promise<void>;
}

/** A drive, and the enclosure whose agent found it. */
export interface FoundDriveName {
  readonly enclosure: string;
  readonly drive: string;
}

export interface ActiveConfiguration {
  readonly revision: Pick<RevisionView, 'number' | 'commit' | 'subject' | 'ref'>;
  readonly objects: readonly DeclaredObject[];
}

const PAGE_ITEMS = 5000;
const TIMEOUT_MILLISECONDS = 60_000;

/** @throws CliError `not-running` */
export async function connectApi(options: ServerOptions, cwd: string): Promise<ApiClient> {
  const server = await findServer(options, cwd);
  const ask = (request: ApiRequest): Promise<unknown> => send(server, request);
  return {
    list: (resource, name) => listAll<ResourceViews[typeof resource]>(ask, resource, name),
    volume: async (name) => (await ask({ role: 'reader', method: 'GET', path: volumePath(name) })) as VolumeView,
    drive: async (id) => {
      const path = `/api/v1/drives/${encodeURIComponent(id)}`;
      return (await ask({ role: 'reader', method: 'GET', path })) as DriveDetailView;
    },
    configuration: () => readConfiguration(ask),
    createVolume: async (body) =>
      (await ask({ role: 'admin', method: 'POST', path: '/api/v1/volumes', body })) as VolumeView,
    createSnapshot: async (body) =>
      (await ask({ role: 'admin', method: 'POST', path: '/api/v1/snapshots', body })) as SnapshotView,
    deleteSnapshot: async (name) => {
      await ask({ role: 'admin', method: 'DELETE', path: `/api/v1/snapshots/${encodeURIComponent(name)}` });
    },
    expandVolume: async (name, size) =>
      (await ask({ role: 'admin', method: 'POST', path: `${volumePath(name)}/expand`, body: { size } })) as VolumeView,
    modifyVolume: async (name, attributesClass) => {
      const path = `${volumePath(name)}/modify`;
      return (await ask({ role: 'admin', method: 'POST', path, body: { attributesClass } })) as VolumeView;
    },
    deleteVolume: async (name) => {
      await ask({ role: 'admin', method: 'DELETE', path: volumePath(name) });
    },
    dropLeg: async (name, leg) => {
      const path = `${volumePath(name)}/legs/${encodeURIComponent(leg)}/drop`;
      return (await ask({ role: 'admin', method: 'POST', path })) as VolumeView;
    },
    unpublishVolume: async (name, node) => {
      const path = `${volumePath(name)}/nodes/${encodeURIComponent(node)}/unpublish`;
      return (await ask({ role: 'admin', method: 'POST', path })) as VolumeView;
    },
    operation: async (id) => (await ask({ role: 'reader', method: 'GET', path: operationPath(id) })) as OperationView,
    retryOperation: async (id) => {
      await ask({ role: 'admin', method: 'POST', path: `${operationPath(id)}/retry` });
    },
    abandonOperation: async (id) => {
      await ask({ role: 'admin', method: 'POST', path: `${operationPath(id)}/abandon` });
    },
    simulate: async (question) =>
      (await ask({ role: 'reader', method: 'GET', path: simulationPath(question) })) as SimulationAnswer,
    found: (enclosure) => listAll<FoundEnclosureView>(ask, 'found', enclosure),
    support: async () => {
      const answer = await ask({ role: 'reader', method: 'GET', path: '/api/v1/support' });
      return (answer as { readonly files: readonly SupportFile[] }).files;
    },
    adoptDrive: async (drive) => {
      await ask({ role: 'admin', method: 'POST', path: `${drivePath(drive)}/adopt` });
    },
    wipeDrive: async (drive) => {
      await ask({ role: 'admin', method: 'POST', path: `${drivePath(drive)}/wipe` });
    },
  };
}

const volumePath = (name: string): string => `/api/v1/volumes/${encodeURIComponent(name)}`;

/** Its id is of two parts, and so is its path. */
const operationPath = (id: string): string => {
  const [kind = '', ...subject] = id.split('/');
  return `/api/v1/operations/${encodeURIComponent(kind)}/${encodeURIComponent(subject.join('/'))}`;
};

/** As cli/api reads it. */
function simulationPath(question: SimulationQuestion): string {
  switch (question.kind) {
    case 'explain':
      return withQuery('explain/volume', asked(question.of));
    case 'place':
      return withQuery('simulate/place', { ...asked(question.of), count: question.of.count });
    case 'fill':
      return withQuery('simulate/fill', asked(question.of));
    case 'loss': {
      const { target, bandwidth } = question.of;
      const what = target.kind === 'drive' ? { drive: target.drive } : { level: target.level, domain: target.domain };
      return withQuery('simulate/loss', { ...what, bandwidth });
    }
    case 'defrag':
      return withQuery('simulate/defrag', question.of);
  }
}

type Query = Readonly<Record<string, string | number | undefined>>;

const asked = ({ class: of, size, node }: FillQuestion): Query => ({
  ...{ class: of, node },
  size: size === undefined ? undefined : `${String(size)}Gi`,
});

function withQuery(path: string, query: Query | { readonly moves: number }): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  );
  return `/api/v1/${path}?${new URLSearchParams(given).toString()}`;
}

const drivePath = ({ enclosure, drive }: FoundDriveName): string =>
  `/api/v1/found/${encodeURIComponent(enclosure)}/drives/${encodeURIComponent(drive)}`;

interface ApiRequest {
  readonly role: Role;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: object;
}

type Ask = (request: ApiRequest) => Promise<unknown>;

async function listAll<View>(ask: Ask, resource: string, name: string | undefined): Promise<readonly View[]> {
  const items: View[] = [];
  let next: string | undefined;
  do {
    const query = new URLSearchParams({ limit: String(PAGE_ITEMS) });
    if (name !== undefined) query.set('name', name);
    if (next !== undefined) query.set('continue', next);
    const path = `/api/v1/${resource}?${query.toString()}`;
    const page = (await ask({ role: 'reader', method: 'GET', path })) as Page<View>;
    for (const item of page.items) items.push(item);
    next = page.continue;
  } while (next !== undefined);
  return items;
}

async function readConfiguration(ask: Ask): Promise<ActiveConfiguration | undefined> {
  try {
    return (await ask({ role: 'reader', method: 'GET', path: '/api/v1/configuration' })) as ActiveConfiguration;
  } catch (error) {
    if (error instanceof CliError && error.code === 'not-ready') return undefined;
    throw error;
  }
}

async function send(server: ServerLocation, { role, method, path, body }: ApiRequest): Promise<unknown> {
  const headers = { authorization: `Bearer ${await server.token(role)}`, 'content-type': 'application/json' };
  const url = new URL(`${server.url.pathname.replace(/\/$/, '')}${path}`, server.url);
  const response = await fetch(url, {
    method,
    headers: body ? headers : { authorization: headers.authorization },
    body: body ? JSON.stringify(body) : null,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  }).catch((cause: unknown) => {
    throw server.notAnswering(cause);
  });
  const answer = await readJson(response);
  if (!response.ok) throw refusal(response, answer);
  if (response.status !== 204 && (typeof answer !== 'object' || answer === null)) throw noServerOfOurs(response);
  return answer;
}

function refusal(response: Response, answer: unknown): CliError {
  if (!isErrorBody(answer)) return noServerOfOurs(response);
  return new CliError(MEANING[answer.code] ?? 'refused', answer.message);
}

const noServerOfOurs = (response: Response): CliError =>
  new CliError('bad-answer', `what answers at ${response.url} is no stowage server (HTTP ${String(response.status)})`);

const isErrorBody = (value: unknown): value is ApiErrorBody =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  'message' in value &&
  typeof value.message === 'string';

/** What is neither a refusal of what was asked, nor something wrong with it. */
const MEANING: Partial<Readonly<Record<ApiErrorCode, CliErrorCode>>> = {
  unauthenticated: 'unauthorized',
  forbidden: 'unauthorized',
  'not-found': 'not-found',
  'no-such-route': 'bad-answer',
  busy: 'unavailable',
  'not-ready': 'not-ready',
  unavailable: 'unavailable',
  internal: 'unavailable',
};
