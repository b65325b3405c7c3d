import type { Type } from '@bufbuild/cel-spec/cel/expr/checked_pb.js';
import { Type_PrimitiveType, Type_WellKnownType } from '@bufbuild/cel-spec/cel/expr/checked_pb.js';

/** A type of cel-spec's in the checker's notation; `undefined` where rules have no such type. */
function typeText({ typeKind }: Type): string | undefined {
  switch (typeKind.case) {
    case 'dyn':
      return 'dyn';
    case 'null':
      return 'null_type';
    case 'primitive':
      return PRIMITIVES[typeKind.value];
    case 'wellKnown':
      return WELL_KNOWN[typeKind.value];
    case 'listType':
      return generic('list', [typeKind.value.elemType]);
    case 'mapType':
      return generic('map', [typeKind.value.keyType, typeKind.value.valueType]);
    case 'abstractType':
      return generic(typeKind.value.name, typeKind.value.parameterTypes);
    case 'type':
      return typeKind.value.typeKind.case === undefined ? 'type' : generic('type', [typeKind.value]);
    case 'messageType':
      return typeKind.value;
    case 'typeParam':
      return typeKind.value;
    case 'wrapper':
    case 'function':
    case 'error':
    case undefined:
      return undefined;
  }
}

const PRIMITIVES: Readonly<Record<Type_PrimitiveType, string | undefined>> = {
  [Type_PrimitiveType.PRIMITIVE_TYPE_UNSPECIFIED]: undefined,
  [Type_PrimitiveType.BOOL]: 'bool',
  [Type_PrimitiveType.INT64]: 'int',
  [Type_PrimitiveType.UINT64]: 'uint',
  [Type_PrimitiveType.DOUBLE]: 'double',
  [Type_PrimitiveType.STRING]: 'string',
  [Type_PrimitiveType.BYTES]: 'bytes',
};

const WELL_KNOWN: Readonly<Record<Type_WellKnownType, string | undefined>> = {
  [Type_WellKnownType.WELL_KNOWN_TYPE_UNSPECIFIED]: undefined,
  [Type_WellKnownType.ANY]: undefined,
  [Type_WellKnownType.TIMESTAMP]: 'google.protobuf.Timestamp',
  [Type_WellKnownType.DURATION]: 'google.protobuf.Duration',
};

function generic(name: string, of: readonly (Type | undefined)[]): string | undefined {
  const parameters = of.map((each) => each && typeText(each));
  return parameters.includes(undefined) ? undefined : `${name}<${parameters.join(', ')}>`;
}

/** The same, where there has to be one. */
export function requireType(type: Type): string {
  const text = typeText(type);
  if (text === undefined) throw new Error(`rules have no type ${String(type.typeKind.case)}`);
  return text;
}

/** Two notations of one type, cel-go's `map(string, null)` and ours `map<string, null_type>`, made one. */
export const canonicalType = (text: string): string =>
  text
    .replaceAll('(', '<')
    .replaceAll(')', '>')
    .replace(/\s+/g, '')
    .replaceAll('google.protobuf.Timestamp', 'timestamp')
    .replaceAll('google.protobuf.Duration', 'duration')
    .replace(/\bnull\b/g, 'null_type')
    .replaceAll('optional_type', 'optional')
    .replaceAll('type<dyn>', 'type');
