import { formatValue } from './format.ts';
import { Opaque } from './values.ts';
import type { Value } from './values.ts';

/** A value that may be there: what `x.?field` yields. Source: cel-spec wiki, proposal 246, "Optional values". */
export class Optional extends Opaque {
  readonly type = 'optional_type';
  /** `undefined` where there is none. */
  readonly content: Value | undefined;

  constructor(content: Value | undefined) {
    super();
    this.content = content;
  }

  equals(other: Opaque, inside: (a: Value, b: Value) => boolean): boolean {
    if (!(other instanceof Optional)) return false;
    if (this.content === undefined || other.content === undefined) return this.content === other.content;
    return inside(this.content, other.content);
  }

  toString(): string {
    return this.content === undefined ? 'optional.none()' : `optional.of(${formatValue(this.content)})`;
  }
}

export const NONE = new Optional(undefined);
