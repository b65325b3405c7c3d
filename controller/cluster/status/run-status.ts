import type { RevisionNumber } from '../../../core/model/ids.ts';
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
import { OWN_KINDS } from '../api/resource.ts';
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
  /** What went wrong otherwise, such as a store that did not answer; it is tried again. */
  readonly bug: (error: unknown) => void;
  /** Trouble with the API server, each time; it is tried again. */
  readonly failed: (error: ClusterError) => void;
}

const LOOK_MILLISECONDS = 1000;

/**
 * Keeps the status of our objects true where somebody else applies them, until the signal aborts: what the driver runs,
 * what waits, and what was refused and why. Everything else of them belongs to whoever applies them.
 */
export async function runStatus(options: StatusOptions): Promise<void> {
  const { store, live, latest, signal, pause, bug } = options;
  let told = '';
  const active = latestActive(options);
  const look = async (): Promise<void> => {
    const newest = (await listRevisions(store)).at(-1);
    const number = await activeRevision(store);
    const now = [number, newest?.at, newest?.status.kind, latest()?.commit, live.changes()].join(' ');
    if (now === told) return;
    const verdicts = { active: await active(number), latest: verdictOn(latest(), newest) };
    if (await tellAll(options, verdicts)) told = now;
  };
  while (!signal.aborted) {
    await look().catch(bug);
    await pause(LOOK_MILLISECONDS, signal);
  }
}

/** Digests of what the driver runs: worked out once for each revision. */
function latestActive({
  store,
  take,
  breathe,
}: StatusOptions): (number: RevisionNumber | undefined) => Promise<Verdicts['active']> {
  let last: { readonly number: RevisionNumber; readonly digests: Verdicts['active'] } | undefined;
  return async (number) => {
    if (number === undefined) return new Map();
    if (last?.number === number) return last.digests;
    const { objects } = await readConfiguration(store, number, take);
    const digests = new Map<string, string>();
    for (const object of objects) {
      await breathe();
      const member = memberOf({ ...object });
      if (member) digests.set(member.id, member.digest);
    }
    last = { number, digests };
    return digests;
  };
}

function verdictOn(latest: SourceTree | undefined, newest: ListedRevision | undefined): Verdict {
  if (!latest) return { kind: 'pending', why: 'it waits until the objects of its revision are all there' };
  if (newest?.status.kind === 'refused' && newest.commit === latest.commit) {
    return { kind: 'refused', findings: newest.status.findings };
  }
  return { kind: 'pending', why: 'it waits until its revision is whole, and checked' };
}

/** Whether all could be told. */
async function tellAll(options: StatusOptions, known: Verdicts): Promise<boolean> {
  const { live, now, breathe, stands, signal } = options;
  let all = true;
  for (const resource of OWN_KINDS) {
    for (const object of live.objects(resource)?.values() ?? []) {
      await breathe();
      // Whoever does not lead any more tells nothing.
      if (signal.aborted) return false;
      const member = memberOf(object);
      if (!member) continue;
      const standing = standingOf(member, known);
      const status = statusOf(standing, object, now());
      if (saysSo(status, object)) continue;
      const answer = await tell(options, { resource, object, status });
      // Others would fare no better.
      if (answer === 'away') return false;
      if (answer === 'told') stands(resource, object, standing);
      all &&= answer === 'told';
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
  { api, failed }: StatusOptions,
  { resource, object, status }: Telling,
): Promise<'told' | 'failed' | 'away'> {
  const { apiVersion, kind } = object;
  try {
    const said = { apiVersion, kind, metadata: { name: object.metadata.name }, status };
    await api.apply(resource, said, { subresource: 'status', force: true });
    return 'told';
  } catch (error) {
    // It went meanwhile: there is nobody to tell.
    if (error instanceof ClusterError && error.code === 'not-found') return 'told';
    if (!(error instanceof ClusterError)) throw error;
    failed(error);
    return error.code === 'unreachable' || error.code === 'unauthorized' ? 'away' : 'failed';
  }
}
