import { describe, expect, it } from 'vitest';
import { CONTROLLER_ACCESS, FLUX_ACCESS, MARKER_ACCESS, SECRET_ACCESS } from './access.ts';
import type { Access, Verb } from './access.ts';

const EVERY_ACCESS = [...CONTROLLER_ACCESS, ...MARKER_ACCESS, ...SECRET_ACCESS, ...FLUX_ACCESS];

const granting = (verb: Verb, access: readonly Access[] = EVERY_ACCESS): readonly string[] =>
  access
    .filter(({ verbs }) => verbs.includes(verb))
    .map(({ resource: { plural }, subresource }) => (subresource === undefined ? plural : `${plural}/${subresource}`))
    .sort();

const DECLARED = [
  ...['backends', 'enclosures', 'placementpolicies', 'policybindings', 'policyexceptions', 'policytests'],
  'topologies',
];
const CLASSES = ['storageclasses', 'volumeattributesclasses', 'volumesnapshotclasses'];

describe('what the controller may ask', () => {
  it.each<[string, Verb, readonly string[]]>([
    [
      'is one object by its name, where that is asked for while it is not followed or not told of yet',
      'get',
      [
        ...['persistentvolumeclaims', 'namespaces', 'storageclasses', 'secrets', 'configmaps'],
        ...['gitrepositories', 'ocirepositories', 'buckets', 'externalartifacts'],
      ],
    ],
    [
      'is all of what it follows',
      'watch',
      [
        ...[...DECLARED, ...CLASSES, 'csidrivers', 'persistentvolumes', 'persistentvolumeclaims', 'pods'],
        ...['namespaces', 'nodes', 'volumeattachments', 'secrets'],
      ],
    ],
    ['is made by it: what is shown, and events', 'create', [...DECLARED, ...CLASSES, 'csidrivers', 'events']],
    [
      'is changed by it: the same, and what status says',
      'patch',
      [...DECLARED, ...DECLARED.map((plural) => `${plural}/status`), ...CLASSES, 'csidrivers', 'events'],
    ],
    ['is taken away by it: what it shows, but no CSIDriver', 'delete', [...DECLARED, ...CLASSES]],
  ])('%s', (_, verb, expected) => {
    expect(granting(verb)).toEqual([...expected].sort());
  });

  it('is listed where it is watched: a watch goes on from a list', () => {
    expect(granting('list')).toEqual(granting('watch'));
  });

  it('has a reason each', () => {
    expect(EVERY_ACCESS.filter(({ why }) => why.length < 10)).toEqual([]);
  });
});
