// @ts-check
/**
 * What a schema leaves untold that people look for: what each field is, its unit, an example, and what leaving it out
 * means. The reference pages and the editors show nothing but the schemas' own words.
 */

/** @typedef {import('./schema-source.mjs').Schema} Schema */

const UNIT = /Unit: [^.]+\.$/;
const LEFT_OUT = /\bleft out\b/i;
/** `7200`, `64Ti`: a number, though Kubernetes takes it as a string. */
const NUMBER = /^[0-9]+(\.[0-9]+)?[A-Za-z]{0,2}$/;

/**
 * One line for each thing untold, with the path of the field.
 *
 * @param {Schema} schema
 * @returns {string[]}
 */
export const findUntold = (schema) => [
  ...(schema.description ? [] : ['the kind has no description']),
  ...untoldBelow(schema, ''),
];

/**
 * @param {Schema} schema
 * @param {string} prefix
 * @returns {string[]}
 */
function untoldBelow(schema, prefix) {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const required = schema.required?.includes(name) ?? false;
    const items = field.items;
    const item = items?.properties ? `${path}[]` : path;
    return [
      ...untoldOf(field, required).map((what) => `${path} ${what}`),
      ...(items?.properties && !items.description ? [`${item} has no description`] : []),
      ...untoldBelow(items ?? field, items ? `${path}[]` : path),
    ];
  });
}

/**
 * @param {Schema} field
 * @param {boolean} required
 */
function untoldOf(field, required) {
  const { description = '' } = field;
  const untold = [];
  if (description === '') untold.push('has no description');
  if (!hasExample(field)) untold.push('has no example');
  if (isNumber(field) && !UNIT.test(description)) untold.push('is a number without "Unit: …." at its end');
  if (!required && field.default === undefined && !LEFT_OUT.test(description)) {
    untold.push('is optional and does not say what it means when it is left out');
  }
  return untold;
}

/** Allowed values and fields of its own are examples enough. @param {Schema} field */
const hasExample = ({ example, default: fallback, enum: allowed, properties, items }) =>
  [example, fallback, allowed, properties, items?.properties].some((told) => told !== undefined);

/** @param {Schema} field */
function isNumber({ type, enum: allowed, example, default: fallback }) {
  const shown = example ?? fallback;
  return type === 'integer' || (type === 'string' && !allowed && typeof shown === 'string' && NUMBER.test(shown));
}
