import type { Access } from '../api/access.ts';
import type { ClusterApi, ClusterObject, ObjectMeta, Selection } from '../api/cluster-api.ts';
import { FIELD_MANAGER } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import type { ClusterErrorCode } from '../api/cluster-error.ts';
import { assertGranted } from '../api/granted.ts';
import { keyOf, objectText } from '../api/resource.ts';
import type { ObjectName, Resource } from '../api/resource.ts';
import { SEPARATOR } from './applied-fields.ts';
import { eventWithin, isSelected } from './selected-events.ts';
import {
  appliedFields,
  assertMutable,
  generationAfter,
  merged,
  sameObject,
  withoutStatus,
  writtenOver,
} from './server-side-apply.ts';
import type { Owned } from './server-side-apply.ts';

/** An API server in memory. It knows field managers, generations, finalizers and what no StorageClass may change. */
export interface SimulatedCluster {
  /** As the controller, held to its accesses; or as somebody else, held to nothing. */
  readonly api: (manager?: string) => ClusterApi;
  /** The next calls fail, each once. */
  readonly failNext: (...codes: readonly ClusterErrorCode[]) => void;
  /** All watches end, and what happened before them is forgotten. */
  readonly compact: () => void;
  readonly calls: readonly string[];
}

interface Stored extends Owned {
  readonly resource: Resource;
}

interface Happened {
  readonly resource: Resource;
  readonly version: number;
  readonly object: ClusterObject;
  readonly before: ClusterObject | undefined;
  readonly gone: boolean;
}

/** Few, so that what is listed takes several. */
const PAGE = 2;

const SERVED_GROUPS = new Set([
  '',
  'stowage.dev',
  'storage.k8s.io',
  'snapshot.storage.k8s.io',
  'events.k8s.io',
  'source.toolkit.fluxcd.io',
]);

export function simulateCluster(access: readonly Access[]): SimulatedCluster {
  const stored = new Map<string, Stored>();
  const calls: string[] = [];
  const failures: ClusterErrorCode[] = [];
  const listeners = new Set<() => void>();
  let history: Happened[] = [];
  let oldest = 0;
  let version = 0;

  const idOf = (resource: Resource, name: ObjectName): string => `${resource.group}/${resource.plural}/${keyOf(name)}`;

  const happen = (resource: Resource, change: Pick<Happened, 'object' | 'before' | 'gone'>): void => {
    history.push({ resource, version, ...change });
    for (const wake of [...listeners]) wake();
  };

  const keep = (at: Stored, next: ClusterObject, generationOf: ClusterObject | undefined): ClusterObject => {
    version += 1;
    const generation = generationAfter(generationOf, next);
    const metadata: ObjectMeta = {
      ...next.metadata,
      uid: at.object.metadata.uid ?? `uid-${String(version)}`,
      resourceVersion: String(version),
      generation,
      creationTimestamp: at.object.metadata.creationTimestamp ?? '2026-01-01T00:00:00Z',
    };
    at.object = { ...next, metadata };
    return at.object;
  };

  const called = (manager: string, asked: Parameters<typeof assertGranted>[1], name: string): void => {
    if (manager === FIELD_MANAGER) assertGranted(access, asked);
    calls.push(`${manager}: ${asked.verb} ${name}${asked.subresource === undefined ? '' : `/${asked.subresource}`}`);
    const { group, plural } = asked.resource;
    if (!SERVED_GROUPS.has(group)) throw new ClusterError('not-served', `${plural}.${group} is not served`);
    const code = failures.shift();
    if (code) throw new ClusterError(code, `${asked.verb} ${name}: simulated`);
  };

  const isOf = (resource: Resource, wanted: Resource): boolean =>
    resource.plural === wanted.plural && resource.group === wanted.group;

  const selected = (wanted: Resource, selection?: Selection): readonly ClusterObject[] =>
    [...stored.values()]
      .filter(({ resource, object }) => isOf(resource, wanted) && isSelected(object, selection))
      .map(({ object }) => object);

  const insert = (resource: Resource, object: ClusterObject): ClusterObject => {
    const at: Stored = { resource, object, applied: new Map() };
    stored.set(idOf(resource, object.metadata), at);
    const kept = keep(at, object, undefined);
    happen(resource, { object: kept, before: undefined, gone: false });
    return kept;
  };

  const replace = (resource: Resource, at: Stored, next: ClusterObject): ClusterObject => {
    if (sameObject(at.object, next)) return at.object;
    assertMutable(resource, at.object, next);
    const before = at.object;
    const kept = keep(at, next, before);
    const gone = kept.metadata.deletionTimestamp !== undefined && (kept.metadata.finalizers ?? []).length === 0;
    if (gone) stored.delete(idOf(resource, kept.metadata));
    happen(resource, { object: kept, before, gone });
    return kept;
  };

  const api = (manager = FIELD_MANAGER): ClusterApi => ({
    get: async (resource, name) => {
      await Promise.resolve();
      called(manager, { resource, verb: 'get' }, objectText(resource, name));
      return stored.get(idOf(resource, name))?.object;
    },
    list: async (resource, selection) => {
      await Promise.resolve();
      called(manager, { resource, verb: 'list' }, resource.plural);
      return { items: selected(resource, selection), resourceVersion: String(version) };
    },
    pages: async function* (resource, selection) {
      await Promise.resolve();
      called(manager, { resource, verb: 'list' }, resource.plural);
      const [items, resourceVersion] = [selected(resource, selection), String(version)];
      for (let at = 0; at === 0 || at < items.length; at += PAGE) {
        yield { items: items.slice(at, at + PAGE), resourceVersion };
      }
    },
    watch: async function* (resource, { resourceVersion, selection }, signal) {
      called(manager, { resource, verb: 'watch' }, resource.plural);
      let seen = Number(resourceVersion);
      while (!signal.aborted) {
        if (seen < oldest) throw new ClusterError('expired', `watch ${resource.plural}: too old`);
        const next = history.find((entry) => entry.version > seen);
        if (next === undefined) await wakeUp(listeners, signal);
        else {
          seen = next.version;
          if (!isOf(next.resource, resource)) continue;
          const event = eventWithin(next.object, next.before, { selection, gone: next.gone });
          if (event) yield event;
        }
      }
    },
    create: async (resource, object, { dryRun = false } = {}) => {
      await Promise.resolve();
      const name = objectText(resource, object.metadata);
      called(manager, { resource, verb: 'create' }, name);
      if (stored.has(idOf(resource, object.metadata))) throw new ClusterError('conflict', `${name} is there already`);
      if (dryRun) return object;
      return insert(resource, object);
    },
    apply: async (resource, object, { subresource, force = false, over = false } = {}) => {
      await Promise.resolve();
      const name = objectText(resource, object.metadata);
      called(manager, { resource, verb: 'patch', subresource }, name);
      if (manager === FIELD_MANAGER && subresource === undefined) assertGranted(access, { resource, verb: 'create' });
      const at = stored.get(idOf(resource, object.metadata));
      if (!at && subresource !== undefined) throw new ClusterError('not-found', `${name} is not there`);
      const owner = `${manager}${SEPARATOR}${subresource ?? ''}`;
      const fields = appliedFields(object, subresource);
      if (!at) {
        const made = insert(resource, withoutStatus(object));
        stored.get(idOf(resource, object.metadata))?.applied.set(owner, fields);
        return made;
      }
      if (over) return replace(resource, at, writtenOver(at, fields));
      const next = merged(at, owner, fields, { name, force });
      at.applied.set(owner, fields);
      return replace(resource, at, next);
    },
    delete: async (resource, name, seen) => {
      await Promise.resolve();
      const text = objectText(resource, name);
      called(manager, { resource, verb: 'delete' }, text);
      const at = stored.get(idOf(resource, name));
      if (!at) return false;
      const { uid, resourceVersion } = at.object.metadata;
      if (uid !== seen.uid || (seen.resourceVersion !== undefined && seen.resourceVersion !== resourceVersion)) {
        throw new ClusterError('conflict', `delete ${text}: it is not what was seen`);
      }
      version += 1;
      if ((at.object.metadata.finalizers ?? []).length > 0) {
        const deletionTimestamp = '2026-01-01T00:00:00Z';
        replace(resource, at, { ...at.object, metadata: { ...at.object.metadata, deletionTimestamp } });
        return true;
      }
      stored.delete(idOf(resource, name));
      happen(resource, { object: at.object, before: at.object, gone: true });
      return true;
    },
  });

  return {
    api,
    calls,
    failNext: (...codes) => {
      failures.push(...codes);
    },
    compact: () => {
      version += 1;
      oldest = version;
      history = [];
      for (const wake of [...listeners]) wake();
    },
  };
}

function wakeUp(listeners: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      listeners.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    listeners.add(wake);
    signal.addEventListener('abort', wake);
  });
}
