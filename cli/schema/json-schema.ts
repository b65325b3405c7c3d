import { DRIVER_NAME } from '../../core/model/class.ts';
import { KNOWN_KINDS, OWN_GROUP } from '../../core/parse/known-kinds.ts';
import type { KnownKind } from '../../core/parse/known-kinds.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import type { Schema, SchemaKind } from '../../schemas/generated/schemas.ts';

/** JSON Schema as editors take it: draft 7. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** Parameters among which sidecars of Kubernetes put keys of their own. */
const WITH_SIDECAR_KEYS = new Set(['ClassParameterStrings', 'SnapshotParameterStrings']);
const SIDECAR_KEYS = { '^csi\\.storage\\.k8s\\.io/': { type: 'string' } };

/** The schema of one kind: closed, so that an editor marks what is misspelt. */
export const schemaOfKind = (kind: SchemaKind): JsonSchema => ({ $schema: DRAFT, ...closed(schemas[kind]) });

/**
 * One schema for files of any kinds: each object is held to that of its own kind, and other people's objects to none.
 * A List holds objects.
 */
export function schemaOfAllKinds(): JsonSchema {
  return {
    $schema: DRAFT,
    title: 'Stowage',
    description: 'What a configuration repository declares, beside objects of other people.',
    properties: {
      apiVersion: suggested([...new Set(KNOWN_KINDS.flatMap(({ versions }) => versions))]),
      kind: suggested(KNOWN_KINDS.map(({ kind }) => kind)),
    },
    allOf: [
      ...KNOWN_KINDS.map((known) => ({
        if: isOfKind(known),
        then: { $ref: `#/definitions/${known.kind}` },
      })),
      { if: hasGroup(OWN_GROUP), then: { properties: { kind: { enum: ownKinds() } } } },
      {
        if: {
          type: 'object',
          properties: { kind: { pattern: 'List$' }, items: { type: 'array' } },
          required: ['kind', 'items'],
        },
        then: { properties: { items: { items: { $ref: '#' } } } },
      },
    ],
    definitions: Object.fromEntries(KNOWN_KINDS.map(({ kind }) => [kind, closed(schemas[kind])])),
  };
}

const ownKinds = (): readonly string[] =>
  KNOWN_KINDS.filter(({ group }) => group === OWN_GROUP).map(({ kind }) => kind);

/** Offered by an editor, and any other word is right as well. */
const suggested = (words: readonly string[]): JsonSchema => ({ anyOf: [{ enum: words }, { type: 'string' }] });

const hasGroup = (group: string): JsonSchema => ({
  type: 'object',
  properties: { apiVersion: { type: 'string', pattern: `^${group.replaceAll('.', '\\.')}/` } },
  required: ['apiVersion'],
});

function isOfKind({ kind, group, driverField }: KnownKind): JsonSchema {
  const driver = driverField === undefined ? {} : { [driverField]: { const: DRIVER_NAME } };
  return {
    allOf: [
      hasGroup(group),
      { properties: { kind: { const: kind }, ...driver }, required: ['kind', ...Object.keys(driver)] },
    ],
  };
}

function closed({ properties, additionalProperties, items, example, ...schema }: Schema): JsonSchema {
  return {
    ...schema,
    ...(example === undefined ? {} : { examples: [example] }),
    ...(properties ? { properties: eachClosed(properties), additionalProperties: false } : {}),
    ...(WITH_SIDECAR_KEYS.has(schema.title ?? '') ? { patternProperties: SIDECAR_KEYS } : {}),
    ...(additionalProperties ? { additionalProperties: closed(additionalProperties) } : {}),
    ...(items ? { items: closed(items) } : {}),
  };
}

const eachClosed = (properties: Readonly<Record<string, Schema>>): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, closed(field)]));
