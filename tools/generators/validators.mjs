// @ts-check
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { mapSchema, notice, readKinds, repositoryRoot } from './schema-source.mjs';

const PATH = 'schemas/generated/validators.ts';

/** Parameters among which sidecars of Kubernetes put keys of their own; these mean nothing to the driver. */
const WITH_SIDECAR_KEYS = new Set(['ClassParameterStrings', 'SnapshotParameterStrings']);
const SIDECAR_PREFIX = 'csi.storage.k8s.io/';

const SURFACE = `
/** One way in which a value is not what its schema says. \`keyword\` tells what \`params\` holds. */
export type Violation = {
  /** JSON pointer to the value. */
  readonly instancePath: string;
} & (
  | { readonly keyword: 'additionalProperties'; readonly params: { readonly additionalProperty: string } }
  | { readonly keyword: 'required'; readonly params: { readonly missingProperty: string } }
  | { readonly keyword: 'type'; readonly params: { readonly type: string } }
  | { readonly keyword: 'enum'; readonly params: { readonly allowedValues: readonly string[] } }
  | { readonly keyword: 'pattern'; readonly params: { readonly pattern: string } }
  | {
      readonly keyword:
        | 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties';
      readonly params: { readonly limit: number };
    }
);

export interface Validator {
  (value: unknown): boolean;
  /** What the last call found; overwritten by the next. */
  errors?: readonly Violation[] | null;
}
`;

/**
 * A function per kind that finds every violation, unknown fields among them, and one each for the parameters of
 * a StorageClass and of a VolumeAttributesClass alone. Bundled: they import nothing.
 */
export async function generate() {
  const kinds = await readKinds();
  const schemas = [
    ...kinds,
    { kind: 'ClassParameters', schema: parametersOf(kinds, 'StorageClass') },
    { kind: 'AttributeParameters', schema: parametersOf(kinds, 'VolumeAttributesClass') },
  ];
  const modules = await compile(schemas);
  return new Map([
    [
      PATH,
      assemble(
        modules,
        schemas.map(({ kind }) => kind),
      ),
    ],
  ]);
}

/**
 * @param {readonly import('./schema-source.mjs').Kind[]} kinds
 * @param {string} name
 */
function parametersOf(kinds, name) {
  const parameters = kinds.find(({ kind }) => kind === name)?.schema.properties?.['parameters'];
  if (!parameters) throw new Error(`the schema of ${name} has no parameters`);
  return parameters;
}

/**
 * The source of a module that has a function `validateKIND` for each kind.
 *
 * @param {readonly Pick<import('./schema-source.mjs').Kind, 'kind' | 'schema'>[]} schemas
 * @param {import('ajv').Options} [options] to take schemas that are written otherwise than ours
 */
export function compile(schemas, options) {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    messages: false,
    code: { source: true, esm: true, lines: true },
    ...options,
  });
  for (const { kind, schema } of schemas) ajv.addSchema(strict(schema), kind);
  const names = Object.fromEntries(schemas.map(({ kind }) => [`validate${kind}`, kind]));
  // @ts-expect-error The types say `export default`; as CommonJS seen from ESM it is the module itself.
  return bundle(standaloneCode(ajv, names));
}

/**
 * Closes every object that has fields of its own, which a CRD may not say, and leaves out the words for people.
 *
 * @param {import('./schema-source.mjs').Schema} schema
 */
export function strict(schema) {
  return mapSchema(schema, ({ title, description, example, default: ignored, ...checked }) => {
    if (!checked.properties) return checked;
    const sidecars = WITH_SIDECAR_KEYS.has(title ?? '') ? { patternProperties: sidecarKeys(checked.properties) } : {};
    return Object.assign(checked, sidecars, { additionalProperties: false });
  });
}

/** Any key with the prefix of sidecars but those that the schema says more of. @param {object} declared */
function sidecarKeys(declared) {
  const own = Object.keys(declared).filter((key) => key.startsWith(SIDECAR_PREFIX));
  const others = own.map((key) => `${key.slice(SIDECAR_PREFIX.length)}$`).join('|');
  return { [`^${SIDECAR_PREFIX.replaceAll('.', '\\.')}(?!${others})`]: { type: 'string' } };
}

/**
 * One module without imports: what ajv writes still requires its own run-time helpers.
 *
 * @param {string} source
 */
async function bundle(source) {
  const result = await build({
    stdin: { contents: source, resolveDir: repositoryRoot, sourcefile: 'validators.mjs' },
    bundle: true,
    format: 'esm',
    target: 'es2023',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    minifySyntax: true,
    write: false,
  });
  const [output] = result.outputFiles;
  if (!output) throw new Error('esbuild wrote nothing');
  return output.text;
}

/**
 * @param {string} bundled
 * @param {readonly string[]} kinds
 */
function assemble(bundled, kinds) {
  const code = bundled.replace(/^export \{[^}]*\};\n?/m, '').replace(/^\/\/ .*\n/gm, '');
  const members = kinds.map((kind) => `  ${kind}: validate${kind},`).join('\n');
  const names = kinds.map((kind) => `'${kind}'`).join(' | ');
  return [
    '// @ts-nocheck',
    notice('//') + SURFACE,
    `/** A kind, or \`ClassParameters\` for the parameters of a StorageClass alone. */\nexport type ValidatorName = ${names};\n`,
    code,
    `export const validators: Readonly<Record<ValidatorName, Validator>> = {\n${members}\n};\n`,
  ].join('\n');
}
