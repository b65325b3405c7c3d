import type { Json, Shape } from './shape.ts';

/** A page of Kubernetes' documentation, and the expressions that it shows. */
export interface Page {
  readonly url: string;
  readonly expressions: readonly Documented[];
}

/** An expression that the documentation shows. Inputs are ours: the documentation has none. */
export interface Documented {
  readonly expression: string;
  /** What the page says of it, in our words. */
  readonly means: string;
  /** The variables it reads, as the page declares them. */
  readonly over?: Readonly<Record<string, Shape>>;
  readonly examples: readonly Example[];
}

export interface Example {
  readonly given?: Readonly<Record<string, Json>>;
  /** Asked in place of the expression: for one without variables, the same about something else. */
  readonly instead?: string;
  readonly comes: Outcome;
}

/** JSON as it is; a text of CEL for what JSON has no value for; or none at all. */
export type Outcome =
  | { readonly kind: 'json'; readonly json: Json }
  | { readonly kind: 'cel'; readonly text: string }
  | { readonly kind: 'error' }
  | { readonly kind: 'refused' };

type Given = Readonly<Record<string, Json>>;

export const yes = (given: Given): Example => ({ given, comes: { kind: 'json', json: true } });
export const no = (given: Given): Example => ({ given, comes: { kind: 'json', json: false } });
export const is = (json: Json, given: Given = {}): Example => ({ given, comes: { kind: 'json', json } });
export const isCel = (text: string, given: Given = {}): Example => ({ given, comes: { kind: 'cel', text } });
export const fails = (given: Given = {}): Example => ({ given, comes: { kind: 'error' } });
/** By the checker, whatever the values. */
export const refused: Example = { comes: { kind: 'refused' } };
export const instead = (expression: string, json: Json): Example => ({
  instead: expression,
  comes: { kind: 'json', json },
});
