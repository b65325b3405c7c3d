/** How large values of a type get; what is left out is not declared. */
export interface Bounds {
  /** UTF-16 units of a text, bytes, elements of a list, entries of a map. */
  readonly length?: number | undefined;
  /** Of the elements of a list, or the values of a map. */
  readonly inside?: Bounds | undefined;
}
