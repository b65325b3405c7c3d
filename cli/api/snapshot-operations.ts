import { failed, ok } from '../../csi/outcome.ts';
import type { ApiOutcome } from './api-outcome.ts';
import type { ApiPort } from './api-port.ts';
import { snapshotViewer } from './views/snapshot-view.ts';
import type { SnapshotView } from './views/snapshot-view.ts';
import { findSnapshot, findVolume } from './volume-operations.ts';

/** What POST /snapshots takes. */
export interface NewSnapshot {
  readonly name: string;
  readonly volume: string;
}

/** Errors: not-ready, not-found, and the driver's own. */
export async function createSnapshot(port: ApiPort, { name, volume }: NewSnapshot): Promise<ApiOutcome<SnapshotView>> {
  const before = port.snapshot();
  if (!before.active) return failed('not-ready', 'no configuration is active yet: push a revision that is valid');
  const source = findVolume(before, volume);
  if (source.kind === 'error') return source;
  const taken = await port.createSnapshot({ name, source: source.value.id });
  if (taken.kind === 'error') return taken;
  const now = port.snapshot();
  const snapshot = findSnapshot(now, name);
  return snapshot.kind === 'error' ? snapshot : ok(snapshotViewer(now)(snapshot.value));
}

/** Errors: not-found, and the driver's own. */
export async function deleteSnapshot(port: ApiPort, name: string): Promise<ApiOutcome<undefined>> {
  const snapshot = findSnapshot(port.snapshot(), name);
  return snapshot.kind === 'ok' ? port.deleteSnapshot(snapshot.value.id) : snapshot;
}
