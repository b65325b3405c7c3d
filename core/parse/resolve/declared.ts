import type { DeclaredObject } from '../../model/configuration.ts';
import type {
  BackendObject,
  EnclosureObject,
  PlacementPolicyObject,
  PolicyBindingObject,
  PolicyExceptionObject,
  PolicyTestObject,
  StorageClassObject,
  TopologyObject,
  VolumeAttributesClassObject,
  VolumeSnapshotClassObject,
  WireObject,
} from '../../../schemas/generated/types.ts';
import { compareText } from '../compare-text.ts';
import type { ObjectAddress } from './object-problem.ts';
import type { Path } from '../yaml/positions.ts';

/** An object and its index in the list that is resolved. */
export interface Declared<Wire extends WireObject> {
  readonly object: number;
  readonly wire: Wire;
}

export interface DeclaredByKind {
  readonly backends: Declared<BackendObject>[];
  readonly enclosures: Declared<EnclosureObject>[];
  readonly topologies: Declared<TopologyObject>[];
  readonly classes: Declared<StorageClassObject>[];
  readonly snapshotClasses: Declared<VolumeSnapshotClassObject>[];
  readonly attributesClasses: Declared<VolumeAttributesClassObject>[];
  readonly policies: Declared<PlacementPolicyObject>[];
  readonly policyBindings: Declared<PolicyBindingObject>[];
  readonly policyExceptions: Declared<PolicyExceptionObject>[];
  readonly policyTests: Declared<PolicyTestObject>[];
}

/** The objects by kind, each list sorted by name; those of one name in the order given. */
export function sortObjects(objects: readonly DeclaredObject[]): DeclaredByKind {
  const sorted: DeclaredByKind = {
    backends: [],
    enclosures: [],
    topologies: [],
    classes: [],
    snapshotClasses: [],
    attributesClasses: [],
    policies: [],
    policyBindings: [],
    policyExceptions: [],
    policyTests: [],
  };
  // Objects were checked against the schema of their kind, so each has that kind's shape.
  for (const [object, wire] of (objects as readonly unknown[] as readonly WireObject[]).entries()) {
    switch (wire.kind) {
      case 'Backend':
        sorted.backends.push({ object, wire });
        break;
      case 'Enclosure':
        sorted.enclosures.push({ object, wire });
        break;
      case 'Topology':
        sorted.topologies.push({ object, wire });
        break;
      case 'StorageClass':
        sorted.classes.push({ object, wire });
        break;
      case 'PlacementPolicy':
        sorted.policies.push({ object, wire });
        break;
      case 'PolicyBinding':
        sorted.policyBindings.push({ object, wire });
        break;
      case 'PolicyException':
        sorted.policyExceptions.push({ object, wire });
        break;
      case 'PolicyTest':
        sorted.policyTests.push({ object, wire });
        break;
      case 'VolumeSnapshotClass':
        sorted.snapshotClasses.push({ object, wire });
        break;
      case 'VolumeAttributesClass':
        sorted.attributesClasses.push({ object, wire });
        break;
    }
  }
  for (const list of Object.values(sorted) as Declared<WireObject>[][]) list.sort(byName);
  return sorted;
}

const byName = (a: Declared<WireObject>, b: Declared<WireObject>): number => compareText(nameOf(a), nameOf(b));

export const nameOf = (declared: Declared<WireObject>): string => declared.wire.metadata.name;

/** The address of a value of the object. */
export const at = (declared: Declared<WireObject>, ...path: Path): ObjectAddress => ({ object: declared.object, path });
