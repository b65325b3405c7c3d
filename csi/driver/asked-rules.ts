/** Rules that have been asked about every class of drives of an index, and keep their answers. */
export type AskedRules = WeakSet<object>;
