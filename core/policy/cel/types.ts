/** Types as the checker knows them. Source: cel-spec, langdef.md, "Gradual type checking". */
export type CelType =
  | { readonly kind: PlainKind }
  /** What a name such as `int` stands for; `of` is what it names, where that is known. */
  | { readonly kind: 'type'; readonly of: CelType }
  | { readonly kind: 'list'; readonly element: CelType }
  | { readonly kind: 'map'; readonly key: CelType; readonly value: CelType }
  | { readonly kind: 'optional'; readonly value: CelType }
  /** An object whose fields the scope declares, or what only functions can look into. */
  | { readonly kind: 'named'; readonly name: string; readonly parameters: readonly CelType[] }
  /** Stands for one type, the same wherever it stands. */
  | { readonly kind: 'parameter'; readonly name: string };

export type PlainKind =
  'dyn' | 'bool' | 'int' | 'uint' | 'double' | 'string' | 'bytes' | 'null' | 'duration' | 'timestamp';

const plain = (kind: PlainKind): CelType => ({ kind });

export const DYN = plain('dyn');
export const BOOL = plain('bool');
export const INT = plain('int');
export const UINT = plain('uint');
export const DOUBLE = plain('double');
export const STRING = plain('string');
export const BYTES = plain('bytes');
export const NULL = plain('null');
export const DURATION = plain('duration');
export const TIMESTAMP = plain('timestamp');

export const listOf = (element: CelType): CelType => ({ kind: 'list', element });

export const mapOf = (key: CelType, value: CelType): CelType => ({ kind: 'map', key, value });

export const optionalOf = (value: CelType): CelType => ({ kind: 'optional', value });

export const typeOf = (of: CelType): CelType => ({ kind: 'type', of });

export const parameter = (name: string): CelType => ({ kind: 'parameter', name });

export const isDyn = ({ kind }: CelType): boolean => kind === 'dyn';

/** The types inside a type. */
export function partsOf(type: CelType): readonly CelType[] {
  switch (type.kind) {
    case 'list':
      return [type.element];
    case 'map':
      return [type.key, type.value];
    case 'optional':
      return [type.value];
    case 'type':
      return [type.of];
    case 'named':
      return type.parameters;
    case 'parameter':
    case 'dyn':
    case 'bool':
    case 'int':
    case 'uint':
    case 'double':
    case 'string':
    case 'bytes':
    case 'null':
    case 'duration':
    case 'timestamp':
      return [];
  }
}

/** The type with each type inside it changed. */
export function mapParts(type: CelType, change: (part: CelType) => CelType): CelType {
  switch (type.kind) {
    case 'list':
      return listOf(change(type.element));
    case 'map':
      return mapOf(change(type.key), change(type.value));
    case 'optional':
      return optionalOf(change(type.value));
    case 'type':
      return typeOf(change(type.of));
    case 'named':
      return type.parameters.length === 0 ? type : { ...type, parameters: type.parameters.map(change) };
    case 'parameter':
    case 'dyn':
    case 'bool':
    case 'int':
    case 'uint':
    case 'double':
    case 'string':
    case 'bytes':
    case 'null':
    case 'duration':
    case 'timestamp':
      return type;
  }
}

/** Whether both are written with the same name, whatever is inside: two lists, two maps, two of one name. */
export const sameHead = (a: CelType, b: CelType): boolean =>
  a.kind === b.kind && (a.kind !== 'named' || b.kind !== 'named' || a.name === b.name);

/** Whether both are the same type. */
export function sameType(a: CelType, b: CelType): boolean {
  if (a === b) return true;
  if (!sameHead(a, b)) return false;
  if (a.kind === 'parameter' && b.kind === 'parameter') return a.name === b.name;
  const [left, right] = [partsOf(a), partsOf(b)];
  return left.length === right.length && left.every((part, at) => sameType(part, right[at] ?? DYN));
}
