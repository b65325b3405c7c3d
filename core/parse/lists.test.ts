import { describe, expect, it } from 'vitest';
import { placeText } from './sort-findings.ts';
import { readConfiguration } from './index.ts';

const LIST = `apiVersion: v1
kind: List
items:
  - apiVersion: stowage.dev/v1alpha1
    kind: Backend
    metadata: { name: main }
    spec: { composable: { storageGroups: [nowhere] } }
  - apiVersion: v1
    kind: ConfigMap
    metadata: { name: other }
  - apiVersion: v1
    kind: List
    items:
      - apiVersion: stowage.dev/v1alpha1
        kind: Backend
        metadata: { name: inner }
        spec: { composable: {}, colour: red }
`;

const read = (text: string) => {
  const { objects, findings, passedOver } = readConfiguration([{ path: 'f.yaml', text }]);
  return {
    objects: objects.map(({ object }) => object.metadata.name),
    findings: findings.map(({ place, code }) => `${place ? placeText(place) : '-'} ${code}`),
    passedOver: passedOver.map(({ kind, count }) => `${kind} ${String(count)}`),
  };
};

describe('a List', () => {
  it('is the objects in it, each found where it stands, one in another too', () => {
    expect(read(LIST)).toEqual({
      objects: ['main'],
      findings: ['f.yaml:17:33 schema/unknown-field'],
      passedOver: ['ConfigMap 1'],
    });
  });

  it('has what is wrong between objects told at the item', () => {
    expect(read(LIST.replace(', colour: red', '')).findings).toEqual(['f.yaml:7:43 reference/not-found']);
  });

  it('of one kind, whose items have no kind of their own, is passed over', () => {
    const pods = 'apiVersion: v1\nkind: PodList\nitems:\n  - metadata: { name: a }\n';
    expect(read(pods)).toEqual({ objects: [], findings: [], passedOver: ['PodList 1'] });
  });

  it('without items is nothing', () => {
    expect(read('apiVersion: v1\nkind: List\nitems: []\n')).toEqual({ objects: [], findings: [], passedOver: [] });
  });
});
