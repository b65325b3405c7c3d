import { describe, expect, it } from 'vitest';
import { claim, ownedBy, persistentVolume, pod, usesClaim } from '../testing/objects.ts';
import { keptClaim, keptPod, keptVolume } from './kept.ts';

const PROVISIONER = 'volume.kubernetes.io/storage-provisioner';

describe('what is kept of objects', () => {
  it.each([
    ['ours', { [PROVISIONER]: 'csi.stowage.dev' }, true],
    ["another driver's", { [PROVISIONER]: 'ebs.csi.aws.com' }, false],
    ["another driver's, of an older Kubernetes", { 'volume.beta.kubernetes.io/storage-provisioner': 'x' }, false],
    ['bound by hand', {}, true],
  ])('a claim that is %s', (_, annotations, isKept) => {
    expect(keptClaim(claim({ name: 'data' }, { annotations })) !== undefined).toBe(isKept);
  });

  it.each([
    ['a PersistentVolume of another driver', { driver: 'ebs.csi.aws.com' }, undefined],
    ['one that no claim is bound to', {}, { handle: 'v', claim: undefined }],
    ['one that is bound', { claimRef: { namespace: 'shop', name: 'a', uid: 'u' } }, { claim: { uid: 'u' } }],
  ])('%s', (_, more, kept) => {
    const found = keptVolume(persistentVolume('pv', 'v', more));
    if (kept === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(kept);
  });

  it.each([
    ['without volumes', [], undefined],
    ['with an empty folder alone', [{ name: 'tmp', emptyDir: {} }], undefined],
    ['with a claim', [usesClaim('data-0')], ['data-0']],
    ['with a claim of its own, which is called by both', [{ name: 'scratch', ephemeral: {} }], ['db-0-scratch']],
    ['with nonsense', ['x', null, { persistentVolumeClaim: 3 }], undefined],
  ])('a pod %s', (_, volumes, claims) => {
    expect(keptPod(pod({ name: 'db-0' }, volumes as readonly object[]))?.claims).toEqual(claims);
  });

  it.each([
    ['of a StatefulSet says which it is', 'db-3', 'StatefulSet', {}, { kind: 'StatefulSet', name: 'db', ordinal: 3 }],
    [
      'of one that says it by its label',
      'db-x',
      'StatefulSet',
      { 'apps.kubernetes.io/pod-index': '7' },
      { kind: 'StatefulSet', name: 'db', ordinal: 7 },
    ],
    ['of anything else says what it is of', 'db-3', 'ReplicaSet', {}, { kind: 'ReplicaSet', name: 'db' }],
  ])('a pod %s', (_, name, kind, labels, owner) => {
    const metadata = { labels, ...ownedBy(kind, 'db') };
    expect(keptPod(pod({ name }, [usesClaim('d')], { metadata }))?.owner).toEqual(owner);
  });
});
