// @ts-check
import { compile } from 'json-schema-to-typescript';
import { format } from 'prettier';
import { notice, readKinds } from './schema-source.mjs';

const PATH = 'schemas/generated/types.ts';

/** The objects as they stand in files: closed types with the schemas' descriptions. */
export async function generate() {
  const kinds = await readKinds();
  const objects = kinds.map(({ kind, schema }) => ({ ...schema, title: `${kind}Object` }));
  const source = await compile(
    /** @type {import('json-schema').JSONSchema4} */ ({
      title: 'WireObject',
      description: 'An object as it stands in a file, checked against the schema of its kind.',
      anyOf: objects,
    }),
    'WireObject',
    { additionalProperties: false, ignoreMinAndMaxItems: true, format: false, bannerComment: notice('//') },
  );
  return new Map([
    [PATH, readonlyMembers(await format(source, { parser: 'typescript', printWidth: 120, singleQuote: true }))],
  ]);
}

/**
 * The same types with every member and array readonly: nobody changes what was read. Works on formatted text, where
 * each member has a line of its own, or each of its alternatives.
 *
 * @param {string} source
 */
function readonlyMembers(source) {
  return source
    .replace(/^( +)(['\w./-]+\??: )/gm, '$1readonly $2')
    .replace(/^( +)(\[k: string\]: )/gm, '$1readonly $2')
    .replace(/(: )([\w' |()]+)\[\]/g, '$1readonly $2[]')
    .replace(/(: )(\((?:\n +\| .*)+\n +\))\[\]/g, '$1readonly $2[]');
}
