/** The few forms that the API's schemas are made of. JSON Schema, as fastify and OpenAPI 3.1 take it. */
export interface JsonSchema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly default?: number;
}

export const text = (description?: string): JsonSchema => ({ type: 'string', ...described(description) });

export const oneOf = (values: readonly string[], description?: string): JsonSchema => ({
  type: 'string',
  enum: values,
  ...described(description),
});

export const count = (description?: string): JsonSchema => ({ type: 'integer', minimum: 0, ...described(description) });

export const flag = (description?: string): JsonSchema => ({ type: 'boolean', ...described(description) });

export const listOf = (items: JsonSchema, description?: string): JsonSchema => ({
  type: 'array',
  items,
  ...described(description),
});

export const mapOf = (description?: string): JsonSchema => ({
  type: 'object',
  additionalProperties: { type: 'string' },
  ...described(description),
});

/** A decimal number of bytes. JSON's numbers are exact to 2^53 only. */
export const bytes = (description: string): JsonSchema => ({
  type: 'string',
  pattern: '^[0-9]+$',
  description: `${description} A decimal number of bytes, as text.`,
});

/** An object without other fields than these; the optional ones may be left out. */
export const record = (
  required: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
});

export const named = ($id: string, description: string, schema: JsonSchema): JsonSchema => ({
  $id,
  description,
  ...schema,
});

export const ref = (id: string): JsonSchema => ({ $ref: `${id}#` });

const described = (description: string | undefined): JsonSchema => (description === undefined ? {} : { description });
