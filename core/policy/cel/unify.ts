import { DYN, isDyn, mapParts, partsOf, sameHead, sameType } from './types.ts';
import type { CelType } from './types.ts';

/** What type parameters have come to stand for. What was tried and did not do is taken back. */
export class Substitution {
  readonly #types = new Map<string, CelType>();
  readonly #log: { readonly name: string; readonly before: CelType | undefined }[] = [];

  get(name: string): CelType | undefined {
    return this.#types.get(name);
  }

  set(name: string, type: CelType): void {
    this.#log.push({ name, before: this.#types.get(name) });
    this.#types.set(name, type);
  }

  /** Where to go back to. */
  mark(): number {
    return this.#log.length;
  }

  rollBack(mark: number): void {
    for (const { name, before } of this.#log.splice(mark).reverse()) {
      if (before) this.#types.set(name, before);
      else this.#types.delete(name);
    }
  }
}

/**
 * Whether values of the types can go where the others are asked for. Where they can, the substitution says for what
 * parameters; where not, it is left as it was. Source: cel-go, checker/types.go, which settles what langdef.md leaves
 * open: dyn goes anywhere, and null where a duration, a timestamp, an optional or a type of a name is asked for.
 */
export function assignAll(substitution: Substitution, from: readonly CelType[], to: readonly CelType[]): boolean {
  if (from.length !== to.length) return false;
  const mark = substitution.mark();
  const assigned = from.every((type, at) => isAssignable(substitution, type, to[at] ?? DYN));
  if (!assigned) substitution.rollBack(mark);
  return assigned;
}

function isAssignable(tried: Substitution, from: CelType, to: CelType): boolean {
  if (to.kind === 'parameter') {
    const outcome = stands(tried, from, to);
    if (outcome.valid) return true;
    // What the parameter stands for already is another type.
    if (outcome.bound) return false;
  }
  if (from.kind === 'parameter') return stands(tried, to, from).valid;
  if (isDyn(from) || isDyn(to)) return true;
  if (from.kind === 'null') return takesNull(to);
  if (to.kind === 'null') return takesNull(from);
  if (!sameHead(from, to)) return false;
  if (from.kind === 'type') return true;
  const [left, right] = [partsOf(from), partsOf(to)];
  return left.length === right.length && left.every((part, at) => isAssignable(tried, part, right[at] ?? DYN));
}

function takesNull({ kind }: CelType): boolean {
  return kind === 'null' || kind === 'duration' || kind === 'timestamp' || kind === 'named' || kind === 'optional';
}

type Parameter = Extract<CelType, { kind: 'parameter' }>;

/** Whether a type can stand for a parameter, and whether the parameter was taken already. */
function stands(
  tried: Substitution,
  type: CelType,
  of: Parameter,
): { readonly valid: boolean; readonly bound: boolean } {
  if (sameType(type, of)) return { valid: true, bound: true };
  const known = tried.get(of.name);
  if (known) {
    if (sameType(type, known)) return { valid: true, bound: true };
    if (!isAssignable(tried, type, known)) return { valid: false, bound: true };
    const general = mostGeneral(type, known);
    if (!occursIn(tried, of, general)) tried.set(of.name, general);
    return { valid: true, bound: true };
  }
  if (occursIn(tried, of, type)) return { valid: false, bound: false };
  tried.set(of.name, type);
  return { valid: true, bound: false };
}

function occursIn(substitution: Substitution, of: Parameter, type: CelType): boolean {
  if (type.kind !== 'parameter') return partsOf(type).some((part) => occursIn(substitution, of, part));
  if (type.name === of.name) return true;
  const known = substitution.get(type.name);
  return known !== undefined && occursIn(substitution, of, known);
}

/** The wider of two types of which one goes where the other is asked for. */
export const mostGeneral = (a: CelType, b: CelType): CelType => (isNoNarrower(a, b) ? a : b);

function isNoNarrower(a: CelType, b: CelType): boolean {
  if (isDyn(a) || a.kind === 'parameter') return true;
  if (b.kind === 'null') return true;
  if (isDyn(b) || b.kind === 'parameter' || !sameHead(a, b)) return false;
  if (a.kind === 'type') return true;
  const [left, right] = [partsOf(a), partsOf(b)];
  return left.length === right.length && left.every((part, at) => isNoNarrower(part, right[at] ?? DYN));
}

/** The type with what its parameters stand for. */
export function substitute(substitution: Substitution, type: CelType): CelType {
  if (type.kind !== 'parameter') return mapParts(type, (part) => substitute(substitution, part));
  const known = substitution.get(type.name);
  return known ? substitute(substitution, known) : type;
}

/** The type with what its parameters stand for, and those that stand for nothing as dyn: a type without parameters. */
export function settled(substitution: Substitution, type: CelType): CelType {
  const known = substitute(substitution, type);
  return known.kind === 'parameter' ? DYN : mapParts(known, (part) => settled(substitution, part));
}
