import { KubeConfig } from '@kubernetes/client-node';
import type { Access, Verb } from './access.ts';
import type {
  ApplyOptions,
  ClusterApi,
  ClusterObject,
  ObjectList,
  Precondition,
  Selection,
  WatchEvent,
  WatchFrom,
} from './cluster-api.ts';
import { FIELD_MANAGER } from './cluster-api.ts';
import { ClusterError } from './cluster-error.ts';
import { assertGranted } from './granted.ts';
import { apiVersionOf, objectText } from './resource.ts';
import type { ObjectName, Resource } from './resource.ts';
import { openRest, STREAM_SECONDS } from './rest.ts';
import type { Patience, Rest } from './rest.ts';
import { watchEvents } from './watch-events.ts';

export interface KubernetesApi extends ClusterApi {
  /** In words, for status and logs; never a credential. */
  describe(): string;
  close(): void;
}

interface KubernetesApiOptions {
  readonly patience?: Patience;
  /** Whose fields those are that are written. Left out: ours. */
  readonly manager?: string;
}

/**
 * The API server of the cluster that this runs in, or that a kubeconfig file names.
 * @throws ClusterError `unauthorized` where the file or the service account cannot be read
 */
export function openKubernetesApi(
  where: 'in-cluster' | { readonly kubeconfig: string },
  access: readonly Access[],
  { patience, manager = FIELD_MANAGER }: KubernetesApiOptions = {},
): KubernetesApi {
  const config = loadConfig(where);
  const rest = openRest(config, patience);
  return {
    ...apiOver(rest, access, manager),
    describe: () => config.getCurrentCluster()?.server ?? 'no cluster',
    close: () => {
      rest.close();
    },
  };
}

function loadConfig(where: 'in-cluster' | { readonly kubeconfig: string }): KubeConfig {
  const config = new KubeConfig();
  if (where === 'in-cluster') {
    if (process.env['KUBERNETES_SERVICE_HOST'] === undefined) {
      throw new ClusterError(
        'unauthorized',
        'this does not run in a pod of Kubernetes: name a kubeconfig file instead',
      );
    }
    config.loadFromCluster();
    return config;
  }
  try {
    config.loadFromFile(where.kubeconfig);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ClusterError('unauthorized', `${where.kubeconfig} is not read as a kubeconfig: ${reason}`, { cause });
  }
  if (config.getCurrentCluster()) return config;
  throw new ClusterError('unauthorized', `${where.kubeconfig} has no current context that names a cluster`);
}

const PAGE = '500';

function apiOver(rest: Rest, access: readonly Access[], manager: string): ClusterApi {
  const granted = (resource: Resource, verb: Verb, subresource?: 'status'): void => {
    assertGranted(access, { resource, verb, subresource });
  };
  return {
    get: (resource, name) => {
      granted(resource, 'get');
      const what = `get ${objectText(resource, name)}`;
      return orGone(rest.json({ method: 'GET', path: pathOf(resource, name), what }), asObject);
    },
    list: (resource, selection) => {
      granted(resource, 'list');
      return listAll(rest, resource, selection);
    },
    pages: (resource, selection, signal) => {
      granted(resource, 'list');
      return pagesOf(rest, resource, selection, signal);
    },
    watch: (resource, from, signal) => {
      granted(resource, 'watch');
      return watchFrom(rest, resource, from, signal);
    },
    create: async (resource, object, { dryRun = false } = {}) => {
      granted(resource, 'create');
      const path = collectionOf(resource, object.metadata.namespace);
      const what = `create ${objectText(resource, object.metadata)}`;
      const query = { fieldManager: manager, ...(dryRun && { dryRun: 'All' }) };
      return asObject(await rest.json({ method: 'POST', path, query, body: object, what }));
    },
    apply: async (resource, object, options = {}) => {
      granted(resource, 'patch', options.subresource);
      if (options.subresource === undefined) granted(resource, 'create');
      return asObject(await rest.json(applyRequest(resource, object, { ...options, manager })));
    },
    delete: async (resource, name, seen) => {
      granted(resource, 'delete');
      const what = `delete ${objectText(resource, name)}`;
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: seen satisfies Precondition };
      const gone = await orGone(rest.json({ method: 'DELETE', path: pathOf(resource, name), body, what }), () => true);
      return gone ?? false;
    },
  };
}

function applyRequest(
  resource: Resource,
  object: ClusterObject,
  { subresource, force = false, over = false, manager }: ApplyOptions & { readonly manager: string },
) {
  const name = objectText(resource, object.metadata);
  return {
    method: 'PATCH' as const,
    path: pathOf(resource, object.metadata) + (subresource === undefined ? '' : `/${subresource}`),
    query: { fieldManager: manager, ...(!over && { force: String(force) }) },
    body: object,
    // JSON is YAML: the only type that servers before 1.33 take for apply.
    contentType: over ? 'application/merge-patch+json' : 'application/apply-patch+yaml',
    what: subresource === undefined ? `apply ${name}` : `apply the ${subresource} of ${name}`,
  };
}

async function listAll(rest: Rest, resource: Resource, selection?: Selection): Promise<ObjectList> {
  const items: ClusterObject[] = [];
  let resourceVersion = '';
  for await (const page of pagesOf(rest, resource, selection)) {
    for (const item of page.items) items.push(item);
    ({ resourceVersion } = page);
  }
  return { items, resourceVersion };
}

async function* pagesOf(
  rest: Rest,
  resource: Resource,
  selection: Selection = {},
  signal?: AbortSignal,
): AsyncGenerator<ObjectList> {
  let next: string | undefined;
  do {
    const page: Page = asList(
      await rest.json({
        method: 'GET',
        path: collectionOf(resource, selection.namespace),
        query: { ...selectors(selection), limit: PAGE, continue: next },
        ...(signal && { signal }),
        what: `list ${resource.plural}`,
      }),
      resource,
    );
    yield page;
    ({ next } = page);
  } while (next !== '');
}

async function* watchFrom(
  rest: Rest,
  resource: Resource,
  { resourceVersion, selection = {} }: WatchFrom,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  const what = `watch ${resource.plural}`;
  const answer = await rest.stream({
    method: 'GET',
    path: collectionOf(resource, selection.namespace),
    query: {
      ...selectors(selection),
      ...{ watch: 'true', allowWatchBookmarks: 'true', resourceVersion },
      timeoutSeconds: String(STREAM_SECONDS),
    },
    signal,
    what,
  });
  yield* watchEvents(answer, what);
}

const selectors = ({ labelSelector, fieldSelector }: Selection) => ({ labelSelector, fieldSelector });

function collectionOf(resource: Resource, namespace: string | undefined): string {
  const root = resource.group === '' ? '/api' : '/apis';
  const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}/${apiVersionOf(resource)}${within}/${resource.plural}`;
}

const pathOf = (resource: Resource, { name, namespace }: ObjectName): string =>
  `${collectionOf(resource, namespace)}/${encodeURIComponent(name)}`;

async function orGone<T>(answer: Promise<unknown>, read: (value: unknown) => T): Promise<T | undefined> {
  try {
    return read(await answer);
  } catch (error) {
    if (error instanceof ClusterError && error.code === 'not-found') return undefined;
    throw error;
  }
}

function asObject(value: unknown): ClusterObject {
  const object = value as Partial<ClusterObject> | null;
  if (typeof object?.metadata?.name === 'string') return object as ClusterObject;
  throw new ClusterError('failed', 'the API server answered with something that is no object of Kubernetes');
}

interface Page {
  readonly items: readonly ClusterObject[];
  readonly resourceVersion: string;
  readonly next: string;
}

/** Items of a list carry neither kind nor version. */
function asList(value: unknown, resource: Resource): Page {
  const { items, metadata } = value as { items?: unknown; metadata?: { resourceVersion?: string; continue?: string } };
  if (!Array.isArray(items)) throw new ClusterError('failed', `list ${resource.plural}: the answer is no list`);
  const named = items.map((item) => ({
    ...(item as ClusterObject),
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
  }));
  return { items: named, resourceVersion: metadata?.resourceVersion ?? '', next: metadata?.continue ?? '' };
}
