// @ts-check
import { dump } from 'js-yaml';

/**
 * @typedef {{
 *   readonly type?: string,
 *   readonly description?: string,
 *   readonly default?: unknown,
 *   readonly properties?: Readonly<Record<string, ValueSchema>>,
 * }} ValueSchema
 */

const NOTICE = '# Written by tools/generate.mjs from values.schema.json. Do not edit.\n';
const WIDTH = 120;

/** The default of each value, below what the schema says of it. Throws where it says nothing. @param {ValueSchema} schema */
export const valuesYaml = ({ properties = {} }) =>
  NOTICE +
  Object.entries(properties)
    .filter(([, value]) => value.properties ?? 'default' in value)
    .map(([name, value]) => `\n${entry(name, value, '')}`)
    .join('');

/**
 * @param {string} name
 * @param {ValueSchema} value
 * @param {string} indent
 * @returns {string}
 */
function entry(name, { description, properties, default: fallback }, indent) {
  if (!description) throw new Error(`values.schema.json: ${name} has no description`);
  const comment = wrapped(description, WIDTH - indent.length - 2).map((line) => `${indent}# ${line}\n`);
  if (properties) {
    const members = Object.entries(properties).map(([inner, value]) => entry(inner, value, `${indent}  `));
    return `${comment.join('')}${indent}${name}:\n${members.join('')}`;
  }
  if (fallback === undefined) throw new Error(`values.schema.json: ${name} has no default`);
  const text = dump({ [name]: fallback }, { lineWidth: -1, quotingType: "'" });
  return comment.join('') + text.replace(/^(?=.)/gm, indent);
}

/**
 * @param {string} text
 * @param {number} width
 */
function wrapped(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
