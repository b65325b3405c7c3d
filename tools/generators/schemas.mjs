// @ts-check
import { format } from 'prettier';
import { notice, readKinds } from './schema-source.mjs';

const PATH = 'schemas/generated/schemas.ts';

const SURFACE = `
/** The part of JSON Schema that the schemas use: that which a CustomResourceDefinition takes. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly required?: readonly string[];
  /** Of an object with fields of its own: it has no others. */
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Of an object that maps any key to a value of one type. */
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}
`;

/** The schemas as data, for code that reads types and field names out of them. */
export async function generate() {
  const kinds = await readKinds();
  const names = kinds.map(({ kind }) => `'${kind}'`);
  const members = kinds.map(({ kind, schema }) => `${kind}: ${JSON.stringify(schema)},`);
  const source = [
    notice('//'),
    SURFACE,
    `/** The kinds that can be declared. */ export type SchemaKind = ${names.join(' | ')};`,
    `/** By kind. */ export const schemas: Readonly<Record<SchemaKind, Schema>> = {${members.join('\n')}};`,
  ].join('\n');
  return new Map([[PATH, await format(source, { parser: 'typescript', printWidth: 120, singleQuote: true })]]);
}
