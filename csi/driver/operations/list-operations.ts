import type { Volume } from '../../../core/model/volume.ts';
import type { DriverContext } from '../context.ts';
import { publicationsOf } from '../driver-state.ts';
import type { Attempt } from './attempts.ts';
import type { Operation, OperationStanding } from './operation.ts';
import { enclosuresOf, operationsUnderWay } from './under-way.ts';
import type { UnderWay } from './under-way.ts';

/** What is in flight or stuck, the longest first; where it is not known since when, before all others. */
export function listOperations(context: DriverContext): readonly Operation[] {
  const volumes = [...context.state.unfinished].flatMap((id) => context.state.volumes.get(id) ?? []);
  return volumes
    .flatMap((volume) =>
      operationsUnderWay(volume, publicationsOf(context.state, volume.id)).map((under) =>
        describe(context, volume, under),
      ),
    )
    .sort(bySince);
}

function describe({ attempts }: DriverContext, volume: Volume, under: UnderWay): Operation {
  return {
    id: under.id,
    kind: under.kind,
    volume: volume.id,
    volumeName: volume.name,
    node: 'publication' in under ? under.publication?.node : undefined,
    enclosures: under.kind === 'modify' ? [] : enclosuresOf(volume),
    since: under.since,
    standing: standingOf(attempts.of(under.id)),
  };
}

function standingOf(attempt: Attempt | undefined): OperationStanding {
  switch (attempt?.kind) {
    case undefined:
      return { kind: 'waiting' };
    case 'running':
      return { kind: 'running', step: attempt.step, attempts: attempt.count };
    case 'failed': {
      const nextAttempt = new Date(attempt.due).toISOString();
      return { kind: 'stuck', step: attempt.step, attempts: attempt.count, why: attempt.why, nextAttempt };
    }
  }
}

const bySince = (a: Operation, b: Operation): number => compare(a.since ?? '', b.since ?? '') || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
