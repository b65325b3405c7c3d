// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readKinds, repositoryRoot } from './schema-source.mjs';

const FOLDER = 'docs/reference';
const NOTICE = '<!-- Written by tools/generate.mjs from schemas/. Do not edit. -->\n';

/** @typedef {import('./schema-source.mjs').Schema} Schema */
/** @typedef {{ path: string, required: boolean, schema: Schema }} Field */

/** A page per kind, example first, and the list of them. */
export async function generate() {
  const kinds = await readKinds();
  const pages = await Promise.all(
    kinds.map(async ({ kind, schema, clusterSchema }) => {
      const example = await readFile(join(repositoryRoot, `schemas/examples/${kind.toLowerCase()}.yaml`), 'utf8');
      return /** @type {[string, string]} */ ([
        `${FOLDER}/${kind.toLowerCase()}.md`,
        page(kind, { schema, clusterSchema, example }),
      ]);
    }),
  );
  return new Map([...pages, [`${FOLDER}/README.md`, index(kinds)]]);
}

/** @param {readonly import('./schema-source.mjs').Kind[]} kinds */
function index(kinds) {
  const rows = kinds.map(({ kind, schema }) => row([`[${kind}](${kind.toLowerCase()}.md)`, cell(schema.description)]));
  const intro =
    'What may be declared. The schemas lie in `schemas/`, the manifests for Kubernetes in `schemas/generated/crds/`; `stowage schema` prints both, and with `--editor` has an editor check and complete. What is wrong with a declaration is told as a [finding](findings/README.md). What rules can call is [listed](cel.md).';
  return [NOTICE, '# Reference\n', `${intro}\n`, row(['kind', 'says']), row(['---', '---']), ...rows, ''].join('\n');
}

/**
 * @param {string} kind
 * @param {{ schema: Schema, clusterSchema: Schema, example: string }} sources
 */
function page(kind, { schema, clusterSchema, example }) {
  const rows = fields(schema, '').map(({ path, required, schema: field }) =>
    row([`\`${path}\``, type(field), unit(field), required ? '**required**' : fallback(field), description(field)]),
  );
  return [
    NOTICE,
    `# ${kind}\n`,
    `${schema.description ?? ''}\n`,
    `\`\`\`yaml\n${example.trim()}\n\`\`\`\n`,
    '## Fields\n',
    'A field that is not listed here is refused.\n',
    row(['field', 'type', 'unit', 'default', 'description']),
    row(['---', '---', '---', '---', '---']),
    ...rows,
    '',
    ...betweenFields(clusterSchema),
  ].join('\n');
}

/**
 * What no field says by itself. A cluster is told it in CEL.
 *
 * @param {Schema} clusterSchema
 */
function betweenFields(clusterSchema) {
  const rules = rulesOf(clusterSchema, '');
  if (rules.length === 0) return [];
  return ['## Rules between fields\n', row(['at', 'rule']), row(['---', '---']), ...rules, ''];
}

/**
 * @param {Schema} schema
 * @param {string} path
 * @returns {string[]}
 */
function rulesOf(schema, path) {
  const own = schema['x-kubernetes-validations'] ?? [];
  return [
    ...own.map(({ message, fieldPath = '' }) => row([`\`${path}${fieldPath}\``, cell(message)])),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
      rulesOf(member, path === '' ? name : `${path}.${name}`),
    ),
    ...(schema.items ? rulesOf(schema.items, `${path}[]`) : []),
  ];
}

/**
 * Every field, depth first, in the schema's order.
 *
 * @param {Schema} schema
 * @param {string} prefix
 * @returns {Field[]}
 */
function fields(schema, prefix) {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const inner = member.items ? fields(member.items, `${path}[]`) : fields(member, path);
    return [{ path, required: schema.required?.includes(name) ?? false, schema: member }, ...inner];
  });
}

/**
 * @param {Schema} schema
 * @returns {string}
 */
function type(schema) {
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.items) return `list of ${type(schema.items)}${range(schema.minItems, schema.maxItems)}`;
  if (schema.additionalProperties) return `map to ${type(schema.additionalProperties)}`;
  return `${schema.type}${range(schema.minimum, schema.maximum)}`;
}

/**
 * @param {number | undefined} least
 * @param {number | undefined} most
 */
function range(least, most) {
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}`;
  if (most !== undefined) return `, at most ${most}`;
  return least === undefined ? '' : `, at least ${least}`;
}

const UNIT = / ?Unit: ([^.]+)\./;

/** @param {Schema} schema */
const unit = (schema) => UNIT.exec(schema.description ?? '')?.[1] ?? '';

/** @param {Schema} schema */
function description(schema) {
  const example = schema.example === undefined ? '' : ` Example: \`${asYaml(schema.example)}\`.`;
  return cell((schema.description ?? '').replace(UNIT, '')) + cell(example);
}

/** @param {Schema} schema */
const fallback = (schema) => (schema.default === undefined ? '' : `\`${String(schema.default)}\``);

/** @param {unknown} value */
const asYaml = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** @param {string | undefined} text */
const cell = (text) => (text ?? '').replaceAll('|', '\\|');

/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.join(' | ')} |`;
