import type { PolicyParameter } from '../../model/policy.ts';
import { Environment } from '@marcbachmann/cel-js';
import type { Declared, ObjectFields } from './bounds.ts';
import { functionKey } from './functions/library.ts';
import type { FunctionEntry } from './functions/library.ts';
import type { BoundedType, DeclaredType, ObjectType } from './schema-types.ts';
import { parseSignature, parseType } from './type-notation.ts';
import type { Signature } from './type-notation.ts';
import type { CelType } from './types.ts';

/** Operators, names and literals in one expression. Chains of operators nest as deep as they are long. */
const MAX_NODES = 2000;

/** Parts of the patterns of all expressions of one scope: some 0.6 s to compile, and 10 MB. */
const MAX_PATTERN_PARTS = 100_000;

/** Brackets, calls and fields inside one another. */
const MAX_DEPTH = 64;

/** How a scope reads what it is given; what is left out is as policies have it. */
export interface ScopeOptions {
  /** The namespace that names are looked for in first. */
  readonly container?: string;
  /** Admits lists and maps of mixed types, as CEL does and Kubernetes does not. */
  readonly mixedLiterals?: boolean;
  /** Admits variables of macros that hide names of the scope. */
  readonly hidingNames?: boolean;
  /** Leaves types unchecked: what does not fit is an error when it runs. */
  readonly unchecked?: boolean;
  /** Refuses what Kubernetes 1.N does not have. */
  readonly kubernetesMinor?: number;
}

/** What is known of the expressions of one scope. */
export interface CheckedScope {
  readonly parser: Environment;
  /** The root variables, in the order in which programs take their values. */
  readonly roots: readonly string[];
  readonly names: ReadonlyMap<string, Declared>;
  /** Fields of the object types, by their name. */
  readonly objects: ObjectFields;
  /** The types of `variables.NAME`; where there are none, `variables` is a name like others. */
  readonly variables: ReadonlyMap<string, CelType> | undefined;
  /** What `params.NAME` stands for; `undefined` where there are none. */
  readonly parameters: ReadonlyMap<string, PolicyParameter> | undefined;
  /** By style, name and number of operands; several where they differ in what they take. */
  readonly functions: ReadonlyMap<string, readonly FunctionEntry[]>;
  /** Names of functions, and of the types that their signatures speak of. */
  readonly functionNames: ReadonlySet<string>;
  readonly typeNames: ReadonlySet<string>;
  readonly options: ScopeOptions;
  /** What all expressions that are checked in this scope, and in what is made of it, may still compile. */
  readonly patterns: { partsLeft: number };
}

/** A scope of root variables, each of a type, in which the functions can be called. */
export function declareScope(
  roots: Readonly<Record<string, DeclaredType>>,
  functions: readonly FunctionEntry[],
  options: ScopeOptions = {},
): CheckedScope {
  const objects = Object.values(roots).flatMap((type) => type.objects);
  return {
    parser: new Environment({ enableOptionalTypes: true, limits: { maxAstNodes: MAX_NODES, maxDepth: MAX_DEPTH } }),
    roots: Object.keys(roots),
    names: new Map(
      Object.entries(roots).map(([name, { name: type, bounds }]) => [name, { type: parseType(type), bounds }]),
    ),
    objects: new Map(objects.map((object) => [object.name, fieldsOf(object)])),
    variables: undefined,
    parameters: undefined,
    ...functionTablesOf(functions),
    options,
    patterns: { partsLeft: MAX_PATTERN_PARTS },
  };
}

type FunctionTables = Pick<CheckedScope, 'functions' | 'functionNames' | 'typeNames'>;

const functionTables = new WeakMap<readonly FunctionEntry[], FunctionTables>();

/** What is looked up of a list of functions: the same for every scope that has it. */
function functionTablesOf(functions: readonly FunctionEntry[]): FunctionTables {
  const known = functionTables.get(functions);
  if (known) return known;
  const tables = {
    functions: byKey(functions),
    functionNames: new Set(functions.flatMap(({ style, name }) => (style === 'function' ? [name] : []))),
    typeNames: new Set(functions.flatMap(typesNamedBy)),
  };
  functionTables.set(functions, tables);
  return tables;
}

function byKey(functions: readonly FunctionEntry[]): ReadonlyMap<string, readonly FunctionEntry[]> {
  const alike = new Map<string, FunctionEntry[]>();
  for (const entry of functions) {
    const key = functionKey(entry.style, entry.name, entry.operands);
    const known = alike.get(key);
    if (known) known.push(entry);
    else alike.set(key, [entry]);
  }
  return alike;
}

const fieldsOf = ({ fields }: ObjectType): ReadonlyMap<string, Declared> =>
  new Map(Object.entries(fields).map(([name, field]) => [name, declared(field)]));

const declared = (field: string | BoundedType): Declared =>
  typeof field === 'string'
    ? { type: parseType(field), bounds: undefined }
    : { type: parseType(field.type), bounds: field.bounds };

const signatures = new WeakMap<FunctionEntry, readonly Signature[]>();

/** The function's signatures, read when a call first asks for them. */
export function signaturesOf(entry: FunctionEntry): readonly Signature[] {
  const known = signatures.get(entry);
  if (known) return known;
  const { style, name } = entry;
  const read = entry.signatures.map((text) => parseSignature(text, style, name));
  signatures.set(entry, read);
  return read;
}

/** `net.IP` of `ip(string): net.IP`: what `type(x)` is compared with. */
const typesNamedBy = ({ signatures: texts }: FunctionEntry): readonly string[] =>
  texts.flatMap((text) => text.match(/\b[a-z]+\.[A-Z]\w+\b/g) ?? []);

/** The scope with `variables.NAME` for each variable, of the type that its expression has. */
export function withVariables(scope: CheckedScope, variables: ReadonlyMap<string, string>): CheckedScope {
  return { ...scope, variables: new Map([...variables].map(([name, type]) => [name, parseType(type)])) };
}
