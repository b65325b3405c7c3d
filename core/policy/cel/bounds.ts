import type { CelType } from './types.ts';

/** What values of a type are beyond that, above all how large they get; what is left out is not declared. */
export interface Bounds {
  /** Texts that are one of these, and no other. */
  readonly words?: readonly string[] | undefined;
  /** UTF-16 units of a text, bytes, elements of a list, entries of a map. */
  readonly length?: number | undefined;
  /** Of the elements of a list, or the values of a map. */
  readonly inside?: Bounds | undefined;
}

/** A type, and what is known of its values beyond it. */
export interface Declared {
  readonly type: CelType;
  readonly bounds: Bounds | undefined;
}

/** Fields of object types, by the name of the type. */
export type ObjectFields = ReadonlyMap<string, ReadonlyMap<string, Declared>>;

/** Of texts that are one of a few. Words have no characters that take two UTF-16 units. */
export const oneOf = (words: readonly string[]): Bounds => ({
  words,
  length: Math.max(...words.map((word) => word.length)),
});
