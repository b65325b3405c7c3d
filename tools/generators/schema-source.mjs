// @ts-check
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findUntold } from './told-fields.mjs';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The part of JSON Schema that a CustomResourceDefinition takes.
 *
 * @typedef {{
 *   title?: string,
 *   description?: string,
 *   type: 'object' | 'array' | 'string' | 'integer' | 'boolean',
 *   required?: string[],
 *   properties?: Record<string, Schema>,
 *   additionalProperties?: Schema,
 *   items?: Schema,
 *   enum?: string[],
 *   pattern?: string,
 *   default?: unknown,
 *   example?: unknown,
 *   minimum?: number,
 *   maximum?: number,
 *   minLength?: number,
 *   maxLength?: number,
 *   minItems?: number,
 *   maxItems?: number,
 *   minProperties?: number,
 *   maxProperties?: number,
 * }} PlainSchema
 *
 * What only a cluster reads: rules between fields, how lists are merged, and what is not pruned.
 *
 * @typedef {{
 *   'x-kubernetes-validations'?: { rule: string, message: string, fieldPath?: string }[],
 *   'x-kubernetes-list-type'?: 'set' | 'map',
 *   'x-kubernetes-list-map-keys'?: string[],
 *   'x-kubernetes-preserve-unknown-fields'?: true,
 * }} ClusterWords
 *
 * @typedef {PlainSchema & ClusterWords} Schema
 */

/**
 * `clusterSchema` is the schema with what only a cluster reads.
 *
 * @typedef {{ readonly kind: string, readonly file: string, readonly schema: Schema, readonly clusterSchema: Schema }} Kind
 */

const FOR_CLUSTERS = 'x-kubernetes-';

export const KEYWORDS = new Set(
  [
    ['title', 'description', 'type', 'required', 'properties', 'additionalProperties', 'items', 'enum', 'pattern'],
    ['default', 'example', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
    ['minProperties', 'maxProperties'],
    ['validations', 'list-type', 'list-map-keys', 'preserve-unknown-fields'].map((word) => FOR_CLUSTERS + word),
  ].flat(),
);

/**
 * Every kind that can be declared, sorted by name, with the metadata that all of them share.
 * The kind is the schema's title, in lower case its file's name.
 *
 * @returns {Promise<readonly Kind[]>}
 */
export async function readKinds() {
  const metadata = await readSchema('schemas/shared/metadata.json');
  const names = (await readdir(join(repositoryRoot, 'schemas'))).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const schema = await readSchema(`schemas/${name}`);
      const kind = schema.title ?? '';
      if (kind.toLowerCase() !== basename(name, '.json')) throw new Error(`schemas/${name}: the title is "${kind}"`);
      const clusterSchema = { ...schema, properties: { ...schema.properties, metadata } };
      const untold = findUntold(clusterSchema);
      if (untold.length > 0) throw new Error(untold.map((what) => `schemas/${name}: ${what}`).join('\n'));
      const plain = mapSchema(clusterSchema, withoutClusterWords);
      // One and the same object for all kinds, so that it becomes one type.
      return { kind, file: name, schema: { ...plain, properties: { ...plain.properties, metadata } }, clusterSchema };
    }),
  );
}

/**
 * @param {string} path
 * @returns {Promise<Schema>}
 */
async function readSchema(path) {
  const schema = JSON.parse(await readFile(join(repositoryRoot, path), 'utf8'));
  assertDialect(schema, path);
  return schema;
}

/**
 * Throws where a schema leaves the dialect.
 *
 * @param {Schema} schema
 * @param {string} at
 */
function assertDialect(schema, at) {
  for (const keyword of Object.keys(schema)) {
    if (!KEYWORDS.has(keyword)) throw new Error(`${at}: a CRD takes no "${keyword}"`);
  }
  if (schema.properties && schema.additionalProperties) throw new Error(`${at}: properties or additionalProperties`);
  for (const [name, member] of Object.entries(schema.properties ?? {})) assertDialect(member, `${at}#${name}`);
  for (const inner of [schema.items, schema.additionalProperties]) if (inner) assertDialect(inner, `${at}[]`);
}

/** @param {Schema} schema */
const withoutClusterWords = (schema) =>
  /** @type {Schema} */ (Object.fromEntries(Object.entries(schema).filter(([word]) => !word.startsWith(FOR_CLUSTERS))));

/**
 * The schema with every object replaced by what `change` makes of it, innermost first.
 *
 * @param {Schema} schema
 * @param {(schema: Schema) => Schema} change
 * @returns {Schema}
 */
export function mapSchema(schema, change) {
  const inner = { ...schema };
  if (schema.properties) {
    inner.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, member]) => [name, mapSchema(member, change)]),
    );
  }
  if (schema.items) inner.items = mapSchema(schema.items, change);
  if (schema.additionalProperties) inner.additionalProperties = mapSchema(schema.additionalProperties, change);
  return change(inner);
}

/** The first lines of a generated file in a language whose comments start so. @param {string} comment */
export const notice = (comment) => `${comment} Written by tools/generate.mjs from schemas/. Do not edit.\n`;
