import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { DeclaredObject } from '../model/configuration.ts';
import type { Volume } from '../model/volume.ts';
import { planChange } from './plan-change.ts';

const object = (kind: string, name: string, rest: Readonly<Record<string, unknown>>): DeclaredObject => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind,
  metadata: { name },
  ...rest,
});

const drive = (id: string, state = 'enabled'): unknown => ({ id, mediaType: 'HDD', capacity: '1Ti', state });
const enclosure = (name: string, drives: readonly unknown[]): DeclaredObject =>
  object('Enclosure', name, { spec: { storageGroup: 'sg', drives } });
const backend = object('Backend', 'main', { spec: { composable: {} } });
const storageClass = (type: string): DeclaredObject => object('StorageClass', 'gold', { parameters: { type } });

const volumeOn = (enclosureName: string, driveId: string): Volume =>
  ({
    name: 'pvc-1',
    phase: { kind: 'ready' },
    size: gib(10),
    backend: 'main',
    layout: 'single',
    survives: [],
    encryption: undefined,
    legs: [{ drive: driveId, enclosure: enclosureName, extent: { start: 1, length: 11 } }],
  }) as unknown as Volume;

function shown(live: DeclaredObject[], desired: DeclaredObject[], volumes: Volume[] = []): string[] {
  const { steps, gates } = planChange({ live, desired, volumes });
  return [
    ...steps.map(({ action, kind, name, fields, impact }) => {
      const changes = fields.map(({ path, before, after }) => `${path}: ${before ?? ''}→${after ?? ''}`);
      return `${action} ${kind}/${name} ${changes.join('; ')} |${impact.volumes.join(',')}`;
    }),
    ...gates.map(({ severity, code, message }) => `${severity} ${code} ${message}`),
  ];
}

describe('planChange', () => {
  it('creates what things stand on first, and counts drives instead of listing them', () => {
    expect(shown([], [storageClass('hdd'), backend, enclosure('e1', [drive('a'), drive('b')])])).toEqual([
      'create Enclosure/e1 spec.drives: →2 drives: 2 HDD (2 TiB); spec.storageGroup: →"sg" |',
      'create Backend/main spec.composable: →{} |',
      'create StorageClass/gold parameters: →{"type":"hdd"} |',
    ]);
  });

  it('compares drives by identity, not by position or by the order of keys', () => {
    const live = [enclosure('e1', [drive('a'), drive('b')])];
    expect(shown(live, [enclosure('e1', [drive('b'), drive('a')])])).toEqual([]);
    expect(shown(live, [enclosure('e1', [drive('b', 'draining'), drive('a')])], [volumeOn('e1', 'a')])).toEqual([
      'update Enclosure/e1 spec.drives[b].state: "enabled"→"draining" |pvc-1',
      'error plan/holds-data backend main is no longer declared, but holds 1 volume (pvc-1; 10 GiB)',
    ]);
  });

  it('gates a backend that becomes one of another sort', () => {
    const nfs = object('Backend', 'main', { spec: { nfs: { servers: ['nas'], exportPath: '/e' } } });
    const boxes = [enclosure('e1', [drive('a')])];
    expect(shown([backend, ...boxes], [nfs, ...boxes], [volumeOn('e1', 'a')]).at(-1)).toBe(
      'error plan/holds-data backend main is no longer composable, but holds 1 volume (pvc-1; 10 GiB)',
    );
  });

  it('gates what would take data away', () => {
    const live = [backend, enclosure('e1', [drive('a'), drive('b')])];
    expect(shown(live, [backend], [volumeOn('e1', 'a')])).toEqual([
      'delete Enclosure/e1 spec.drives: 2 drives: 2 HDD (2 TiB)→; spec.storageGroup: "sg"→ |pvc-1',
      'error plan/holds-data 1 drive of enclosure e1 is no longer declared there, but holds legs of 1 volume (pvc-1; 10 GiB)',
    ]);
    expect(shown(live, [backend, enclosure('e1', [drive('a')])], [volumeOn('e1', 'a')])).toEqual([
      'update Enclosure/e1 spec.drives[b]: {"capacity":"1Ti","id":"b","mediaType":"HDD","state":"enabled"}→ |pvc-1',
    ]);
  });

  it('warns of parameters that Kubernetes will not take', () => {
    expect(shown([storageClass('hdd')], [storageClass('ssd')])).toEqual([
      'update StorageClass/gold parameters.type: "hdd"→"ssd" |',
      'warning plan/immutable parameters of StorageClass gold change, which Kubernetes does not do in place',
    ]);
  });
});
