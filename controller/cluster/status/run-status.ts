import type { InTurns } from '../../../core/model/turns.ts';
import { activeRevision, readConfiguration } from '../../../store/configurations.ts';
import { listRevisions } from '../../../store/revisions.ts';
import type { ListedRevision } from '../../../store/revisions.ts';
import type { Store } from '../../../store/store.ts';
import type { SourceTree } from '../../source/source.ts';
import type { ClusterApi, ClusterObject } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import type { Resource } from '../api/resource.ts';
import { memberOf } from '../source/member.ts';
import type { LiveKinds } from '../target/live-kinds.ts';
import { OWN_KINDS } from '../target/shown-kinds.ts';
import { saysSo, statusOf } from './conditions.ts';
import type { Standing } from './conditions.ts';
import { standingOf } from './standing.ts';
import type { Verdict, Verdicts } from './standing.ts';

export interface StatusOptions {
  readonly api: ClusterApi;
  readonly store: Store;
  readonly live: LiveKinds;
  /** The objects as they were whole last. */
  readonly latest: () => SourceTree | undefined;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly breathe: () => Promise<void>;
  readonly take: <Answer>(steps: InTurns<Answer>) => Answer | Promise<Answer>;
  /** How an object stands from now on. */
  readonly stands: (resource: Resource, object: ClusterObject, standing: Standing) => void;
  /** Trouble with the API server, each time; it is tried again. */
  readonly failed: (error: ClusterError) => void;
}

const LOOK_MILLISECONDS = 1000;

/**
 * Keeps the status of our objects true where somebody else applies them, until the signal aborts: what the driver runs,
 * what waits, and what was refused and why. Everything else of them belongs to whoever applies them.
 * @throws StoreError
 */
export async function runStatus(options: StatusOptions): Promise<void> {
  const { store, live, latest, signal, pause } = options;
  let told = '';
  while (!signal.aborted) {
    const newest = (await listRevisions(store)).at(-1);
    const number = await activeRevision(store);
    const now = [number, newest?.at, newest?.status.kind, latest()?.commit, live.changes()].join(' ');
    if (now !== told && (await tellAll(options, await verdicts(options, newest)))) told = now;
    await pause(LOOK_MILLISECONDS, signal);
  }
}

async function verdicts({ store, latest, take }: StatusOptions, newest: ListedRevision | undefined): Promise<Verdicts> {
  const number = await activeRevision(store);
  const objects = number === undefined ? [] : (await readConfiguration(store, number, take)).objects;
  const members = objects.flatMap((object) => memberOf({ ...object }) ?? []);
  return { active: new Map(members.map(({ id, digest }) => [id, digest])), latest: verdictOn(latest(), newest) };
}

function verdictOn(latest: SourceTree | undefined, newest: ListedRevision | undefined): Verdict {
  if (!latest) return { kind: 'pending', why: 'it waits until the objects of its revision are all there' };
  if (newest?.status.kind === 'refused' && newest.commit === latest.commit) {
    return { kind: 'refused', findings: newest.status.findings };
  }
  return { kind: 'pending', why: 'it waits until its revision is whole, and checked' };
}

/** Whether all could be told. */
async function tellAll({ api, live, now, breathe, stands, failed }: StatusOptions, known: Verdicts): Promise<boolean> {
  let all = true;
  for (const resource of OWN_KINDS) {
    for (const object of live.objects(resource)?.values() ?? []) {
      await breathe();
      const member = memberOf(object);
      if (!member) continue;
      const standing = standingOf(member, known);
      const status = statusOf(standing, object, now());
      if (saysSo(status, object)) continue;
      const isTold = await tell(api, { resource, object, status }, failed);
      if (isTold) stands(resource, object, standing);
      all &&= isTold;
    }
  }
  return all;
}

interface Telling {
  readonly resource: Resource;
  readonly object: ClusterObject;
  readonly status: ReturnType<typeof statusOf>;
}

async function tell(
  api: ClusterApi,
  { resource, object, status }: Telling,
  failed: StatusOptions['failed'],
): Promise<boolean> {
  const { apiVersion, kind } = object;
  try {
    const said = { apiVersion, kind, metadata: { name: object.metadata.name }, status };
    await api.apply(resource, said, { subresource: 'status', force: true });
    return true;
  } catch (error) {
    // It went meanwhile: there is nobody to tell.
    if (error instanceof ClusterError && error.code === 'not-found') return true;
    if (!(error instanceof ClusterError)) throw error;
    failed(error);
    return false;
  }
}
