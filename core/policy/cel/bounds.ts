import type { CelType } from './types.ts';

/** How large values of a type get; what is left out is not declared. */
export interface Bounds {
  /** UTF-16 units of a text, bytes, elements of a list, entries of a map. */
  readonly length?: number | undefined;
  /** Of the elements of a list, or the values of a map. */
  readonly inside?: Bounds | undefined;
}

/** A type, and how large its values get. */
export interface Declared {
  readonly type: CelType;
  readonly bounds: Bounds | undefined;
}

/** Fields of object types, by the name of the type. */
export type ObjectFields = ReadonlyMap<string, ReadonlyMap<string, Declared>>;
