// @ts-check
import { KEYWORDS, mapSchema } from '../../tools/generators/schema-source.mjs';

/** @typedef {import('../../tools/generators/schema-source.mjs').Schema} Schema */

/** Tell readers something, and values nothing. */
const MARKS = new Set(['$schema', '$comment']);

/**
 * Each thing in a schema of the suite that a CRD, and so a schema of ours, does not have.
 *
 * @param {unknown} schema
 * @returns {readonly string[]}
 */
export function strangeIn(schema) {
  if (typeof schema !== 'object' || schema === null) return ['a schema that is true or false'];
  if (Array.isArray(schema)) return ['items as a list'];
  const { type, properties, additionalProperties, items } = /** @type {Record<string, unknown>} */ (schema);
  return [
    ...Object.keys(schema).filter((keyword) => !KEYWORDS.has(keyword) && !MARKS.has(keyword)),
    ...(Array.isArray(type) ? ['type as a list'] : []),
    ...(properties !== undefined && additionalProperties !== undefined
      ? ['properties beside additionalProperties']
      : []),
    ...Object.values(properties ?? {}).flatMap(strangeIn),
    ...(additionalProperties === undefined ? [] : strangeIn(additionalProperties)),
    ...(items === undefined ? [] : strangeIn(items)),
  ];
}

/** @param {Schema} schema */
export const withoutMarks = (schema) =>
  /** @type {Schema} */ (Object.fromEntries(Object.entries(schema).filter(([keyword]) => !MARKS.has(keyword))));

/** What each keyword is about: values of another type it lets pass. @type {Readonly<Record<string, string>>} */
const ABOUT = {
  required: 'object',
  properties: 'object',
  additionalProperties: 'object',
  minProperties: 'object',
  maxProperties: 'object',
  items: 'array',
  minItems: 'array',
  maxItems: 'array',
  pattern: 'string',
  minLength: 'string',
  maxLength: 'string',
  minimum: 'number',
  maximum: 'number',
};

/**
 * The schema as a CRD has to write it: with the type that its keywords are about.
 *
 * @param {Schema} schema
 */
export const typed = (schema) =>
  mapSchema(schema, (each) => {
    const [type] = Object.keys(each).flatMap((keyword) => ABOUT[keyword] ?? []);
    return each.type !== undefined || type === undefined ? each : { ...each, type: /** @type {any} */ (type) };
  });

/**
 * Whether the value, and what is in it, has the types that the schema names. Nothing else of the schema is looked at.
 *
 * @param {Schema} schema
 * @param {any} value
 * @returns {boolean}
 */
export function hasTypes(schema, value) {
  if (schema.type !== undefined && !IS_TYPE[schema.type](value)) return false;
  if (Array.isArray(value)) return value.every((item) => schema.items === undefined || hasTypes(schema.items, item));
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => {
    const own = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    const of = own ?? schema.additionalProperties;
    return of === undefined || hasTypes(of, member);
  });
}

/** @type {Readonly<Record<string, (value: unknown) => boolean>>} */
const IS_TYPE = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};
