import { describe, expect, it } from 'vitest';
import { marked } from './testing/marked.ts';
import { storageClass } from './testing/objects.ts';
import { told } from './testing/told.ts';
import { readConfiguration } from './index.ts';

const read = (text: string) => readConfiguration([{ path: 'f.yaml', text }]);

describe("an object of Kubernetes that was meant to be ours, and is nobody's by a slip:", () => {
  it.each([
    [
      'a driver that is misspelt',
      'csi.stowage.dev',
      '▸csi.stowage.de',
      'schema/wrong-value',
      'Did you mean csi.stowage.dev?',
    ],
    ['a field that is misspelt', 'provisioner', '▸provisoner', 'schema/unknown-field', 'Did you mean provisioner?'],
    [
      'a kind that is misspelt',
      'kind: StorageClass',
      'kind: ▸StorageClas',
      'schema/unknown-kind',
      'Did you mean StorageClass?',
    ],
  ])('%s', (_, right, wrong, code, help) => {
    const { text, place } = marked(storageClass('c').replace(right, wrong));
    const { findings } = read(text);
    const [line = ''] = place.split(':');
    expect(told(findings).map((found) => found.replace(/:\d+ /, ' '))).toEqual([`f.yaml:${line} ${code}`]);
    expect(findings[0]?.help).toBe(help);
  });

  it.each([
    ['a class of another driver', storageClass('c').replace('csi.stowage.dev', 'csi.trident.netapp.io')],
    [
      'a CSIDriver that is called so',
      'apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: { name: csi.stowage.dev }\n',
    ],
    [
      'a PersistentVolume',
      'apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: a }\nspec: { csi: { driver: csi.stowage.dev } }\n',
    ],
  ])('none is %s', (_, text) => {
    expect(told(read(text).findings)).toEqual([]);
  });
});

describe('an object as kubectl prints it', () => {
  const printed = storageClass('c').replace(
    '{ name: c }',
    '{ name: c, uid: 1-2, resourceVersion: "7", creationTimestamp: "2026-01-01T00:00:00Z", generation: 1, managedFields: [{}] }',
  );

  it('is the object that was declared', () => {
    const { findings, objects } = read(printed);
    expect(findings).toEqual([]);
    expect(objects.map(({ object }) => object.metadata)).toEqual([{ name: 'c' }]);
  });

  it('and may not have what nobody adds', () => {
    expect(told(read(printed.replace('uid:', 'uuid:')).findings)).toEqual(['f.yaml:3:22 schema/unknown-field']);
  });
});
