import { schemas } from '../../schemas/generated/schemas.ts';
import type { Schema, SchemaKind } from '../../schemas/generated/schemas.ts';
import { WEAR_CLASSES } from '../model/drive-class.ts';
import { TRANSPORTS } from '../model/inventory.ts';
import type { PlacementPolicy, PolicyScope } from '../model/policy.ts';
import { LAYOUTS } from '../model/volume.ts';
import { oneOf } from './cel/bounds.ts';
import { declareScope } from './cel/environment.ts';
import type { CheckedScope } from './cel/environment.ts';
import { declareParameters } from './cel/parameters.ts';
import { ALL_FUNCTIONS, STANDARD_FUNCTIONS } from './cel/functions/index.ts';
import { typeOfSchemas } from './cel/schema-types.ts';
import type { BoundedType, DeclaredType, ObjectType } from './cel/schema-types.ts';
import { CONFIG_NAMES, CONFIG_OBJECTS, READABLE_TYPES, REQUEST as REQUEST_FIELDS, typesOf } from './readable.ts';

/** What expressions of a policy may read. Conditions read less than validations, so that answers can be kept. */
export interface PolicyScopes {
  readonly conditions: CheckedScope;
  readonly validations: CheckedScope;
}

/**
 * Steps that one evaluation of a rule may take; half a million are some ten milliseconds, and less than a tenth of a
 * second whatever they are spent on. A request may be held against every
 * class of drives and against 64 candidate placements, so those rules get by with less.
 */
export const BUDGETS: Readonly<Record<PolicyScope, number>> = {
  Config: 500_000,
  Request: 500_000,
  Drive: 10_000,
  Placement: 250_000,
  Score: 250_000,
};

/**
 * Steps that one expression may take by estimate, over the largest input that the schemas admit. Estimates are far above
 * what rules take in practice: these bounds refuse walks inside walks, and {@link BUDGETS} ends what gets through.
 */
const COST_LIMITS: Readonly<Record<PolicyScope, number>> = {
  Config: 25_000_000,
  Request: 25_000_000,
  Drive: 1_000_000,
  Placement: 25_000_000,
  Score: 25_000_000,
};

/** What one expression may take: `limit` by estimate, `budget` when it runs. */
export interface StepBounds {
  readonly limit: number;
  readonly budget: number;
}

export const stepBoundsOf = (scope: PolicyScope): StepBounds => ({ limit: COST_LIMITS[scope], budget: BUDGETS[scope] });

/** The scopes of policies, by scope and, for Config, the kinds that the rules run on. */
export function createScopes(): (scope: PolicyScope, kinds: readonly string[]) => PolicyScopes {
  const request = declareScope({ request: REQUEST }, STANDARD_FUNCTIONS);
  const drive = declareScope({ drive: DRIVE }, STANDARD_FUNCTIONS);
  const placement = declareScope({ placement: PLACEMENT, request: REQUEST }, ALL_FUNCTIONS);
  const config = new Map<string, CheckedScope>();
  return (scope, kinds) => {
    switch (scope) {
      case 'Config': {
        const key = [...kinds].sort().join(' ');
        const known = config.get(key) ?? configScope(kinds);
        config.set(key, known);
        return { conditions: known, validations: known };
      }
      case 'Request':
        return { conditions: request, validations: request };
      case 'Drive':
        return { conditions: request, validations: drive };
      case 'Placement':
      case 'Score':
        return { conditions: request, validations: placement };
    }
  };
}

/** The scope of one policy: its parameters can be read, and what its version of Kubernetes lacks cannot be called. */
export function narrowedTo({ parameters, kubernetesMinor }: PlacementPolicy, scope: CheckedScope): CheckedScope {
  const declared = declareParameters(scope, parameters);
  return kubernetesMinor === undefined ? declared : { ...declared, options: { ...declared.options, kubernetesMinor } };
}

function configScope(kinds: readonly string[]): CheckedScope {
  const object = typeOfKinds(kinds);
  return declareScope({ object, oldObject: object, config: CONFIG }, STANDARD_FUNCTIONS);
}

const isKind = (kind: string): kind is SchemaKind => kind in schemas;

/** No kinds means any. */
function typeOfKinds(kinds: readonly string[]): DeclaredType {
  const known = kinds.length === 0 ? Object.values(schemas) : kinds.filter(isKind).map((kind) => schemas[kind]);
  return typeOfSchemas(known, kinds.length === 1 ? (kinds[0] ?? 'Object') : 'Object');
}

const classParameters: Schema | undefined = schemas.StorageClass.properties?.['parameters'];

const PARAMETERS: DeclaredType = typeOfSchemas(classParameters ? [classParameters] : [], 'Parameters');

/** Class parameters as their schema fills them in. */
export const PARAMETER_DEFAULTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(classParameters?.properties ?? {}).flatMap(([name, { default: value }]) =>
    typeof value === 'string' ? [[name, value]] : [],
  ),
);

const objectType = (name: string, fields: ObjectType['fields'], ...below: readonly DeclaredType[]): DeclaredType => ({
  name,
  objects: [...below.flatMap(({ objects }) => objects), { name, fields }],
});

const REQUEST = objectType(
  'Request',
  typesOf(REQUEST_FIELDS),
  PARAMETERS,
  ...Object.entries(READABLE_TYPES).map(([name, fields]) => objectType(name, typesOf(fields))),
);

const word = (words: readonly string[] = []): BoundedType => ({ type: 'string', bounds: oneOf(words) });

const declaredDrive = schemas.Enclosure.properties?.['spec']?.properties?.['drives']?.items?.properties;

/** Words and sizes are those that the schema of an Enclosure admits. */
const DRIVE_FIELDS = {
  mediaType: word(declaredDrive?.['mediaType']?.enum),
  protocol: word(declaredDrive?.['protocol']?.enum),
  rotationSpeedRPM: 'int',
  capacityGiB: 'int',
  tags: { type: 'list<string>', bounds: { length: 32, inside: { length: 63 } } },
  state: word(declaredDrive?.['state']?.enum),
  enclosure: 'string',
  storageGroup: 'string',
  domains: { type: 'map<string, string>', bounds: { length: 16, inside: { length: 253 } } },
  bandwidthDomain: 'string',
  transports: { type: 'list<string>', bounds: { length: TRANSPORTS.length, inside: oneOf(TRANSPORTS) } },
  wearClass: word(WEAR_CLASSES),
} as const;

/** The fields of a leg that every drive of its class has alike. */
export const DRIVE_FIELD_NAMES: ReadonlySet<string> = new Set(Object.keys(DRIVE_FIELDS));

const DRIVE = objectType('Drive', DRIVE_FIELDS);

const LEG = objectType('Leg', {
  ...DRIVE_FIELDS,
  driveId: 'string',
  extentGiB: 'int',
  strandedGiB: 'int',
  leftGiB: 'int',
});

/** The most that raidMaxDrives may be. */
const MOST_LEGS = 128;

/** A leg first, then the placement. */
export const PLACEMENT = objectType(
  'Placement',
  {
    backend: 'string',
    pools: 'list<string>',
    layout: word(LAYOUTS),
    sizeGiB: 'int',
    legs: { type: `list<${LEG.name}>`, bounds: { length: MOST_LEGS } },
    pairs: `list<list<${LEG.name}>>`,
    survived: 'list<string>',
    strandedGiB: 'int',
    leftGiB: 'int',
  },
  LEG,
);

/** Lists of whole objects by kind, sorted by name. */
const OBJECTS = objectsByKind();

function objectsByKind(): DeclaredType {
  const types = Object.entries(schemas).map(([kind, schema]) => [kind, typeOfSchemas([schema], kind)] as const);
  // There is one Topology at most: another is refused.
  const lists = Object.fromEntries(
    types.map(([kind, { name }]) => [
      kind,
      { type: `list<${name}>`, bounds: kind === 'Topology' ? { length: 1 } : undefined },
    ]),
  );
  return objectType(CONFIG_OBJECTS.type, lists, ...types.map(([, type]) => type));
}

const CONFIG = objectType('Config', { ...typesOf(CONFIG_NAMES), objects: CONFIG_OBJECTS.type }, OBJECTS);
