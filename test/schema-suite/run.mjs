// @ts-check
// The official JSON-Schema-Test-Suite through the way that makes our validators: ajv's standalone code, bundled.
// Each schema is compiled as it is written, and as a CRD has to write it: with types, under the strict mode of ours.
import { readdir, readFile } from 'node:fs/promises';
import { mapSchema, readKinds } from '../../tools/generators/schema-source.mjs';
import { compile } from '../../tools/generators/validators.mjs';
import { hasTypes, strangeIn, typed, withoutMarks } from './dialect.mjs';
import { KNOWN_FAILURES } from './known-failures.mjs';
import { tallyOf } from './tally.mjs';

/**
 * @typedef {import('./dialect.mjs').Schema} Schema
 * @typedef {{ readonly description: string, readonly data: unknown, readonly valid: boolean }} Case
 * @typedef {{ readonly description: string, readonly schema: Schema, readonly tests: readonly Case[] }} Group
 * @typedef {{ readonly name: string, readonly right: boolean }} Outcome
 */

const CASES = new URL('cases/', import.meta.url);
const DRAFTS = ['draft7', 'draft2020-12'];

async function main() {
  const tally = tallyOf(KNOWN_FAILURES);
  for (const draft of DRAFTS) {
    for (const { keyword, group } of await groupsOf(draft)) {
      const strange = new Set(strangeIn(group.schema));
      if (strange.size > 0) tally.outside(group.tests.length, strange);
      else for await (const outcome of runGroup(`${draft} ${keyword}`, group)) tally.add(outcome);
    }
  }
  const taken = await fieldsOfEveryObject();
  tally.add({
    name: `no field is called as one that every object has: ${taken.join(', ')}`,
    right: taken.length === 0,
  });
  return tally.report();
}

/**
 * @param {string} draft
 * @returns {Promise<readonly { readonly keyword: string, readonly group: Group }[]>}
 */
async function groupsOf(draft) {
  const folder = new URL(`${draft}/`, CASES);
  const files = (await readdir(folder)).sort();
  const read = files.map(async (file) => {
    /** @type {readonly Group[]} */
    const groups = JSON.parse(await readFile(new URL(file, folder), 'utf8'));
    return groups.map((group) => ({ keyword: file.replace('.json', ''), group }));
  });
  return (await Promise.all(read)).flat();
}

/**
 * @param {string} where
 * @param {Group} group
 * @returns {AsyncGenerator<Outcome>}
 */
async function* runGroup(where, { description, schema, tests }) {
  const written = withoutMarks(schema);
  const inCrd = typed(written);
  const asWritten = await validatorOf(written, { strict: false });
  const asInCrd = await validatorOf(inCrd, { strictRequired: false }); // The suite requires fields that it does not declare.
  for (const { description: what, data, valid } of tests) {
    const name = `${where}: ${description}: ${what}`;
    yield { name, right: asWritten(data) === valid };
    yield { name: `${name} (typed)`, right: asInCrd(data) === (valid && hasTypes(inCrd, data)) };
  }
}

/**
 * A schema that cannot be compiled has no answer, which is never the right one.
 *
 * @param {Schema} schema
 * @param {import('ajv').Options} options
 * @returns {Promise<(value: unknown) => boolean | undefined>}
 */
async function validatorOf(schema, options) {
  try {
    const source = await compile([{ kind: 'Case', schema }], options);
    const { validateCase } = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
    return validateCase;
  } catch (error) {
    console.log(`${JSON.stringify(schema)} cannot be compiled: ${String(error)}`);
    return () => undefined;
  }
}

/** What our schemas declare or require that is there in each object of JavaScript. */
async function fieldsOfEveryObject() {
  const names = /** @type {string[]} */ ([]);
  for (const { schema } of await readKinds()) {
    mapSchema(schema, (each) => {
      names.push(...Object.keys(each.properties ?? {}), ...(each.required ?? []));
      return each;
    });
  }
  return names.filter((name) => name in Object.prototype);
}

process.exitCode = await main();
