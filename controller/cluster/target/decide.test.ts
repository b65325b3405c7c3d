import { describe, expect, it } from 'vitest';
import type { DeclaredObject } from '../../../core/model/configuration.ts';
import type { ClusterObject } from '../api/cluster-api.ts';
import { stepAway, stepTowards } from './decide.ts';
import { shownObject } from './shown-object.ts';
import type { ShownObject } from './shown-object.ts';

const UNUSED = { claims: 0, volumes: 0 };
const USED = { claims: 2, volumes: 1 };

function gold(fields: object = {}): ShownObject {
  const declared: DeclaredObject = {
    ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'gold' } },
    ...{ provisioner: 'csi.stowage.dev', parameters: { type: 'ssd' } },
    ...fields,
  };
  const shown = shownObject(declared);
  if (!shown) throw new Error('a StorageClass is shown');
  return shown;
}

/** As the API server keeps it: with what it fills in. */
function kept({ object }: ShownObject, metadata: object = {}): ClusterObject {
  const filledIn = { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' };
  return { ...filledIn, ...object, metadata: { ...object.metadata, uid: 'u', resourceVersion: '7', ...metadata } };
}

const withoutLabels = (live: ClusterObject, annotations: Readonly<Record<string, string>> = {}): ClusterObject => ({
  ...live,
  metadata: { ...live.metadata, labels: {}, annotations },
});

const HDD = { parameters: { type: 'hdd' } };

describe('what it takes for the cluster to show a class', () => {
  it.each<[string, ShownObject, ClusterObject | undefined, object, string]>([
    ['it is not there', gold(), undefined, UNUSED, 'apply'],
    ['it is there', gold(), kept(gold()), USED, 'none'],
    ['somebody changed what may change', gold(), { ...kept(gold()), allowVolumeExpansion: true }, USED, 'none'],
    ['what may change is declared otherwise', gold({ allowVolumeExpansion: true }), kept(gold()), USED, 'apply'],
    ['what may change is no longer declared', gold(), kept(gold({ allowVolumeExpansion: true })), USED, 'apply'],
    ['a label is gone', gold(), kept(gold(), { annotations: gold().object.metadata.annotations }), USED, 'none'],
    ['parameters differ, and nobody uses it', gold(HDD), kept(gold()), UNUSED, 'recreate'],
    ['parameters differ, and it is used', gold(HDD), kept(gold()), USED, 'held: RecreateNeedsConsent'],
    ['what is filled in is declared', gold({ reclaimPolicy: 'Delete' }), kept(gold()), USED, 'apply'],
    ['the reclaim policy differs', gold({ reclaimPolicy: 'Retain' }), kept(gold()), USED, 'held: RecreateNeedsConsent'],
    ['somebody else made it, the same', gold(), withoutLabels(kept(gold())), USED, 'none'],
    ['somebody else made it otherwise', gold(HDD), withoutLabels(kept(gold())), UNUSED, 'held: NotOurs'],
    [
      'somebody else made it otherwise, and hands it over',
      gold(HDD),
      withoutLabels(kept(gold()), { 'stowage.dev/adopt': 'true' }),
      UNUSED,
      'recreate',
    ],
    [
      'it is being deleted',
      gold(),
      kept(gold(), { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['theirs'] }),
      UNUSED,
      'held: BeingDeleted',
    ],
  ])('where %s', (_, wanted, live, use, expected) => {
    const step = stepTowards(wanted, live, use as typeof USED);
    expect(step.kind === 'held' ? `held: ${step.reason}` : step.kind).toBe(expected);
  });

  it('takes a consent that names what it is for, and no other', () => {
    const consented = (value: string): ClusterObject => {
      const live = kept(gold());
      const annotations = { ...live.metadata.annotations, 'stowage.dev/recreate': value };
      return { ...live, metadata: { ...live.metadata, annotations } };
    };
    const wanted = gold(HDD);
    expect(stepTowards(wanted, consented(wanted.digest), USED).kind).toBe('recreate');
    expect(stepTowards(wanted, consented(gold().digest), USED).kind).toBe('held');
    expect(stepTowards(wanted, consented('true'), USED).kind).toBe('held');
  });

  it('says who names it, and the command that consents', () => {
    const wanted = gold(HDD);
    expect(stepTowards(wanted, kept(gold()), USED)).toMatchObject({
      message: `parameters cannot be changed in place, and 2 claims and 1 volume name it. What exists stays as it is either way; to have it deleted and made anew: kubectl annotate storageclasses gold stowage.dev/recreate=${wanted.digest}`,
    });
  });
});

describe('what becomes of a class that is no longer declared', () => {
  it.each<[string, ClusterObject, object, string]>([
    ['that nobody uses', kept(gold()), UNUSED, 'delete'],
    [
      'that a claim names',
      kept(gold()),
      { claims: 1, volumes: 0 },
      'held: it is no longer declared, and 1 claim names it: it stays until none does',
    ],
    ['that somebody else made', withoutLabels(kept(gold())), UNUSED, 'none'],
    ['that goes already', kept(gold(), { deletionTimestamp: '2026-01-01T00:00:00Z' }), UNUSED, 'none'],
  ])('%s', (_, live, use, expected) => {
    const step = stepAway(live, use as typeof USED);
    expect(step.kind === 'held' ? `held: ${step.message}` : step.kind).toBe(expected);
  });
});
