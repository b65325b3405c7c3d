declare const brand: unique symbol;

/** A primitive that the compiler will not mix up with another of the same shape. Costs nothing at run time. */
export type Brand<Primitive, Name extends string> = Primitive & { readonly [brand]: Name };
